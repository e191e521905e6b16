"""How hostile files are made: small builders for PDF, zip, office parts and pictures. Nothing hostile is stored here."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
Members = Mapping[str, bytes]
#: A file, or how to make it (large ones are made when they are needed).
Made = bytes | Callable[[], bytes]


def pdf(change: Callable[[Pdf], object] = lambda _pdf: None, pages: int = 1, **how: Any) -> bytes:
    """A PDF with blank pages and whatever `change` puts in."""
    out = BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        change(made)
        made.save(out, **how)
    return out.getvalue()


def opening(**action: object) -> Callable[[Pdf], None]:
    """A PDF that does something when it is opened."""

    def change(made: Pdf) -> None:
        made.Root.OpenAction = Dictionary({f"/{name}": value for name, value in action.items()})

    return change


def script(code: str = "app.alert(1)") -> Dictionary:
    """A JavaScript action."""
    return Dictionary(S=Name.JavaScript, JS=String(code))


def archive(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def docx(more: Members | None = None, body: bytes = b"", kind: str = DOCX) -> bytes:
    """A word file of the smallest kind, with more members or another body."""
    return _office("word/document.xml", b"<w:document xmlns:w='w'><w:body/></w:document>", kind, more, body)


def xlsx(more: Members | None = None, body: bytes = b"", kind: str = XLSX) -> bytes:
    """A workbook of the smallest kind."""
    return _office("xl/workbook.xml", b"<workbook xmlns='s'/>", kind, more, body)


def ofd(more: Members | None = None, body: bytes = b"<ofd:OFD xmlns:ofd='o'/>") -> bytes:
    """An OFD file of the smallest kind."""
    return archive({"OFD.xml": body, "Doc_0/Document.xml": b"<d/>"} | dict(more or {}))


def _office(heart: str, plain: bytes, kind: str, more: Members | None, body: bytes) -> bytes:
    types = f"<Types xmlns='t'><Override PartName='/{heart}' ContentType='{kind}'/></Types>".encode()
    rels = b"<Relationships xmlns='r'/>"
    return archive({"[Content_Types].xml": types, "_rels/.rels": rels, heart: body or plain} | dict(more or {}))


def outside(what: str) -> bytes:
    """Relations with an outside target of that type."""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{what}"
    one = f"<Relationship Id='r1' Type='{kind}' Target='http://evil.example/x' TargetMode='External'/>"
    return f"<Relationships xmlns='r'>{one}</Relationships>".encode()


def png(width: int, height: int, *chunks: tuple[bytes, bytes], data: bytes = b"\0" * 64) -> bytes:
    """A PNG of one bit a pixel that claims a size; `chunks` stand before the picture."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(data)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


@cache
def zeros(mebibytes: int) -> bytes:
    """So many MiB of nothing, deflated."""
    packer, nothing = zlib.compressobj(9), bytes(1 << 20)
    return b"".join(packer.compress(nothing) for _ in range(mebibytes)) + packer.flush()


def made(file: Made) -> bytes:
    """The bytes of a file."""
    return file if isinstance(file, bytes) else file()
