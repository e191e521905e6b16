"""The committee: agenda with votes, and the decision on one case."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _

from forms.committee import ApprovalForm, ReasonForm, VoteForm
from states.guard import Blocker
from states.guards_decision import signature_needed
from states.lifecycle import blockers
from states.names import Role
from states.words import STAFF_WORDS
from workflow.actions import resolution, voting
from workflow.clock import business_date
from workflow.models.meeting import Meeting
from workflow.permissions import case_or_404, current_actor
from workflow.queries import committee, meeting_list
from workflow.queries.calendar import calendar
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.meeting_list import meeting_of
from workflow.queries.people import names_of
from workflow.queries.recusals import hidden
from workflow.queries.rulebook import article_number
from workflow.views import meeting_words, override_lines
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.cut_line import cut_line
from workflow.views.item_words import item_words

bp = Blueprint("committee", __name__)
STEPS = ("record_vote", "second_signature", "approve", "reject", "send_back")


@bp.get("/committee")
def index() -> str:
    """The agenda; the case that is being voted on is open for the secretary (`at`, else the first without a vote)."""
    return _agenda(request.args.get("at", ""))


def _agenda(at: str, form: VoteForm | None = None) -> str:
    actor = current_actor()
    points = committee.agenda(hidden(actor.user_id or 0) if actor.recuses else None)
    waiting = [point for point in points if point.result is None and not point.in_meeting]
    live = next((one for one in points if one.number == at and not one.in_meeting), waiting[0] if waiting else None)
    if Role.SECRETARY not in current_actor().roles:
        live = None
    if live and form is None:
        form = VoteForm(live.computed_fen, formdata=None, meeting=_meeting(points))
    today = business_date()
    return render_template(
        "committee/index.html",
        points=points,
        live=live,
        form=form,
        effects=committee.budget_effect(points),
        articles={article_number(point.item): item_words(point.item)[0] for point in points},
        total=sum(point.computed_fen for point in points),
        decided=sum(point.fen or 0 for point in points),
        voted=sum(point.result is not None for point in points),
        cut=sum(point.computed_fen - (point.fen or 0) for point in points if point.result == "approve"),
        days=calendar(),
        today=today,
        item_words=item_words,
        full=len(points) == committee.AGENDA,
        meetings=meeting_list.running(),
        meeting_words=meeting_words,
    )


def _meeting(points: Sequence[committee.Point]) -> str:
    """The meeting named in the newest staged vote, so that it is typed once."""
    return next((point.meeting for point in reversed(points) if point.meeting), "")


@bp.get("/committee/<number>")
def case(number: str) -> str:
    """One case before the committee: the calculation, the vote, and the decision with what speaks against it."""
    file = open_file(case_or_404(number))
    if file.evaluation is None:
        abort(404)
    return _page(file)


def _page(
    file: CaseFile, *, vote: VoteForm | None = None, reject: ReasonForm | None = None, back: ReasonForm | None = None
) -> str:
    actor, evaluation, decision, meeting = current_actor(), file.evaluation, file.decision, meeting_of(file.case.id)
    assert evaluation is not None, "the caller has looked"
    people = [row.actor_id for row in file.controls] + (
        [decision.recorded_by, *filter(None, [decision.second_by])] if decision else []
    )
    names = names_of([*people, evaluation.actor_id, *override_lines.people(file)])
    return render_template(
        "committee/case.html",
        case=file.case,
        file=file,
        computed=evaluation.amount_fen,
        article=file.item.article,
        title=file.item.title,
        words=STAFF_WORDS,
        people=names,
        changes=[one for one in override_lines.lines(file, names) if one["tone"] == "done"],
        may_vote=Role.SECRETARY in actor.roles,
        may_decide=Role.SUPERVISOR in actor.roles,
        needs_vote=max(evaluation.amount_fen, file.dossier.ruled_fen or 0) > file.dossier.vote_threshold_fen,
        needs_second=signature_needed.test(file.dossier, actor),
        meeting=meeting,
        cut=cut_line(file),
        vote=vote or VoteForm(evaluation.amount_fen, formdata=None, **_typed(file)),
        approval=ApprovalForm(formdata=None, prefix="approve-"),
        reject=reject or ReasonForm(formdata=None, prefix="reject-"),
        back=back or ReasonForm(formdata=None, prefix="return-"),
        left=file.working_days_left(file.case.due_on),
        why={step: (*blockers(file.dossier, step, actor), *_elsewhere(step, meeting)) for step in STEPS},
    )


def _elsewhere(step: str, meeting: Meeting | None) -> tuple[Blocker, ...]:
    """A case on an agenda is voted on and decided in its meeting."""
    return (voting.ON_AGENDA,) if meeting and step in {"record_vote", "approve", "reject"} else ()


def _typed(file: CaseFile) -> dict[str, object]:
    """The staged vote as the form shows it again."""
    decision = file.decision
    if decision is None or file.evaluation is None:
        return {}
    reduced = decision.result == "approve" and decision.amount_fen < file.evaluation.amount_fen
    return {
        "votes_for": str(decision.votes_for),
        "votes_against": str(decision.votes_against),
        "votes_abstain": str(decision.votes_abstain),
        "result": "reduce" if reduced else decision.result,
        "amount": f"{decision.amount_fen // 100:,}.{decision.amount_fen % 100:02d}" if reduced else "",
        "meeting": decision.meeting,
        "reason": decision.reason,
    }


@bp.post("/committee/<number>/vote")
@acts
def vote(number: str) -> Answer:
    """Stage the vote; from the agenda it goes on to the next case."""
    case = case_for_step(number)
    form = VoteForm(case.proposed_fen or 0)
    if not form.validate():
        on_agenda = request.form.get("from") == "agenda"
        return (_agenda(number, form) if on_agenda else _page(open_file(case), vote=form)), 422
    voting.record_vote(
        case,
        current_actor(),
        result="approve" if form.result.data == "reduce" else form.result.data,
        amount_fen=form.fen,
        votes_for=form.votes_for.number,
        votes_against=form.votes_against.number,
        votes_abstain=form.votes_abstain.number,
        meeting=(form.meeting.data or "").strip(),
        reason=(form.reason.data or "").strip(),
    )
    flash(_("%(number)s的表决结果记下了。", number=number), "success")
    return url_for("committee.index")


@bp.post("/committee/<number>/signature")
@acts
def sign(number: str) -> Answer:
    """Another supervisor signs the vote on a large sum."""
    resolution.sign(case_for_step(number), current_actor())
    flash(_("%(number)s已签署，由另一位科室负责人执行。", number=number), "success")
    return url_for("committee.case", number=number)


@bp.post("/committee/<number>/approval")
@acts
def approve(number: str) -> Answer:
    """Approve: the award is booked and the public notice goes up."""
    case = case_for_step(number)
    form = ApprovalForm(prefix="approve-")
    if not form.validate():
        return _page(open_file(case)), 422
    resolution.approve(case, current_actor(), (form.reason.data or "").strip())
    flash(_("%(number)s审定通过，公示今天开始。", number=number), "success")
    return url_for("committee.index")


@bp.post("/committee/<number>/refusal")
@acts
def reject(number: str) -> Answer:
    """Refuse, with the reason the enterprise reads."""
    case = case_for_step(number)
    form = ReasonForm(prefix="reject-")
    if not form.validate():
        return _page(open_file(case), reject=form), 422
    resolution.reject(case, current_actor(), (form.reason.data or "").strip())
    flash(_("%(number)s不予支持，理由已通知企业。", number=number), "success")
    return url_for("committee.index")


@bp.post("/committee/<number>/return")
@acts
def send_back(number: str) -> Answer:
    """Send the case back to be evaluated again."""
    case = case_for_step(number)
    form = ReasonForm(prefix="return-")
    if not form.validate():
        return _page(open_file(case), back=form), 422
    resolution.send_back(case, current_actor(), (form.reason.data or "").strip())
    flash(_("%(number)s退回经办人重新评估。", number=number), "success")
    return url_for("committee.index")
