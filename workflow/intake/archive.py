"""What docx, xlsx and ofd share: they are zip archives, whose members must be few, small, plainly named and plain."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from workflow.intake.fault import FaultError, broken, print_anew

MOST_MEMBERS = 3000
MOST_BYTES = 100 * 1024 * 1024
#: Text shrinks to a tenth or twentieth; a bomb to a thousandth. Small archives may repeat themselves.
MOST_RATIO, FREE_BYTES = 100, 8 * 1024 * 1024
CHUNK = 1 << 20
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive with its list of members checked. Raises FaultError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_list(archive, len(data))
            yield archive
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise broken() from None


def chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member piece by piece, never more than it has declared; its checksum is verified at the end."""
    with archive.open(member) as stream:
        yield from iter(lambda: stream.read(CHUNK), b"")


def _check_list(archive: zipfile.ZipFile, size: int) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or total > MOST_BYTES or (total > FREE_BYTES and total > size * MOST_RATIO):
        raise _swells()
    if archive.comment or len({name.lower() for name in names}) != len(names) or not all(map(_plain, members)):
        raise broken()
    if any(member.flag_bits & 0x1 for member in members):
        raise FaultError(
            "有密码，审核人看不了。请去掉密码再上传。", "needs a password. Please remove it and upload it again."
        )


def _plain(member: zipfile.ZipInfo) -> bool:
    """No way out of the folder, no link, no strange packing."""
    name, mode = member.orig_filename, member.external_attr >> 16
    parts = name.rstrip("/").split("/")
    named = name.isprintable() and "\\" not in name and ":" not in name and not {"", ".", ".."} & set(parts)
    kind = stat.S_IFMT(mode)
    return named and kind in (0, stat.S_IFREG, stat.S_IFDIR) and member.compress_type in METHODS


def _swells() -> FaultError:
    return print_anew("解开后大得不正常", "swells to an unreasonable size when unpacked")
