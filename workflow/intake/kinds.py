"""The allowed kinds of files. A file is what its extension, its first bytes and a real parse all say it is."""

from typing import NamedTuple

from workflow.intake.fault import FaultError

ZIP = b"PK\x03\x04"
OFFICE = "application/vnd.openxmlformats-officedocument."


class Kind(NamedTuple):
    """An allowed kind of file: its extensions, first bytes and media type."""

    code: str
    extensions: tuple[str, ...]
    signature: bytes
    media_type: str


KINDS = (
    Kind("pdf", ("pdf",), b"%PDF-", "application/pdf"),
    Kind("jpeg", ("jpg", "jpeg"), b"\xff\xd8\xff", "image/jpeg"),
    Kind("png", ("png",), b"\x89PNG\r\n\x1a\n", "image/png"),
    Kind("docx", ("docx",), ZIP, OFFICE + "wordprocessingml.document"),
    Kind("xlsx", ("xlsx",), ZIP, OFFICE + "spreadsheetml.sheet"),
    Kind("ofd", ("ofd",), ZIP, "application/ofd"),
)
MEDIA_TYPES = {kind.code: kind.media_type for kind in KINDS}
#: The way out for what people often try; everything else is told what is taken.
ADVICE = {
    "zip rar 7z gz tar tgz": (
        "是压缩包。请解压后逐个上传。",
        "is an archive. Please unpack it and upload what is inside.",
    ),
    "doc xls wps et": (
        "是旧格式。请另存为DOCX、XLSX或PDF。",
        "has an old format. Please save it as DOCX, XLSX or PDF.",
    ),
    "docm xlsm dotm xltm": ("可能带有宏。请另存为PDF再上传。", "may hold macros. Please save it as PDF."),
    "tif tiff bmp gif webp heic": (
        "不是收的图片。请另存为JPG或PNG。",
        "is not a picture we take. Please save it as JPG or PNG.",
    ),
}
OTHERS = (
    "不是PDF、JPG、PNG、DOCX、XLSX或OFD。请转换后再上传。",
    "is not a PDF, JPG, PNG, DOCX, XLSX or OFD. Please convert it.",
)


def kind_of(name: str, head: bytes) -> Kind:
    """The kind that extension and first bytes agree on. Raises FaultError."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    kind = next((kind for kind in KINDS if extension in kind.extensions), None)
    if kind is None:
        advice = (words for endings, words in ADVICE.items() if extension and extension in endings.split())
        raise FaultError(*next(advice, OTHERS))
    if not head.startswith(kind.signature):
        shown = kind.code.upper()
        raise FaultError(
            f"的内容不是{shown}。请用原来的软件另存后再上传。",
            f"does not contain a {shown}. Please save it again with the program that made it.",
        )
    return kind
