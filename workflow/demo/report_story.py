"""What colleagues have downloaded lately, so that the auditor's list has something to show."""

from datetime import datetime, time

from sqlalchemy import select

from states.names import State
from workflow.actions import download_log
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.demo.play import actor
from workflow.demo.telling import workday
from workflow.models.case import Case
from workflow.models.filing import Blob, Document


def tell() -> None:
    """Two caseworkers and finance looked at documents of paid cases. Commits."""
    query = (
        select(Document, Blob)
        .join(Blob, Blob.sha256 == Document.sha256)
        .join(Case, Case.id == Document.case_id)
        .where(Case.state == State.PAID, Document.removed_at.is_(None))
        .order_by(Document.id)
        .limit(6)
    )
    for place, (row, blob) in enumerate(db.session.execute(query).all()):
        user_id = actor(("shen", "jiang", "fang")[place % 3]).user_id
        assert user_id is not None
        with told(datetime.combine(workday(3 - place // 2), time(9, 10 + place), SHANGHAI)):
            path = f"/documents/{row.ref}"
            download_log.note(user_id, "documents.download", {"ref": row.ref}, path, row.name, blob.size, None)
    db.session.commit()
