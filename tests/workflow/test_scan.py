"""Files wait for the scanner, are served once they are clean, and never when they are not; on both databases."""

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.visitor import Visitor
from tests.workflow.filing import actor, draft, filled, pdf, reload, submitted
from tests.workflow.hostile import recipes
from tests.workflow.scanner import scanner
from workflow import storage
from workflow.actions import checking, documents
from workflow.clock import now, told
from workflow.config import ConfigError, _clamd
from workflow.db import db
from workflow.intake import clamd
from workflow.jobs import scan
from workflow.models.document import ScanResult
from workflow.models.filing import Blob, Document
from workflow.queries.casefile import open_file


def virus() -> bytes:
    """A PDF that carries the test virus in the open."""
    hidden = lambda made: setattr(made.Root, "Extra", made.make_indirect(made.make_stream(recipes.EICAR)))  # noqa: E731
    return recipes.pdf(hidden, compress_streams=False)


def state_of(sha256: str) -> str:
    db.session.expire_all()
    return db.session.get_one(Blob, sha256).scan


def test_pending_then_clean_or_infected(app: Flask) -> None:
    with app.app_context(), scanner() as server:
        app.config["CLAMD"] = server.place
        case, who, sick = draft(), actor("lanxi"), virus()
        good = documents.attach(case, "statistics", "年报.pdf", pdf(), who)
        bad = documents.attach(case, "tax_certificate", "税.pdf", sick, who)
        db.session.commit()
        assert (state_of(good.sha256), state_of(bad.sha256)) == ("pending", "pending")
        assert scan.scan_waiting() == 2
        assert (state_of(good.sha256), state_of(bad.sha256)) == ("clean", "infected")
        assert storage.path_of(good.sha256).read_bytes() in server.seen
        found = {row.sha256: (row.verdict, row.finding) for row in db.session.scalars(select(ScanResult))}
        assert found == {good.sha256: ("clean", ""), bad.sha256: ("infected", "Eicar-Test-Signature")}
        assert scan.scan_waiting() == 0
        with pytest.raises(storage.FileRefusedError, match="查出病毒"):
            documents.attach(case, "tax_certificate", "再来.pdf", sick, who)


def test_a_scanner_that_is_away_or_gives_no_verdict_leaves_files_waiting(app: Flask) -> None:
    with app.app_context():
        with scanner() as server:
            app.config["CLAMD"] = server.place
            document = documents.attach(draft(), "statistics", "年报.pdf", pdf(), actor("lanxi"))
            db.session.commit()
            server.answer = b"INSTREAM size limit exceeded. ERROR\0"
            assert scan.scan_waiting() == 0
            assert state_of(document.sha256) == "pending"
        assert scan.scan_waiting() == 0  # nobody listens there any more
        assert state_of(document.sha256) == "pending"
        with scanner() as server:
            app.config["CLAMD"] = server.place
            path, data = storage.path_of(document.sha256), storage.path_of(document.sha256).read_bytes()
            path.write_bytes(data[:-1] + b"x")  # swapped while it waited
            with told(now() + scan.REST):
                assert scan.scan_waiting() == 0
            assert state_of(document.sha256) == "pending"
            path.write_bytes(data)
            assert scan.scan_waiting() == 0  # rests
            with told(now() + 2 * scan.REST):
                assert scan.scan_waiting() == 1
            assert state_of(document.sha256) == "clean"


def test_files_without_a_verdict_keep_no_other_waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "AT_ONCE", 1)
    with app.app_context(), scanner() as server:
        app.config["CLAMD"] = server.place
        case, who = draft(), actor("lanxi")
        gone = documents.attach(case, "statistics", "年报.pdf", pdf(1), who)
        db.session.commit()
        storage.path_of(gone.sha256).unlink()
        good = documents.attach(case, "tax_certificate", "税.pdf", pdf(2), who)
        db.session.commit()
        assert (scan.scan_waiting(), scan.scan_waiting()) == (0, 1)
        assert (state_of(gone.sha256), state_of(good.sha256)) == ("pending", "clean")


def test_without_a_scanner_nothing_waits_and_a_later_scanner_catches_up(app: Flask) -> None:
    with app.app_context():
        document = documents.attach(draft(), "statistics", "年报.pdf", pdf(), actor("lanxi"))
        db.session.commit()
        assert (state_of(document.sha256), scan.scan_waiting()) == ("unchecked", 0)
        with scanner() as server:
            app.config["CLAMD"] = server.place
            assert scan.scan_waiting() == 1
        assert state_of(document.sha256) == "clean"


def test_an_infected_required_file_is_missing_and_cannot_be_accepted(app: Flask) -> None:
    with app.app_context():
        case = filled()
        document = db.session.scalars(select(Document).where(Document.kind == "statistics")).one()
        db.session.get_one(Blob, document.sha256).scan = "infected"
        db.session.commit()
        assert open_file(reload(case.number)).missing_documents == ("statistics",)
    with app.app_context():
        case = submitted("yanbei", pages=30)
        document = db.session.scalars(select(Document).where(Document.case_id == case.id).limit(1)).one()
        db.session.get_one(Blob, document.sha256).scan = "pending"
        db.session.commit()
        case = reload(case.number)
        with pytest.raises(Refused, match="查毒"):
            checking.give_verdict(case, document, "accepted", "", actor("shen"))
        assert checking.give_verdict(case, document, "refused", "带毒", actor("shen")).verdict == "refused"


@pytest.mark.parametrize("state", ["pending", "infected"])
def test_both_sides_read_how_the_scan_stands(app: Flask, state: str) -> None:
    with app.app_context():
        case = draft()
        document = documents.attach(case, "statistics", "年报.pdf", pdf(), actor("lanxi"))
        db.session.get_one(Blob, document.sha256).scan = state
        db.session.commit()
        own = case.number
        theirs = submitted("yanbei", pages=40)
        paper = db.session.scalars(select(Document).where(Document.case_id == theirs.id).limit(1)).one()
        db.session.get_one(Blob, paper.sha256).scan = state
        db.session.add(ScanResult(sha256=paper.sha256, verdict="infected", finding="Win.Test-1", at=paper.uploaded_at))
        db.session.commit()
        number, ref = theirs.number, paper.ref
    lanxi, shen = Visitor(app, "lanxi"), Visitor(app, "shen")
    lanxi.open(f"/applications/{own}/documents")
    assert {"pending": "正在查毒，查完才能打开", "infected": "查出病毒，请换文件"}[state] in lanxi.text
    shen.open(f"/cases/{number}")
    assert {"pending": "正在查毒，查完才能打开", "infected": "查出病毒（Win.Test-1）"}[state] in shen.text
    assert f"/documents/{ref}" not in shen.text.replace(f"/documents/{ref}/", "")
    assert shen.client.get(f"/documents/{ref}").status_code == 404


def test_the_setting_and_the_protocol_refuse_nonsense() -> None:
    assert _clamd("unix:/run/clamav/clamd.ctl").startswith("unix:")
    for place in ("localhost:3310", "tcp:", "unix:relative", "tcp:host:port"):
        with pytest.raises(ConfigError):
            _clamd(place)
    with pytest.raises(OSError, match="No such file"):
        clamd.scan("unix:/nowhere/clamd.ctl", [b"x"])
