"""Who may open which route, and which cases they may load through it. One table; a route that is not in it does not open.

Audience: `public` (anybody), `signed_in`, or a set of roles. Relation: what a case reached through the route must be to the
person: `own` (of the person's enterprise), `any` (every case that was submitted), `none` (the route loads no case).
"""

from dataclasses import dataclass
from typing import Literal

from flask import abort, current_app, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response as BaseResponse

from states.dossier import Actor
from states.names import Role
from workflow.db import db
from workflow.models.case import Case

Relation = Literal["own", "any", "none"]

APPLICANT = frozenset({Role.APPLICANT})
CASEWORK = frozenset({Role.CASEWORKER, Role.REVIEWER})
DECISION = frozenset({Role.SUPERVISOR, Role.SECRETARY})
FINANCE = frozenset({Role.FINANCE})
STAFF = CASEWORK | DECISION | FINANCE | {Role.AUDITOR}


@dataclass(frozen=True)
class Access:
    """What a route asks of the person: roles (None = anybody, empty = anybody signed in) and the relation to the case."""

    roles: frozenset[Role] | None
    relation: Relation = "none"


PUBLIC = Access(None)
SIGNED_IN = Access(frozenset())

#: endpoint → access. Keep it sorted by blueprint.
ROUTES: dict[str, Access] = {
    "static": PUBLIC,
    "bootstrap.static": PUBLIC,
    "preferences.language": PUBLIC,
    "preferences.theme": PUBLIC,
    "overrides.form": Access(CASEWORK, "any"),
    "overrides.propose": Access(CASEWORK, "any"),
    "overrides.show": Access(STAFF, "any"),
    "overrides.confirm": Access(frozenset({Role.REVIEWER, Role.SUPERVISOR}), "any"),
    "overrides.refuse": Access(frozenset({Role.REVIEWER, Role.SUPERVISOR}), "any"),
    "overrides.withdraw": Access(CASEWORK, "any"),
    "papers.download": Access(APPLICANT | STAFF, "any"),
    "papers.editable": Access(STAFF, "any"),
    "papers.form": Access(APPLICANT, "own"),
    "papers.case_form": Access(STAFF, "any"),
    "papers.receipt": Access(APPLICANT, "own"),
    "public_tracking.show": PUBLIC,
    "policies.index": Access(STAFF),
    "policies.show": Access(STAFF),
    "policies.changes": Access(STAFF),
    "fact_checks.confirm": Access(CASEWORK, "any"),
    "fact_checks.take_back": Access(CASEWORK, "any"),
    "pins.put": Access(CASEWORK, "any"),
    "pins.take_off": Access(CASEWORK, "any"),
    "previews.image": Access(STAFF, "any"),
    "previews.panel": Access(STAFF, "any"),
    "referral_desk.index": Access(STAFF),
    "referral_desk.contacts_form": Access(CASEWORK | {Role.SUPERVISOR}),
    "referral_desk.save_contact": Access(CASEWORK | {Role.SUPERVISOR}),
    "referrals.form": Access(CASEWORK, "any"),
    "referrals.refer": Access(CASEWORK, "any"),
    "referrals.outcome_form": Access(CASEWORK, "any"),
    "referrals.outcome": Access(CASEWORK, "any"),
    "referrals.recognitions": Access(STAFF),
    "absences.index": Access(CASEWORK | {Role.SUPERVISOR}),
    "absences.announce": Access(frozenset({Role.CASEWORKER, Role.SUPERVISOR})),
    "absences.end": Access(frozenset({Role.CASEWORKER, Role.SUPERVISOR})),
    "account.show": SIGNED_IN,
    "account.password": SIGNED_IN,
    "account.mail": SIGNED_IN,
    "bank_changes.index": Access(CASEWORK | FINANCE | {Role.SUPERVISOR, Role.AUDITOR}),
    "bank_changes.show": Access(CASEWORK | FINANCE | {Role.SUPERVISOR, Role.AUDITOR}),
    "bank_changes.check": Access(frozenset({Role.CASEWORKER})),
    "bank_changes.confirm": Access(frozenset({Role.REVIEWER})),
    "bank_changes.refuse": Access(CASEWORK),
    "enterprises.index": Access(STAFF),
    "enterprises.show": Access(STAFF),
    "bulk.index": Access(frozenset({Role.CASEWORKER, Role.SUPERVISOR})),
    "bulk.start": Access(frozenset({Role.CASEWORKER, Role.SUPERVISOR})),
    "bulk.show": Access(frozenset({Role.CASEWORKER, Role.SUPERVISOR, Role.AUDITOR})),
    "bulk.undo": Access(frozenset({Role.CASEWORKER, Role.SUPERVISOR})),
    "enterprise.show": Access(APPLICANT),
    "enterprise.save_contacts": Access(APPLICANT),
    "enterprise.account_form": Access(APPLICANT),
    "enterprise.account": Access(APPLICANT),
    "enterprise.withdraw": Access(APPLICANT),
    "invitations.form": PUBLIC,
    "invitations.join": PUBLIC,
    "password_reset.ask_form": PUBLIC,
    "password_reset.ask": PUBLIC,
    "password_reset.form": PUBLIC,
    "password_reset.use": PUBLIC,
    "people.index": Access(APPLICANT),
    "people.invite": Access(APPLICANT),
    "people.withdraw": Access(APPLICANT),
    "people.remove": Access(APPLICANT),
    "people.hand_over": Access(APPLICANT),
    "registration.form": PUBLIC,
    "registration.register": PUBLIC,
    "second_factor.form": SIGNED_IN,
    "second_factor.start": SIGNED_IN,
    "second_factor.confirm": SIGNED_IN,
    "second_factor.codes": SIGNED_IN,
    "second_factor.remove": SIGNED_IN,
    "second_step.form": PUBLIC,
    "second_step.enter": PUBLIC,
    "sign_in.form": PUBLIC,
    "sign_in.enter": PUBLIC,
    "sign_in.leave": SIGNED_IN,
    "home.index": PUBLIC,
    "home.icon": PUBLIC,
    "measures.index": PUBLIC,
    "measures.show": PUBLIC,
    "measures.estimates": PUBLIC,
    "measures.estimate": PUBLIC,
    "messages.own": Access(APPLICANT, "own"),
    "messages.ask": Access(APPLICANT, "own"),
    "messages.thread": Access(STAFF, "any"),
    "messages.answer": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "message_files.download": Access(APPLICANT | STAFF, "any"),
    "notice_choices.form": SIGNED_IN,
    "notice_choices.save": SIGNED_IN,
    "notes.index": Access(STAFF, "any"),
    "notes.write": Access(STAFF, "any"),
    "notes.correct_form": Access(STAFF, "any"),
    "notes.correct": Access(STAFF, "any"),
    "notices.index": SIGNED_IN,
    "notices.read": SIGNED_IN,
    "calls.index": PUBLIC,
    "calls.show": PUBLIC,
    "calls.calendar": PUBLIC,
    "subscriptions.letters": PUBLIC,
    "subscriptions.ask": PUBLIC,
    "subscriptions.show": PUBLIC,
    "subscriptions.stop": PUBLIC,
    "subscriptions.confirm": PUBLIC,
    "subscriptions.end": PUBLIC,
    "subscriptions.subscribe": SIGNED_IN,
    "subscriptions.unsubscribe": SIGNED_IN,
    "visits.index": Access(CASEWORK | {Role.SUPERVISOR, Role.AUDITOR}),
    "visits.form": Access(frozenset({Role.CASEWORKER}), "any"),
    "visits.plan": Access(frozenset({Role.CASEWORKER}), "any"),
    "visits.show": Access(STAFF, "any"),
    "visits.record": Access(frozenset({Role.CASEWORKER}), "any"),
    "visits.photos": Access(frozenset({Role.CASEWORKER}), "any"),
    "visits.sign": Access(frozenset({Role.CASEWORKER}), "any"),
    "visits.cancel": Access(frozenset({Role.CASEWORKER}), "any"),
    "audits.show": Access(STAFF, "any"),
    "audits.enter": Access(frozenset({Role.CASEWORKER}), "any"),
    "audits.check": Access(CASEWORK, "any"),
    "assessments.show": Access(STAFF, "any"),
    "assessments.ask": Access(frozenset({Role.SECRETARY}), "any"),
    "assessments.declare": Access(frozenset({Role.SECRETARY}), "any"),
    "assessments.sheet": Access(frozenset({Role.SECRETARY}), "any"),
    "assessments.enter": Access(frozenset({Role.SECRETARY}), "any"),
    "assessments.adopt": Access(frozenset({Role.CASEWORKER}), "any"),
    "experts.index": Access(frozenset({Role.SECRETARY})),
    "experts.add": Access(frozenset({Role.SECRETARY})),
    "experts.change": Access(frozenset({Role.SECRETARY})),
    "proof_files.download": Access(STAFF, "any"),
    "cases.show": Access(STAFF, "any"),
    "cases.record": Access(STAFF, "any"),
    "cases.claim": Access(CASEWORK, "any"),
    "cases.release": Access(CASEWORK, "any"),
    "cases.accept": Access(CASEWORK, "any"),
    "cases.decline_form": Access(CASEWORK, "any"),
    "cases.decline": Access(CASEWORK, "any"),
    "cases.send": Access(CASEWORK, "any"),
    "checks.verdict": Access(CASEWORK, "any"),
    "checks.credit": Access(CASEWORK, "any"),
    "checks.close": Access(CASEWORK, "any"),
    "corrections.form": Access(CASEWORK, "any"),
    "corrections.send": Access(CASEWORK, "any"),
    "corrections.cancel": Access(CASEWORK, "any"),
    "corrections.lapse_form": Access(CASEWORK, "any"),
    "corrections.lapse": Access(CASEWORK, "any"),
    "clock_stops.stop_form": Access(CASEWORK, "any"),
    "clock_stops.stop": Access(CASEWORK, "any"),
    "clock_stops.restart": Access(CASEWORK, "any"),
    "clock_stops.extend_form": Access(frozenset({Role.SUPERVISOR}), "any"),
    "clock_stops.extend": Access(frozenset({Role.SUPERVISOR}), "any"),
    "conditionals.accept": Access(CASEWORK, "any"),
    "conditionals.form": Access(APPLICANT, "own"),
    "conditionals.supply": Access(APPLICANT, "own"),
    "correction_times.form": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "correction_times.extend": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "countersigns.show": Access(frozenset({Role.REVIEWER, Role.SUPERVISOR}), "any"),
    "countersigns.confirm": Access(frozenset({Role.REVIEWER, Role.SUPERVISOR}), "any"),
    "countersigns.refuse": Access(frozenset({Role.REVIEWER, Role.SUPERVISOR}), "any"),
    "countersigns.reopen_form": Access(frozenset({Role.SUPERVISOR}), "any"),
    "countersigns.reopen": Access(frozenset({Role.SUPERVISOR}), "any"),
    "evaluation_history.index": Access(STAFF, "any"),
    "evaluations.keep": Access(CASEWORK, "any"),
    "evaluations.evaluate": Access(CASEWORK, "any"),
    "reviews.form": Access(CASEWORK, "any"),
    "reviews.confirm": Access(CASEWORK, "any"),
    "reviews.send_back": Access(CASEWORK, "any"),
    "sample_rates.index": Access(STAFF),
    "sample_rates.propose": Access(frozenset({Role.REVIEWER, Role.SUPERVISOR})),
    "sample_rates.approve": Access(frozenset({Role.SUPERVISOR})),
    "sample_rates.refuse": Access(frozenset({Role.SUPERVISOR})),
    "samples.index": Access(STAFF),
    "samples.show": Access(STAFF, "any"),
    "samples.clear": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "samples.object_to": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "samples.overrule": Access(frozenset({Role.SUPERVISOR}), "any"),
    "samples.uphold": Access(frozenset({Role.SUPERVISOR}), "any"),
    "ownership.form": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "ownership.hand_over": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "ownership.helpers": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "ownership.add_helper": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "ownership.remove_helper": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "ownership.remind": Access(CASEWORK, "any"),
    "queue.index": Access(STAFF),
    "queue.columns": Access(STAFF),
    "queue_export.export": Access(STAFF),
    "saved_views.new": Access(STAFF),
    "saved_views.save": Access(STAFF),
    "saved_views.form": Access(STAFF),
    "saved_views.change": Access(STAFF),
    "saved_views.remove": Access(STAFF),
    "appeal_desk.show": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "appeal_desk.assign": Access(frozenset({Role.SUPERVISOR}), "any"),
    "appeal_desk.keep": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "appeal_desk.propose": Access(frozenset({Role.SUPERVISOR}), "any"),
    "appeals.form": Access(APPLICANT, "own"),
    "appeals.send": Access(APPLICANT, "own"),
    "applications.index": Access(APPLICANT),
    "applications.new": Access(APPLICANT),
    "applications.create": Access(APPLICANT),
    "applications.show": Access(APPLICANT, "own"),
    "applications.withdrawal": Access(APPLICANT, "own"),
    "applications.withdraw": Access(APPLICANT, "own"),
    "documents.index": Access(APPLICANT, "own"),
    "documents.upload": Access(APPLICANT, "own"),
    "documents.remove": Access(APPLICANT, "own"),
    "documents.download": Access(APPLICANT | STAFF, "any"),
    "held_documents.use": Access(APPLICANT, "own"),
    "held_documents.expiry": Access(APPLICANT, "own"),
    "autosave.keep": Access(APPLICANT, "own"),
    "estimates.fragment": Access(APPLICANT, "own"),
    "filing.facts": Access(APPLICANT, "own"),
    "filing.save": Access(APPLICANT, "own"),
    "filing.review": Access(APPLICANT, "own"),
    "filing.submit": Access(APPLICANT, "own"),
    "resubmission.form": Access(APPLICANT, "own"),
    "resubmission.send": Access(APPLICANT, "own"),
    "committee.index": Access(DECISION | {Role.AUDITOR}),
    "committee.case": Access(DECISION | {Role.AUDITOR}, "any"),
    "committee.vote": Access(frozenset({Role.SECRETARY}), "any"),
    "committee.approve": Access(frozenset({Role.SUPERVISOR}), "any"),
    "committee.reject": Access(frozenset({Role.SUPERVISOR}), "any"),
    "committee.send_back": Access(frozenset({Role.SUPERVISOR}), "any"),
    "objection_desk.index": Access(CASEWORK | {Role.SUPERVISOR}),
    "objection_desk.show": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "objection_desk.file": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "objection_desk.assign": Access(frozenset({Role.SUPERVISOR}), "any"),
    "objection_desk.dismiss": Access(CASEWORK | {Role.SUPERVISOR}, "any"),
    "objection_desk.propose": Access(frozenset({Role.SUPERVISOR}), "any"),
    "objections.form": PUBLIC,
    "objections.send": PUBLIC,
    "objections.receipt": PUBLIC,
    "publicity.index": Access(STAFF),
    "publicity.public": PUBLIC,
    "payments.index": Access(FINANCE | {Role.SUPERVISOR, Role.AUDITOR}),
    "payments.prepare": Access(FINANCE),
    "payments.show": Access(FINANCE | {Role.SUPERVISOR, Role.AUDITOR}),
    "payments.release": Access(FINANCE),
    "payments.give_back": Access(FINANCE),
    "payments.confirm": Access(FINANCE, "any"),
    "payments.fail": Access(FINANCE, "any"),
    "leases.new": Access(frozenset({Role.CASEWORKER})),
    "leases.register": Access(frozenset({Role.CASEWORKER})),
    "leases.show": Access(frozenset({Role.CASEWORKER})),
    "leases.change": Access(frozenset({Role.CASEWORKER})),
    "leases.end": Access(frozenset({Role.CASEWORKER})),
    "recoveries.show": Access(STAFF, "any"),
    "recoveries.propose": Access(frozenset({Role.CASEWORKER}), "any"),
    "recoveries.approve": Access(frozenset({Role.SUPERVISOR}), "any"),
    "recoveries.refuse": Access(frozenset({Role.SUPERVISOR}), "any"),
    "rent.index": Access(STAFF),
    "rent.show": Access(STAFF),
    "rent.export": Access(STAFF),
    "rent.own": Access(APPLICANT),
}


