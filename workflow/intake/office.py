"""docx, xlsx, ofd: the parts such a file is made of and nothing else; no macros, no outside links, no entities, no archives."""

import zipfile
from typing import Any
from xml.parsers import expat

from workflow.intake.archive import chunks, opened
from workflow.intake.fault import FaultError, broken, print_anew

#: kind → the part that makes it one.
HEART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "ofd": "OFD.xml"}
XML = {"xml", "rels", "vml"}
PICTURES = {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf"}
ALLOWED = {
    "docx": XML | PICTURES | {"odttf"},
    "xlsx": XML | PICTURES,
    "ofd": {"xml", "esl", "dat", "jb2", "gbig2", "ttf", "otf", "cer"} | PICTURES,
}
#: What printers and old programs leave behind in a workbook.
LEFT_BEHIND = ("xl/printerSettings/", "xl/customProperty")
MACROS = ("vbaproject", "macrosheets", "activex", "vbadata", "customui", "ctrlprops/")
ARCHIVE_HEADS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"BZh",
    b"\xfd7zXZ",
)


def check(code: str, data: bytes) -> None:
    """Look at every member to its end. Raises FaultError."""
    with opened(data) as archive:
        names = set(archive.namelist())
        if HEART[code] not in names or (code != "ofd" and "[Content_Types].xml" not in names):
            raise FaultError(
                f"的内容不是{code.upper()}。请用原来的软件另存后再上传。",
                f"does not contain a {code.upper()}. Please save it again with the program that made it.",
            )
        for member in archive.infolist():
            if not member.is_dir():
                _check_member(code, archive, member)


def _check_member(code: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = member.filename
    extension = name.rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""
    if any(mark in name.lower() for mark in MACROS):
        raise print_anew("带有宏或控件", "holds macros or controls")
    if extension not in ALLOWED[code] and not name.startswith(LEFT_BEHIND):
        raise print_anew("里面嵌入了别的文件", "carries other files")
    reader = _Reader(rels=extension == "rels" or "[Content_Types]" in name) if extension in XML else None
    for place, piece in enumerate(chunks(archive, member)):
        if not place and piece.startswith(ARCHIVE_HEADS):
            raise print_anew("里面嵌入了别的文件", "carries other files")
        if reader:
            reader.feed(piece)
    if reader:
        reader.feed(b"", last=True)


class _Reader:
    """Reads a part as XML: no document type, hence no entities; no outside target but a plain link; no macro types."""

    def __init__(self, *, rels: bool) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        if rels:
            self.parser.StartElementHandler = self._element

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Read on. Raises FaultError."""
        try:
            self.parser.Parse(piece, last)
        except expat.ExpatError:
            raise broken() from None

    def _doctype(self, *_arguments: Any) -> None:
        raise print_anew("里面有不该有的声明", "holds declarations that do not belong there")

    def _element(self, _name: str, attributes: dict[str, str]) -> None:
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise print_anew("引用了外面的文件", "refers to files elsewhere")
        if "macroenabled" in attributes.get("ContentType", "").lower():
            raise print_anew("带有宏或控件", "holds macros or controls")
