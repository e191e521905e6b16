"""The text of Word and Excel files: read in a process apart, kept, and nothing of the file itself on the page."""

from io import BytesIO

import docx
import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import select, update

from tests.visitor import Visitor
from tests.workflow.onward import accepted, papers
from tests.workflow.test_page_pictures import kept
from workflow import page_texts, storage
from workflow.db import db
from workflow.models.filing import Blob, Document

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])
HOSTILE = "<script>alert(1)</script>"


def letter() -> bytes:
    """Two paragraphs and a table."""
    made, out = docx.Document(), BytesIO()
    made.add_paragraph("承诺书")
    made.add_paragraph(HOSTILE)
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "营业收入", "6000万元"
    made.save(out)
    return out.getvalue()


def book() -> bytes:
    """Two sheets: figures and a formula, and one that is longer than what is shown."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        first, second = made.add_worksheet("明细"), made.add_worksheet("长表")
        first.write_row(0, 0, ["面积", 2400, 12.5])
        first.write_formula(1, 0, "=1+1", None, 2)
        for row in range(205):
            second.write(row, 0, f"第{row}行")
    return out.getvalue()


def test_what_a_file_says(app: Flask) -> None:
    with app.app_context():
        word = kept(letter(), "docx")
        said = page_texts.text(word, 1)
        assert said is not None
        assert said.blocks == [{"text": "承诺书"}, {"text": HOSTILE}, {"rows": [["营业收入", "6000万元"]]}]
        assert page_texts.text(word, 2) is None
        storage.path_of(word.sha256).unlink()
        assert page_texts.text(word, 1) == said  # kept: the file is not read again
        workbook = kept(book(), "xlsx")
        first, second = page_texts.text(workbook, 1), page_texts.text(workbook, 2)
        assert first is not None
        assert second is not None
        assert (first.title, first.pages, first.cut) == ("明细", 2, False)
        assert first.blocks == [{"rows": [["面积", "2400", "12.5"], ["2", "", ""]]}]
        assert (len(second.blocks[0]["rows"]), second.cut) == (200, True)
        assert page_texts.text(workbook, 3) is None
        assert page_texts.text(kept(b"PK\x03\x04nothing", "docx"), 1) is None
        assert page_texts.text(Blob(sha256="0" * 64, size=1, kind="pdf", scan="clean"), 1) is None


def test_it_stands_in_the_case_as_letters_only(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        number, blob = case.number, kept(letter(), "docx")
        document = papers(case)[0]
        old = db.session.get_one(Blob, document.sha256)
        db.session.add(Blob(sha256=blob.sha256, size=9, kind="docx", scan=old.scan, stored_at=old.stored_at))
        db.session.flush()
        db.session.execute(update(Document).where(Document.id == document.id).values(sha256=blob.sha256))
        ref = db.session.scalars(select(Document.ref).where(Document.id == document.id)).one()
        db.session.commit()
    page = Visitor(app, "shen").open(f"/cases/{number}?document={ref}&page=1")
    assert "承诺书" in page
    assert "<td>营业收入</td><td>6000万元</td>" in page
    assert "&lt;script&gt;alert(1)" in page
    assert HOSTILE not in page


def test_a_file_does_not_say_how_much_memory_its_page_costs(app: Flask) -> None:
    made, out = docx.Document(), BytesIO()
    for _ in range(150):
        made.add_paragraph("长" * 1900)
    made.save(out)
    with app.app_context():
        said = page_texts.text(kept(out.getvalue(), "docx"), 1)
        assert said is not None
        assert (len(said.blocks), said.cut) == (105, True)
        gone = kept(letter(), "docx")
        storage.path_of(gone.sha256).unlink()
        assert page_texts.text(gone, 1) is None
