"""Takes the files of a form into the store, before any transaction begins."""

from collections.abc import Iterable
from typing import NamedTuple

from werkzeug.datastructures import FileStorage

from workflow import storage
from workflow.views.filters import say


class Received(NamedTuple):
    """A file of the form: kept in the store, or the sentence that says why not."""

    name: str
    stored: storage.Stored | None
    why: str = ""


def receive(files: Iterable[FileStorage]) -> list[Received]:
    """Examine and keep every file that was chosen; each can be read again afterwards."""
    return [_one(file) for file in files if file.filename]


def _one(file: FileStorage) -> Received:
    shown, data = storage.shown_name(file.filename or ""), file.stream.read()
    file.stream.seek(0)
    try:
        return Received(shown, storage.put(shown, data))
    except storage.FileRefusedError as error:
        return Received(shown, None, say(error.why))
