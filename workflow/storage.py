"""The document store: bytes known by their SHA-256 in the instance folder, and the examination every file must pass.

A file is what its extension, its first bytes and a real parse all say it is; anything else is refused with a sentence.
Nothing here knows the database: a file without a row is harmless and never served.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
from flask import current_app
from PIL import Image

from states.say import Say

MOST_PIXELS = 40_000_000
MOST_PAGES = 2_000
NAME_LENGTH = 120


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
)
MEDIA_TYPES = {kind.code: kind.media_type for kind in KINDS}


@dataclass
class FileRefusedError(Exception):
    """The file cannot be taken; `why` says what is wrong with it and the way out."""

    why: Say


@dataclass(frozen=True)
class Stored:
    """A file in the store. Size in bytes."""

    sha256: str
    size: int
    kind: str


def shown_name(name: str) -> str:
    """The name to show and to download under: Chinese kept, folders, control and bidirectional characters dropped."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(". ")
    stem, dot, extension = clean.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(extension)]}.{extension}" if dot and stem else clean[:NAME_LENGTH]


def examine(name: str, data: bytes, most_bytes: int) -> Kind:
    """Tell the kind of a file, or raise FileRefusedError. `most_bytes` is the size limit of this installation."""
    if not data:
        raise _refused(name, "是空文件，请检查后重新上传。", "is empty. Please check it and upload it again.")
    if len(data) > most_bytes:
        limit = most_bytes // (1024 * 1024)
        raise _refused(
            name,
            f"超过{limit}MB。请压缩或拆成几份再上传。",
            f"is larger than {limit} MB. Please compress or split it and upload it again.",
        )
    extension = name.rpartition(".")[2].lower()
    kind = next((kind for kind in KINDS if extension in kind.extensions), None)
    if kind is None:
        raise _refused(
            name,
            "不是PDF、JPG或PNG。请转换后上传，压缩包请先解压。",
            "is not a PDF, JPG or PNG. Please convert it; unpack archives first.",
        )
    if not data.startswith(kind.signature):
        raise _refused(
            name,
            f"的内容不是{kind.code.upper()}。请用原来的软件另存后再上传。",
            f"does not contain a {kind.code.upper()}. Please save it again with the program that made it.",
        )
    _parse_pdf(name, data) if kind.code == "pdf" else _parse_image(name, data, kind)
    return kind


def _refused(name: str, zh: str, en: str) -> FileRefusedError:
    return FileRefusedError(Say(f"“{name}”没有上传：{zh}", f"“{name}” was not uploaded: it {en}"))


def _parse_pdf(name: str, data: bytes) -> None:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise _refused(
            name,
            "有打开密码，审核人看不了。请去掉密码再上传。",
            "needs a password. Please remove it and upload it again.",
        ) from None
    except (pikepdf.PdfError, RecursionError, ValueError):
        raise _broken(name) from None
    if not 1 <= pages <= MOST_PAGES:
        raise _broken(name)


def _parse_image(name: str, data: bytes, kind: Kind) -> None:
    formats = [kind.code.upper()]
    try:
        with Image.open(BytesIO(data), formats=formats) as image:
            image.verify()  # every chunk up to the end; the picture itself is read below
        with Image.open(BytesIO(data), formats=formats) as image:
            if image.width * image.height > MOST_PIXELS:
                raise _too_many_pixels(name)
            image.draft("L", (image.width // 8, image.height // 8))  # JPEG: decode an eighth, it is only a check
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(name) from None
    except (OSError, ValueError, SyntaxError):
        raise _broken(name) from None


def _too_many_pixels(name: str) -> FileRefusedError:
    return _refused(
        name,
        "像素太多（超过4000万）。请缩小后再上传。",
        "has more than 40 million pixels. Please make it smaller and upload it again.",
    )


def _broken(name: str) -> FileRefusedError:
    return _refused(
        name,
        "打不开，文件可能坏了。请重新导出或扫描。",
        "cannot be opened and may be damaged. Please export or scan it again.",
    )


def put(name: str, data: bytes) -> Stored:
    """Examine the bytes and keep them under their own hash. Safe to repeat; raises FileRefusedError."""
    kind = examine(name, data, current_app.config["MAX_UPLOAD_BYTES"])
    sha256 = hashlib.sha256(data).hexdigest()
    target = path_of(sha256)
    if not target.is_file() or target.stat().st_size != len(data):
        _write(target, data)
    return Stored(sha256, len(data), kind.code)


def _write(target: Path, data: bytes) -> None:
    """Write beside the place and rename, so that a file is there whole or not at all, also after a power cut."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def path_of(sha256: str) -> Path:
    """Where these bytes lie: two levels of folders, so that no folder grows large."""
    root = Path(current_app.config["INSTANCE"]) / "documents"
    return root / sha256[:2] / sha256[2:4] / sha256