#: What opens to people of the bureau before they have the second factor that the installation asks of them.
SETTING_UP = {"second_factor.form", "second_factor.start", "second_factor.confirm", "sign_in.leave"}


def current_actor() -> Actor:
    """The signed-in person as the procedure sees a person."""
    return Actor(user_id=current_user.id, roles=current_user.roles, enterprise_id=current_user.enterprise_id)


def access_of(endpoint: str | None) -> Access:
    """The declared access of a route; an undeclared one does not exist for anybody."""
    if endpoint is None or endpoint not in ROUTES:
        abort(404)
    return ROUTES[endpoint]


def guard_route() -> BaseResponse | None:
    """Before every request: the person must be in the route's audience. Hidden areas answer 404, own areas 403."""
    if request.endpoint is None:
        return None  # no such URL: Flask answers 404 or 405 itself
    access = access_of(request.endpoint)
    if access.roles is None:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("sign_in.form", next=request.full_path if request.method == "GET" else "/"), 303)
    if access.roles and not access.roles & current_user.roles:
        abort(403)
    if (
        current_app.config["STAFF_SECOND_FACTOR"]
        and current_user.lacks_second_factor
        and request.endpoint not in SETTING_UP
    ):
        return redirect(url_for("second_factor.form"), 303)
    return None


def visible_cases(relation: Relation | None = None) -> Select[Case]:
    """Every case the person may reach through this route: own enterprise's cases, or all submitted ones."""
    relation = relation or access_of(request.endpoint).relation
    query = select(Case)
    if relation == "own":
        return query.where(Case.enterprise_id == current_user.enterprise_id)
    if relation == "any":
        return query.where(Case.submitted_at.is_not(None))
    raise RuntimeError(f"route {request.endpoint} loads a case but declares no relation")


def case_or_404(number: str, *, for_change: bool = False) -> Case:
    """Load a case through permission, with enterprise, call and owner. Another's case answers 404, like a missing one.

    `for_change` locks the row until the commit (PostgreSQL; SQLite serialises writers by itself).
    """
    if len(number) > 40:
        abort(404)
    query = visible_cases().where(Case.number == number)
    query = query.options(joinedload(Case.enterprise), joinedload(Case.call), joinedload(Case.owner))
    if for_change:
        query = query.with_for_update(of=Case)
    case = db.session.scalar(query)
    if case is None:
        abort(404)
    return case
