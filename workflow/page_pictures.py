"""Pages of stored files as pictures, drawn in a process apart and kept in the instance's `previews` folder.

The folder is a cache: it may be emptied at any time, also while the application runs.
"""

import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from workflow import storage
from workflow.intake.apart import environment
from workflow.intake.bench import HOUSE
from workflow.models.filing import Blob

#: Kinds of files that have pages to look at; the others are downloads.
DRAWN = frozenset({"pdf", "jpeg", "png"})
SECONDS = 20
#: Few at a time: each may hold a processor for seconds.
_turn = threading.Semaphore(2)


@dataclass(frozen=True)
class PagePicture:
    """A drawn page. Width and height in pixels; `pages`: how many the file has."""

    path: Path
    pages: int
    width: int
    height: int


def picture(blob: Blob, page: int) -> PagePicture | None:
    """The page (from 1) as a picture; None when the file has no such page or cannot be drawn.

    Whether the person may see it, and whether the bytes were scanned, is asked before.
    """
    if blob.kind not in DRAWN or page < 1:
        return None
    folder = Path(current_app.config["INSTANCE"]) / "previews" / blob.sha256[:2] / blob.sha256
    drawing, facts = folder / f"{page}.webp", folder / f"{page}.json"
    if not (drawing.is_file() and facts.is_file()):
        answer = apart("workflow.intake.page_process", blob, page)
        if answer is None:
            return None
        head, _line, body = answer.partition(b"\n")
        keep(drawing, body)
        keep(facts, head)
    return PagePicture(drawing, **json.loads(facts.read_bytes()))


def apart(module: str, blob: Blob, page: int) -> bytes | None:
    """What a process of its own makes of a page of the stored file; None when it cannot, or the bytes are gone."""
    command = [sys.executable, "-m", module, blob.kind, str(page)]
    try:
        with _turn, storage.path_of(blob.sha256).open("rb") as file:
            done = subprocess.run(  # noqa: S603 -- own code
                command, cwd=HOUSE, env=environment(), stdin=file, capture_output=True, timeout=SECONDS, check=False
            )
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return None
    return done.stdout if done.returncode == 0 else None


def keep(target: Path, data: bytes) -> None:
    """Write beside the place and rename, so that a picture is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
        file.write(data)
    Path(file.name).replace(target)
