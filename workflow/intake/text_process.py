"""The process that reads the text of a Word or Excel file: bytes in, one line of JSON out, and it ends.

Whoever looks at the text gets letters only: no part of the applicant's file, no link, no formula reaches a browser. A Word
file is one page; each sheet of a workbook is one.
"""

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from workflow.intake.page_process import limit

MOST_BLOCKS, MOST_ROWS, MOST_COLUMNS, LONGEST = 400, 200, 30, 2000
#: Characters of a page: whoever made the file does not say how much memory the page costs.
MOST = 200_000
Block = dict[str, Any]


def main(kind: str, page: int) -> None:
    """Read the page (from 1) of the file on standard input; ends with a fault when it has no such page."""
    data = sys.stdin.buffer.read()
    limit()
    title, pages, blocks, cut = _of_word(data, page) if kind == "docx" else _of_workbook(data, page)
    blocks, over = _first(blocks)
    cut = cut or over
    sys.stdout.write(json.dumps({"title": title, "pages": pages, "blocks": blocks, "cut": cut}))


def _first(blocks: list[Block]) -> tuple[list[Block], bool]:
    """As many blocks, and rows of the last one, as hold so many characters; whether something was left out."""
    kept: list[Block] = []
    left = MOST
    for block in blocks:
        rows = block.get("rows", [[block.get("text", "")]])
        sizes = [sum(map(len, row)) + len(row) for row in rows]
        fit = next((at for at in range(len(rows)) if sum(sizes[: at + 1]) > left), len(rows))
        if fit < len(rows):
            return [*kept, _table(rows[:fit])] if "rows" in block and fit else kept, True
        kept.append(block)
        left -= sum(sizes)
    return kept, False


def _of_word(data: bytes, page: int) -> tuple[str, int, list[Block], bool]:
    from docx import Document
    from docx.table import Table

    if page != 1:
        raise IndexError(page)
    blocks: list[Block] = []
    cut = False
    for part in Document(BytesIO(data)).iter_inner_content():
        if len(blocks) == MOST_BLOCKS:
            return "", 1, blocks, True
        if isinstance(part, Table):
            rows = [[cell.text for cell in row.cells] for row in part.rows[:MOST_ROWS]]
            cut = cut or len(part.rows) > MOST_ROWS
            blocks.append(_table(rows))
        elif part.text.strip():
            blocks.append({"text": part.text[:LONGEST]})
    return "", 1, blocks, cut


def _of_workbook(data: bytes, page: int) -> tuple[str, int, list[Block], bool]:
    from python_calamine import load_workbook

    book = load_workbook(BytesIO(data))
    sheet = book.get_sheet_by_index(page - 1)
    rows = sheet.to_python(skip_empty_area=True, nrows=MOST_ROWS)
    cut = sheet.height > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows)
    return sheet.name[:80], len(book.sheet_names), [_table(list(_filled(rows)))] if rows else [], cut


def _filled(rows: list[list[Any]]) -> Iterator[list[str]]:
    for row in rows:
        yield [_shown(value) for value in row]


def _shown(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _table(rows: list[list[str]]) -> Block:
    return {"rows": [[text[:LONGEST] for text in row[:MOST_COLUMNS]] for row in rows]}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
