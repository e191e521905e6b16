"""The text of stored Word and Excel files, read in a process apart and kept beside the drawn pages."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app

from workflow.models.filing import Blob
from workflow.page_pictures import apart, keep

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
        answer = apart("workflow.intake.text_process", blob, page)
        if answer is None:
            return None
        keep(kept, answer)
    return PageText(**json.loads(kept.read_bytes()))
