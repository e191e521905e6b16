"""Data in, PDF out: typst lays out one of the sources beside this file. The same data gives the same bytes, in any process.

The data travel as JSON, never as source, so nothing in a name can become markup; the root is this folder, so no other file
can be read; there is no clock, so the only dates are those of the data. PDF/A-2b: a character without a glyph is an error
of the engine, never an empty box; such a character is then printed as its code.
"""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.papers.fonts import SANS, SERIF, characters, fonts, installed

if TYPE_CHECKING:
    from typst import Compiler

FOLDER = Path(__file__).parent
STANDARD = "a-2b"
_one_at_a_time = threading.Lock()  # the engine refuses to be used by two threads at once


@cache
def _compiler(source: str) -> "Compiler":
    from typst import Compiler

    return Compiler(str(FOLDER / source), root=str(FOLDER), font_paths=fonts())


def pdf(source: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `data` laid out by `source` (letter.typ, form.typ)."""
    return _printed(source, data, format="pdf", pdf_standards=STANDARD)


def pictures(source: str, data: Mapping[str, Any], ppi: float = 72) -> list[bytes]:
    """Every page as PNG: for looking at and for tests."""
    pages = _printed(source, data, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _printed(source: str, data: Mapping[str, Any], **how: Any) -> Any:
    from typst import TypstError

    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    try:
        return _compile(source, text, **how)
    except TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compile(source, spelled(text), **how)


def _compile(source: str, text: str, **how: Any) -> Any:
    families = json.dumps({"serif": installed(SERIF), "sans": installed(SANS)})
    with _one_at_a_time:
        return _compiler(source).compile(sys_inputs={"data": text, "fonts": families}, **how)


def spelled(text: str) -> str:
    """The text with every character that no font has written as its code: 〔U+2A6A5〕."""
    known = characters()
    return "".join(
        char if ord(char) in known or not char.isprintable() or char in "\u200b\u2060" else f"〔U+{ord(char):04X}〕"
        for char in text
    )
