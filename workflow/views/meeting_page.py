"""What the page of a meeting shows: the agenda with votes, the form of the case in hand, budget, members and minutes."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for

from forms.meeting import MeetingVoteForm, RecusalForm
from rules import money
from states.names import Role
from workflow.models.agenda import DECIDED, FAILED, REFUSED, TO_DO, WAITING
from workflow.models.meeting import OPEN, PRESENT, Meeting
from workflow.permissions import current_actor
from workflow.queries.meeting_budget import effects, shortages
from workflow.queries.meetings import Point, Seat, points, rule_of, seats
from workflow.queries.recusals import hidden_from
from workflow.queries.rulebook import article_number
from workflow.routes.table import ROUTES
from workflow.views import meeting_words
from workflow.views.item_words import item_words


def page(row: Meeting, at: str = "", form: MeetingVoteForm | None = None, recusal: RecusalForm | None = None) -> str:
    """The page; `at`: the case that is open for its vote, else the first without a result."""
    actor, called = current_actor(), seats(row.id)
    hidden = hidden_from(actor)
    there = points(row.id, hidden)
    secretary = Role.SECRETARY in actor.roles
    live = _live(there, at) if row.state == OPEN and secretary else None
    voters = _voters(called, live) if live else []
    return render_template(
        "meetings/show.html",
        row=row,
        words=meeting_words,
        rule=rule_of(row),
        seats=called,
        names={one.member.id: one.member for one in called},
        present=sum(one.seat.attendance == PRESENT for one in called),
        points=there,
        unseen=len(hidden),
        live=live,
        around=_around(there, live),
        voters=voters,
        form=form or (_vote_form(row, live, voters) if live else None),
        recusal=recusal or (_recusal_form(called, live) if live else None),
        secretary=secretary,
        supervisor=Role.SUPERVISOR in actor.roles,
        item_words=item_words,
        cut_url=_cut_url if "budget_cuts.preview" in ROUTES else None,
        **_sums(there),
    )


def _cut_url(article: int, meeting_id: int) -> str:
    return url_for("budget_cuts.preview", article=article, meeting=meeting_id)


def _sums(there: Sequence[Point]) -> dict[str, Any]:
    voted = [one for one in there if one.shown is not None and one.item.state not in {WAITING, "put_off"}]
    approved = [one for one in voted if one.decision and one.decision.result == "approve"]
    touched = effects(there)
    return {
        "effects": touched,
        "shortages": shortages(touched),
        "articles": {article_number(one.case.item): item_words(one.case.item)[0] for one in there},
        "total": sum(one.computed_fen for one in there),
        "decided": sum(one.decision.amount_fen for one in approved if one.decision),
        "cut": sum(one.computed_fen - one.decision.amount_fen for one in approved if one.decision),
        "voted": len(voted),
        "open_ones": sum(one.item.state == WAITING or bool(one.void) for one in there),
        "undone": sum(one.item.state in TO_DO for one in there),
        "again": any(one.item.state in {REFUSED, FAILED} for one in there),
    }


def _live(there: Sequence[Point], at: str) -> Point | None:
    named = next((one for one in there if one.case.number == at), None)
    if named is not None and named.item.state in {WAITING, DECIDED}:
        return named
    return next((one for one in there if one.item.state == WAITING), None)


def _around(there: Sequence[Point], live: Point | None) -> tuple[str, str]:
    """Numbers of the cases before and after the one in hand."""
    if live is None:
        return "", ""
    numbers = [one.case.number for one in there if one.item.state in {WAITING, DECIDED}]
    at = numbers.index(live.case.number)
    return (numbers[at - 1] if at else ""), (numbers[at + 1] if at + 1 < len(numbers) else "")


def _voters(called: Sequence[Seat], point: Point) -> list[Seat]:
    out = {one.member_id for one in point.recusals}
    return [one for one in called if one.seat.attendance == PRESENT and one.member.id not in out]


def _vote_form(row: Meeting, point: Point, voters: Sequence[Seat]) -> MeetingVoteForm:
    """Filled with the vote in force; where there is none, with everybody agreeing."""
    decision, everybody = point.decision, len(voters)
    typed = {"votes_for": str(everybody), "votes_against": "0", "votes_abstain": "0"}
    if decision is not None and point.item.state != WAITING:
        reduced = decision.result == "approve" and decision.amount_fen < point.computed_fen
        typed = {
            "votes_for": str(decision.votes_for),
            "votes_against": str(decision.votes_against),
            "votes_abstain": str(decision.votes_abstain),
            "result": "reduce" if reduced else decision.result,
            "amount": money.grouped(decision.amount_fen) if reduced else "",
            "reason": decision.reason,
        }
    least = rule_of(row).least(everybody)
    return MeetingVoteForm(point.computed_fen, everybody, least, data=typed, blank=True)


def _recusal_form(called: Sequence[Seat], point: Point) -> RecusalForm:
    return RecusalForm(choices_of(called, point), formdata=None, prefix="recuse-")


def choices_of(called: Sequence[Seat], point: Point) -> list[tuple[int, str]]:
    """The members who do not keep out of a case yet."""
    out = {one.member_id for one in point.recusals}
    return [(one.member.id, one.member.name) for one in called if one.member.id not in out]
