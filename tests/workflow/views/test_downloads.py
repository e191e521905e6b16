"""Every file that somebody of the bureau gets is noted for good; what applicants download is their own affair."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.road import Road
from tests.visitor import Visitor
from workflow.db import db
from workflow.models.download import Download
from workflow.models.filing import Document
from workflow.models.paper import Paper


def test_what_staff_download_is_noted(app: Flask) -> None:
    road = Road(app)
    number = road.to("accepted", firm="lanxi")
    with app.app_context():
        ref = db.session.scalars(select(Document.ref).where(Document.case_id == road.case_id).limit(1)).one()
        paper = db.session.scalars(select(Paper.ref).where(Paper.case_id == road.case_id).limit(1)).one()
    shen, lanxi = Visitor(app, "shen"), Visitor(app, "lanxi")
    paths = [f"/documents/{ref}", f"/papers/{paper}?lang=en", f"/cases/{number}/form"]
    for path in paths:
        answer = shen.client.get(path)
        assert (answer.status_code, "X-File-Sha256" in answer.headers) == (200, False)
    shen.open(f"/cases/{number}")
    shen.client.get("/documents/none")
    lanxi.client.get(paths[0])
    with app.app_context():
        rows = db.session.scalars(select(Download).order_by(Download.id)).all()
        assert [row.path for row in rows] == paths
        assert {row.case_id for row in rows} == {road.case_id}
        assert rows[0].name.endswith(".pdf")
        assert (rows[0].size or 0) > 100
        assert rows[1].endpoint == "papers.download"
        db.session.rollback()
        for change in ("UPDATE download SET name = 'x'", "DELETE FROM download"):
            with pytest.raises(IntegrityError, match="append-only"):
                db.session.execute(text(change))
            db.session.rollback()
