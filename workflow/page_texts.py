"""The text of stored Word and Excel files, read in a process apart and kept beside the drawn pages."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app

from workflow import storage
from workflow.intake.apart import environment
from workflow.intake.bench import HOUSE
from workflow.models.filing import Blob
from workflow.page_pictures import SECONDS, keep, turn

#: Kinds of files whose text can be shown.
READ = frozenset({"docx", "xlsx"})


class PageText(NamedTuple):
    """A page as text. `title`: the sheet's name. `blocks`: paragraphs (text) and tables (rows). `cut`: there is more."""

    title: str
    pages: int
    blocks: list[dict[str, Any]]
    cut: bool


def text(blob: Blob, page: int) -> PageText | None:
    """The page (from 1) as text; None when the file has no such page or cannot be read. The caller asks who may see it."""
    if blob.kind not in READ or page < 1:
        return None
    kept = Path(current_app.config["INSTANCE"]) / "previews" / blob.sha256[:2] / blob.sha256 / f"{page}.text.json"
    if not kept.is_file():
        answer = _read(blob, page)
        if answer is None:
            return None
        keep(kept, answer)
    return PageText(**json.loads(kept.read_bytes()))


def _read(blob: Blob, page: int) -> bytes | None:
    command = [sys.executable, "-m", "workflow.intake.text_process", blob.kind, str(page)]
    with turn, storage.path_of(blob.sha256).open("rb") as file:
        try:
            done = subprocess.run(  # noqa: S603 -- own code
                command, cwd=HOUSE, env=environment(), stdin=file, capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return None
    return done.stdout if done.returncode == 0 else None
