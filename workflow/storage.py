"""The document store: bytes known by their SHA-256 in the instance folder.

Nothing here knows the database: a file without a row is harmless and never served. What a file must be: `intake`.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from workflow.intake.examine import examine
from workflow.intake.fault import FileRefusedError as FileRefusedError  # noqa: PLC0414 -- who stores meets it
from workflow.intake.kinds import MEDIA_TYPES as MEDIA_TYPES  # noqa: PLC0414 -- who serves needs it
from workflow.intake.names import shown_name as shown_name  # noqa: PLC0414 -- who stores shows


@dataclass(frozen=True)
class Stored:
    """A file in the store. Size in bytes."""

    sha256: str
    size: int
    kind: str


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
    new = [folder for folder in (target.parent, *target.parents[1:4]) if not folder.is_dir()]
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
    for folder in (target.parent, *(made.parent for made in new)):
        _settle(folder)


def _settle(folder: Path) -> None:
    """Have the names in a folder written to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def path_of(sha256: str) -> Path:
    """Where these bytes lie: two levels of folders, so that no folder grows large."""
    root = Path(current_app.config["INSTANCE"]) / "documents"
    return root / sha256[:2] / sha256[2:4] / sha256
