"""The document store and the rows that point into it, on both databases."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import func, select

from states.lifecycle import Refused
from tests.workflow.filing import actor, draft, pdf, picture, submitted
from workflow import storage
from workflow.actions import documents
from workflow.db import db
from workflow.models.filing import Blob, Document

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


HOSTILE = {
    "empty.pdf": b"",
    "archive.zip": b"PK\x03\x04" + bytes(40),
    "page.html": b"<script>alert(1)</script>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "html.pdf": b"<html>%PDF-1.7</html>",
    "head-only.pdf": b"%PDF-1.7\n<script>alert(1)</script>",
    "locked.pdf": locked_pdf(),
    "picture.pdf": picture(),
    "pdf.png": pdf(),
    "cut.png": picture()[:60],
    "cut.jpg": picture("JPEG", (400, 400))[:300],
    "noname": pdf(),
    "double.pdf.exe": pdf(),
}


@SQLITE
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_what_it_says_is_refused_with_a_sentence(app: Flask, name: str) -> None:
    with app.app_context():
        case = draft()
        with pytest.raises(storage.FileRefusedError) as refused:
            documents.attach(case, "statistics", name, HOSTILE[name], actor("lanxi"))
        assert f"“{name}”没有上传" in refused.value.why.zh
        assert refused.value.why.en.isascii() or name in refused.value.why.en
        assert not (Path(app.config["INSTANCE"]) / "documents").exists()


@SQLITE
def test_too_large_and_too_many_pixels_are_refused(app: Flask) -> None:
    with app.app_context():
        app.config["MAX_UPLOAD_BYTES"] = 1024 * 1024
        with pytest.raises(storage.FileRefusedError, match="1MB"):
            storage.put("大.pdf", pdf() + bytes(1024 * 1024))
        with pytest.raises(storage.FileRefusedError, match="4000万"):
            storage.put("大.png", picture("PNG", (8001, 5000)))


@SQLITE
@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("合同.pdf", pdf(), "pdf"),
        ("发票.PNG", picture(), "png"),
        ("回单.JPG", picture("JPEG"), "jpeg"),
        ("回单.jpeg", picture("JPEG"), "jpeg"),
    ],
)
def test_honest_files_are_kept_under_their_own_hash(app: Flask, name: str, data: bytes, kind: str) -> None:
    with app.app_context():
        stored = storage.put(name, data)
        assert (stored.kind, stored.size) == (kind, len(data))
        path = storage.path_of(stored.sha256)
        assert path.read_bytes() == data
        assert path.parts[-3:-1] == (stored.sha256[:2], stored.sha256[2:4])
        path.write_bytes(data[:-1])  # a copy cut by a full disk is mended by the next hand-in
        storage.put(name, data)
        assert path.read_bytes() == data
        assert [file.name for file in path.parent.iterdir()] == [stored.sha256]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/租赁合同 第1份.pdf", "租赁合同 第1份.pdf"),
        ("C:\\文件\\发票.pdf", "发票.pdf"),
        ('a"b\r\nc<d>.pdf', "abcd.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("长" * 300 + ".pdf", "长" * 117 + ".pdf"),
        ("", ""),
    ],
)
def test_names_keep_their_chinese_and_lose_their_tricks(typed: str, shown: str) -> None:
    assert storage.shown_name(typed) == shown


def test_the_same_bytes_are_one_document_and_one_blob(app: Flask) -> None:
    with app.app_context():
        case, who, other = draft(), actor("lanxi"), draft("yanbei")
        one = documents.attach(case, "statistics", "年报.pdf", pdf(), who)
        again = documents.attach(case, "statistics", "年报（副本）.pdf", pdf(), who)
        second = documents.attach(case, "statistics", "年报2.pdf", pdf(2), who)
        documents.attach(other, "statistics", "别家.pdf", pdf(), actor("yanbei"))
        db.session.commit()
        assert one.id == again.id != second.id
        assert db.session.scalar(select(func.count()).select_from(Document)) == 3
        assert db.session.scalar(select(func.count()).select_from(Blob)) == 2
        documents.remove(case, one, who)
        db.session.commit()
        with pytest.raises(Refused, match="已经删掉"):
            documents.remove(case, one, who)
        back = documents.attach(case, "statistics", "年报.pdf", pdf(), who)
        db.session.commit()
        assert back.id != one.id
        assert one.removed_at is not None


def test_a_submitted_case_an_unknown_kind_and_a_stranger_are_refused(app: Flask) -> None:
    with app.app_context():
        case, who = submitted(), actor("lanxi")
        for kind, person, code in (
            ("statistics", who, "not_open"),
            ("lease", who, "unknown_kind"),
            ("statistics", actor("yanbei"), "own_enterprise"),
            ("statistics", actor("shen"), "own_enterprise"),
        ):
            with pytest.raises(Refused) as refused:
                documents.attach(case, kind, "a.pdf", pdf(), person)
            assert refused.value.blockers[0].code == code


def test_one_kind_takes_fifty_files(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_FILES", 2)
    with app.app_context():
        case, who = draft(), actor("lanxi")
        for pages in (1, 2):
            documents.attach(case, "statistics", "a.pdf", pdf(pages), who)
        with pytest.raises(Refused, match="最多"):
            documents.attach(case, "statistics", "a.pdf", pdf(3), who)
