"""Handing in documents through the pages, and the one download, on both databases."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from tests.visitor import Visitor
from tests.workflow.filing import actor, draft, pdf, picture, reload, submitted
from workflow.actions import application, documents
from workflow.db import db
from workflow.models.filing import Blob, Document

Visit = Callable[[str | None], Visitor]


def file(name: str, data: bytes) -> FileStorage:
    return FileStorage(BytesIO(data), name)


@pytest.fixture
def number(app: Flask) -> str:
    with app.app_context():
        case = draft()
        db.session.commit()
        return case.number


def fetched(visitor: Visitor, ref: str) -> TestResponse:
    """The answer to a download, read to its end."""
    return visitor.client.get(f"/documents/{ref}", buffered=True)


def rows(app: Flask) -> list[Document]:
    with app.app_context():
        return list(db.session.scalars(select(Document).order_by(Document.id)))


def test_several_files_at_once_and_a_bad_one_among_them(app: Flask, visit: Visit, number: str) -> None:
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/documents")
    lanxi.send(
        "/documents/statistics",
        file=[file("年报2024.pdf", pdf(1)), file("压缩包.zip", b"PK"), file("照片.JPG", picture("JPEG"))],
        expect=200,
    )
    assert "年报2024.pdf" in lanxi.text
    assert "照片.JPG" in lanxi.text
    assert "“压缩包.zip”没有上传" in lanxi.text
    assert [row.name for row in rows(app)] == ["年报2024.pdf", "照片.JPG"]
    lanxi.send(f"/documents/{rows(app)[0].ref}/removal", expect=200)
    assert "年报2024.pdf”已删掉" in lanxi.text
    assert f"/documents/{rows(app)[0].ref}" not in lanxi.text


def test_a_refused_file_stands_beside_its_box(app: Flask, visit: Visit, number: str) -> None:
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/documents")
    lanxi.send("/documents/statistics", file=file("假的.pdf", b"<html>"), expect=422)
    assert lanxi.text.count("invalid-feedback") == 1
    assert "“假的.pdf”没有上传" in lanxi.text
    lanxi.send("/documents/statistics", expect=422)
    assert "请先选择文件" in lanxi.text
    assert rows(app) == []


def test_the_same_form_with_another_file_is_not_taken_for_the_first(app: Flask, visit: Visit, number: str) -> None:
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/documents")
    form = lanxi.form("/documents/statistics")
    fields = {name: values[0] for name, values in form.fields.items()}
    send = lambda pages: lanxi.client.post(form.action, data=fields | {"file": file("年报.pdf", pdf(pages))})  # noqa: E731
    assert send(1).status_code == 303
    assert send(1).status_code == 303
    assert send(2).status_code == 409
    assert len(rows(app)) == 1


@pytest.fixture
def handed_in(app: Flask) -> tuple[str, str]:
    """A submitted case and the reference of one of its documents."""
    with app.app_context():
        case = submitted()
        document = db.session.scalars(select(Document).where(Document.kind == "statistics")).one()
        document.name = "年度报表（最终）.pdf"
        db.session.commit()
        return case.number, document.ref


@pytest.mark.parametrize("login", ["lanxi", "shen", "xu", "cheng", "bai", "fang", "lu"])
def test_a_download_is_an_attachment_that_can_do_nothing(
    app: Flask, visit: Visit, handed_in: tuple[str, str], login: str
) -> None:
    answer = fetched(visit(login), handed_in[1])
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
    headers = answer.headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert quote("年度报表（最终）.pdf") in headers["Content-Disposition"]
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Cache-Control"] == "no-store"


def test_who_may_not_see_the_case_finds_no_document(app: Flask, visit: Visit, handed_in: tuple[str, str]) -> None:
    ref = handed_in[1]
    assert fetched(visit("yanbei"), ref).status_code == 404
    assert fetched(visit(None), ref).status_code == 303
    assert visit("shen").client.get("/documents/" + "x" * 200).status_code == 404
    with app.app_context():
        mine = draft()
        other = documents.attach(mine, "statistics", "草稿.pdf", pdf(9), actor("lanxi"))
        db.session.commit()
        draft_ref = other.ref
    assert fetched(visit("lanxi"), draft_ref).status_code == 200
    assert fetched(visit("shen"), draft_ref).status_code == 404


@pytest.mark.parametrize("scan", ["pending", "infected"])
def test_what_is_not_scanned_is_not_served(app: Flask, visit: Visit, handed_in: tuple[str, str], scan: str) -> None:
    with app.app_context():
        document = db.session.scalars(select(Document).where(Document.ref == handed_in[1])).one()
        db.session.get_one(Blob, document.sha256).scan = scan
        db.session.commit()
    assert fetched(visit("shen"), handed_in[1]).status_code == 404


def test_a_removed_file_is_gone_for_the_applicant_and_kept_for_the_bureau(
    app: Flask, visit: Visit, handed_in: tuple[str, str]
) -> None:
    with app.app_context():
        document = db.session.scalars(select(Document).where(Document.ref == handed_in[1])).one()
        document.removed_at = document.uploaded_at
        db.session.commit()
    assert fetched(visit("lanxi"), handed_in[1]).status_code == 404
    assert fetched(visit("lu"), handed_in[1]).status_code == 200


def test_a_submitted_case_takes_no_more_files(app: Flask, visit: Visit, number: str) -> None:
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/documents")
    with app.app_context():
        application.withdraw(reload(number), actor("lanxi"))
        db.session.commit()
    lanxi.send("/documents/statistics", file=file("年报.pdf", pdf()), expect=409)
    assert rows(app) == []
