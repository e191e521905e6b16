"""Files of visits, audits and score sheets, for the bureau alone; the sheets for those who decide, and the auditor."""

from flask import Blueprint, abort
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from workflow.db import db
from workflow.models.document import SERVED
from workflow.models.filing import Blob
from workflow.models.visit import SiteVisit, VisitPhoto
from workflow.permissions import case_or_404
from workflow.queries import assessments, special_audits
from workflow.routes.access import READS_SHEETS
from workflow.views.sending import kept

bp = Blueprint("proof_files", __name__)


@bp.get("/cases/<number>/proofs/<proof>")
def download(number: str, proof: str) -> BaseResponse:
    """A photo, the scan of a report or of a score sheet, by its random reference."""
    case = case_or_404(number)
    found = None
    if len(proof) <= 40:
        found = _photo(proof) or special_audits.file_of(proof) or _sheet(proof)
    if found is None or found[0] != case.id or found[2].scan not in SERVED:
        abort(404)
    return kept(found[2], found[1])


def _sheet(ref: str) -> tuple[int, str, Blob] | None:
    return assessments.file_of(ref) if current_user.roles & READS_SHEETS else None


def _photo(ref: str) -> tuple[int, str, Blob] | None:
    query = (
        select(SiteVisit.case_id, VisitPhoto.name, Blob)
        .join(VisitPhoto, VisitPhoto.visit_id == SiteVisit.id)
        .join(Blob, Blob.sha256 == VisitPhoto.sha256)
    )
    row = db.session.execute(query.where(VisitPhoto.ref == ref)).first()
    return (row[0], row[1], row[2]) if row else None
