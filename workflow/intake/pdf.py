"""PDF: opens without repair, is not encrypted, has 1–500 pages, and holds nothing that runs, starts or is carried along."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from workflow.intake.fault import FaultError, broken, print_anew, two_in_one

MOST_PAGES = 500
MOST_OBJECTS = 300_000
DEEPEST = 60
#: After the last %%EOF some programs write a few empty bytes.
LOOSE_END = 1024
SCRIPT = ("带有脚本", "holds a script")
STARTS = ("打开时会启动程序或发送数据", "starts programs or sends data when opened")
CARRIES = ("里面夹带了别的文件", "carries other files")
FORM = ("是动态表单", "is a dynamic form")
MEDIA = ("里面有音视频或三维内容", "holds sound, film or 3D content")
#: name → what is wrong when it stands as a key, or as the value of one of these keys.
KEYS = {"/JS": SCRIPT, "/JavaScript": SCRIPT, "/EmbeddedFiles": CARRIES, "/EF": CARRIES, "/XFA": FORM}
VALUES = {
    "/JavaScript": SCRIPT, "/Launch": STARTS, "/ImportData": STARTS, "/SubmitForm": STARTS, "/GoToE": CARRIES,
    "/EmbeddedFile": CARRIES, "/FileAttachment": CARRIES, "/RichMedia": MEDIA, "/Movie": MEDIA, "/Sound": MEDIA,
    "/3D": MEDIA, "/RichMediaExecute": MEDIA, "/Rendition": MEDIA,
}  # fmt: skip
TELLING = ("/S", "/Type", "/Subtype")
SUSPECT = re.compile("|".join(re.escape(name) + r"(?![A-Za-z0-9])" for name in sorted({*KEYS, *VALUES})).encode())


def check(_code: str, data: bytes) -> None:
    """Open it and look at every object. Raises FaultError."""
    end = data.rfind(b"%%EOF")
    if zipfile.is_zipfile(BytesIO(data)) or (end >= 0 and len(data) - end > LOOSE_END):
        raise two_in_one()
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise _locked()
            if not 1 <= len(pdf.pages) <= MOST_PAGES:
                raise _pages(len(pdf.pages))
            if len(pdf.objects) > MOST_OBJECTS:
                raise print_anew("内容过于复杂，检查不了", "is too complex to be checked")
            for thing in pdf.objects:
                _harmless(thing)
    except pikepdf.PasswordError:
        raise _locked() from None
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, RuntimeError):
        raise broken() from None


def _harmless(thing: pikepdf.Object) -> None:
    """Raise FaultError when an object or what lies directly in it is one of the forbidden things."""
    for held in _dictionaries(thing) if SUSPECT.search(_text(thing)) else ():
        for key in held.keys():  # noqa: SIM118 -- not a dict
            if key in KEYS:
                raise print_anew(*KEYS[key])
        for key in TELLING:
            value = held.get(key)
            if isinstance(value, pikepdf.Name) and str(value) in VALUES:
                raise print_anew(*VALUES[str(value)])


def _text(thing: pikepdf.Object) -> bytes:
    """The object as bytes with every name spelt plainly; of a stream only its dictionary."""
    return (thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing).unparse(resolved=True)


def _dictionaries(thing: pikepdf.Object, depth: int = 0) -> Iterator[pikepdf.Object]:
    if depth > DEEPEST:
        raise broken()
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
    inner = (
        thing.values() if isinstance(thing, pikepdf.Dictionary) else thing if isinstance(thing, pikepdf.Array) else ()
    )
    for one in inner:
        if isinstance(one, pikepdf.Object) and not one.is_indirect:
            yield from _dictionaries(one, depth + 1)


def _locked() -> FaultError:
    return FaultError(
        "有密码或加密保护，审核人看不了。请去掉保护，或“打印为PDF”再上传。",
        "is protected by a password or encryption. Please remove it, or print it to a PDF.",
    )


def _pages(count: int) -> FaultError:
    if not count:
        return broken()
    return FaultError(
        f"有{count}页，最多{MOST_PAGES}页。请拆成几份再上传。",
        f"has {count} pages, at most {MOST_PAGES} are taken. Please split it.",
    )
