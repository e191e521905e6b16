"""The second review of an evaluation, by somebody who did not make it."""

from collections.abc import Mapping

from states.dossier import Actor
from states.say import Say
from workflow.actions.advance import Entry, advance
from workflow.actions.notify import Message, tell
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.evaluation import Review
from workflow.models.review_point import SECTIONS, ReviewPoint
from workflow.queries.casefile import open_file

SECTION_WORDS = {
    "facts": Say("事实", "Facts"),
    "documents": Say("材料", "Documents"),
    "evaluation": Say("评估", "Evaluation"),
}
assert tuple(SECTION_WORDS) == SECTIONS


def pass_review(case: Case, actor: Actor, comment: str) -> Review:
    """Confirm the evaluation of this round; it may go to the committee now."""
    detail = {"proposed_fen": case.proposed_fen, "round": case.round}
    advance(case, "second_review", open_file(case).dossier, actor, Entry(reason=comment.strip(), detail=detail))
    return _note(case, "passed", comment.strip(), actor)


def return_review(case: Case, actor: Actor, points: Mapping[str, str]) -> Review:
    """Send the evaluation back; `points` says by section (`SECTIONS`) what is to be looked at again.

    They stay open until the caseworker evaluates in a new round. Raises Refused, also when no point says anything.
    """
    said = {section: text for section in SECTIONS if (text := points.get(section, "").strip())}
    reason = "\n".join(f"{SECTION_WORDS[section].zh}：{text}" for section, text in said.items())
    entry = Entry(reason=reason, detail={"round": case.round})
    advance(case, "return_evaluation", open_file(case).dossier, actor, entry)
    row = _note(case, "returned", reason, actor)
    for section, text in said.items():
        db.session.add(ReviewPoint(case_id=case.id, round=case.round, section=section, comment=text))
    db.session.flush()
    _tell_returned(case, reason, actor)
    return row


def _tell_returned(case: Case, reason: str, actor: Actor) -> None:
    """Whoever is in charge hears of it at once: the case is theirs again, and the list may show it far down."""
    if case.owner_id in (None, actor.user_id):
        return
    message = Message(
        kind="review_returned",
        title_zh=f"{case.number}　复核退回了，请重新评估",
        title_en=f"{case.number}: the second review sent the evaluation back",
        body_zh=reason[:4000],
        body_en="\n".join(in_english(line) for line in reason.splitlines())[:4000],
    )
    tell(case, [case.owner_id], message)


def in_english(line: str) -> str:
    """A line of what was sent back with its section in English; what the reviewer wrote stays."""
    for words in SECTION_WORDS.values():
        if line.startswith(f"{words.zh}："):
            return f"{words.en}: {line.removeprefix(f'{words.zh}：')}"
    return line


def _note(case: Case, result: str, comment: str, actor: Actor) -> Review:
    """One row for each round: a review that passed may still be returned before the case moves on."""
    assert actor.user_id is not None
    row = db.session.get(Review, (case.id, case.round)) or Review(case_id=case.id, round=case.round)
    row.result, row.comment, row.actor_id, row.at = result, comment, actor.user_id, now()
    db.session.add(row)
    db.session.flush()
    return row
