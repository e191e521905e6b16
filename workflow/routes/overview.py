"""Routes of the whole bureau, and those that it shares with the applicants."""

from states.names import Role
from workflow.routes.access import APPLICANT, DECISION, STAFF, Access

#: Who reads about accounts, calls and parameters and their changes.
ADMINISTRATION = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.REVIEWER}) | DECISION

#: Who sees how the whole section works.
BOARD = DECISION | {Role.REVIEWER, Role.FINANCE, Role.AUDITOR}
#: endpoint → access, sorted by blueprint.
OVERVIEW_ROUTES: dict[str, Access] = {
    "admin_changes.index": Access(ADMINISTRATION),
    "staff.index": Access(ADMINISTRATION),
    "staff.show": Access(ADMINISTRATION),
    "assessments.show": Access(STAFF, "any"),
    "audits.show": Access(STAFF, "any"),
    "budget.index": Access(STAFF),
    "budget.ledger": Access(STAFF),
    "budget_cuts.show": Access(STAFF),
    "board.index": Access(BOARD),
    "board.export": Access(BOARD),
    "allocation.index": Access(BOARD),
    "cases.show": Access(STAFF, "any"),
    "cases.record": Access(STAFF, "any"),
    "documents.download": Access(APPLICANT | STAFF, "any"),
    "duties.index": Access(STAFF),
    "duties.show": Access(STAFF, "any"),
    "duties.download": Access(APPLICANT | STAFF, "any"),
    "enterprises.index": Access(STAFF),
    "enterprises.show": Access(STAFF),
    "evaluation_history.index": Access(STAFF, "any"),
    "message_files.download": Access(APPLICANT | STAFF, "any"),
    "messages.thread": Access(STAFF, "any"),
    "notes.index": Access(STAFF, "any"),
    "notes.write": Access(STAFF, "any"),
    "notes.correct_form": Access(STAFF, "any"),
    "notes.correct": Access(STAFF, "any"),
    "overrides.show": Access(STAFF, "any"),
    "papers.download": Access(APPLICANT | STAFF, "any"),
    "papers.editable": Access(STAFF, "any"),
    "papers.case_form": Access(STAFF, "any"),
    "policies.index": Access(STAFF),
    "policies.show": Access(STAFF),
    "policies.changes": Access(STAFF),
    "previews.image": Access(STAFF, "any"),
    "previews.panel": Access(STAFF, "any"),
    "proof_files.download": Access(STAFF, "any"),
    "publicity.index": Access(STAFF),
    "queue.index": Access(STAFF),
    "queue.columns": Access(STAFF),
    "queue_export.export": Access(STAFF),
    "recoveries.show": Access(STAFF, "any"),
    "recoveries.notice": Access(STAFF, "any"),
    "referral_desk.index": Access(STAFF),
    "referrals.recognitions": Access(STAFF),
    "rent.index": Access(STAFF),
    "rent.show": Access(STAFF),
    "rent.export": Access(STAFF),
    "sample_rates.index": Access(STAFF),
    "samples.index": Access(STAFF),
    "samples.show": Access(STAFF, "any"),
    "saved_views.new": Access(STAFF),
    "saved_views.save": Access(STAFF),
    "saved_views.form": Access(STAFF),
    "saved_views.change": Access(STAFF),
    "saved_views.remove": Access(STAFF),
    "visits.show": Access(STAFF, "any"),
}
