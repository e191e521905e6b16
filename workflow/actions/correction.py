"""The one complete request to correct (一次性告知), taking it back, and its lapse."""

from collections.abc import Mapping, Sequence

from rules.item import Item
from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.say import Say
from workflow.actions import conditional
from workflow.actions.advance import Entry, advance
from workflow.actions.application import OTHER_MONEY
from workflow.actions.notify import tell_step
from workflow.actions.paper import issue
from workflow.actions.reasons import reasoned
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Correction
from workflow.papers import correction as paper
from workflow.queries.casefile import CaseFile, open_file

#: Parts of the form beside the item's own facts that a notice may name.
BESIDE_FACTS = {OTHER_MONEY: Say("同一事项的其他资助", "Other public money for the same matter")}


def request(case: Case, items: Sequence[Mapping[str, str]], note: str, actor: Actor) -> Correction:
    """Ask the applicant to correct `items` ({kind: fact | document, name, wrong}); the bureau's clock stops.

    The list is served once and whole: it names known facts and documents, each once and with what is wrong, and it holds
    every document that was refused. Due in the call's working days for corrections (15 by default).
    Raises Refused when the list is not like that or the step is not possible.
    """
    file = open_file(case)
    points = [{"kind": one["kind"], "name": one["name"], "wrong": one["wrong"].strip()} for one in items]
    if reasons := _problems(file, points):
        raise Refused(tuple(reasons))
    return serve(file, points, note, actor, "request_correction", actor.user_id)


def serve(
    file: CaseFile, points: Sequence[Mapping[str, str]], note: str, actor: Actor, action: str, asker_id: int | None
) -> Correction:
    """Take the step that puts the case into correction and serve the list in the name of `asker_id`. Raises Refused.

    Documents that were to follow later are awaited by this notice from now on.
    """
    case, words = file.case, _spoken(file, points)
    step = advance(case, action, file.dossier, actor, Entry(reason=words[:4000], detail={"items": points}))
    assert asker_id is not None, "a notice has somebody who answers for it"
    assert case.due_on is not None, "the clock of a correction runs"
    conditional.close(file, "failed" if action == "fail_condition" else "corrected")
    row = Correction(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        items=list(points),
        note=note.strip(),
        due_on=case.due_on,
        state="open",
        requested_by=asker_id,
        requested_at=now(),
    )
    db.session.add(row)
    issue(case, "correction", paper.letter(file, points, row.note, row.due_on, titles(file.item)))
    due = case.due_on
    tell_step(
        case,
        step,
        f"请在{due.year}年{due.month}月{due.day}日前补好。{words}",
        f"Please complete them by {due.isoformat()}. {words}",
    )
    db.session.flush()
    return row


def cancel(case: Case, actor: Actor) -> None:
    """Take the request back; the case goes on where it was."""
    file = open_file(case)
    step = advance(case, "cancel_correction", file.dossier, actor)
    _close(file, "cancelled")
    tell_step(case, step)


def lapse(case: Case, actor: Actor, reason: str) -> None:
    """Close a case whose correction is overdue: it counts as withdrawn."""
    file = open_file(case)
    step = advance(case, "lapse", file.dossier, actor, Entry(reason=reasoned(reason)))
    _close(file, "lapsed")
    tell_step(case, step)


def _close(file: CaseFile, state: str) -> None:
    assert file.correction is not None, "a case in correction has its open notice"
    file.correction.state, file.correction.closed_at = state, now()
    db.session.flush()


def _problems(file: CaseFile, points: Sequence[Mapping[str, str]]) -> list[Blocker]:
    words = titles(file.item)
    named = [(one["kind"], one["name"]) for one in points]
    found = []
    if not points:
        found.append(
            Blocker("empty", "补正通知还没有内容，请至少选一项", "The notice is empty; choose at least one point")
        )
    if len(set(named)) < len(named) or set(named) - set(words):
        found.append(
            Blocker(
                "unknown_point",
                "补正通知里有重复或不存在的项目，请重新选",
                "A point is double or unknown; choose again",
            )
        )
    if not all(one["wrong"] for one in points):
        found.append(
            Blocker(
                "wrong_missing", "每一项都要写清哪里不对、怎么补", "Say for each point what is wrong and what is needed"
            )
        )
    if missed := [kind for kind in refused_kinds(file) if ("document", kind) not in named]:
        zh = "、".join(words["document", kind].zh for kind in missed)
        en = ", ".join(words["document", kind].en for kind in missed)
        found.append(
            Blocker(
                "refused_missing",
                f"补正通知要一次写全，这些材料不通过或没有交，却没有列进来：{zh}",
                f"The notice must be complete; these refused or missing documents are not on it: {en}",
            )
        )
    return found


def refused_kinds(file: CaseFile) -> list[str]:
    """Kinds of documents with a refused file, or awaited since a conditional acceptance, in the order of the item's list."""
    refused = {d.kind for d, _blob, verdict in file.documents if verdict is not None and verdict.verdict == "refused"}
    if file.terms.open_condition is not None:
        refused |= set(file.missing_documents)
    return [kind.code for kind in file.item.documents if kind.code in refused]


def titles(item: Item) -> dict[tuple[str, str], Say]:
    """What a notice may name, with its words: (kind, name) of every fact and document, and other public money."""
    named = {("fact", fact.name): Say(*fact.label) for fact in item.facts}
    named |= {("fact", name): words for name, words in BESIDE_FACTS.items()}
    return named | {("document", kind.code): Say(*kind.title) for kind in item.documents}


def _spoken(file: CaseFile, points: Sequence[Mapping[str, str]]) -> str:
    """The list as one text; what is wrong stays in the words of the caseworker."""
    words = titles(file.item)
    return "；".join(f"{words[one['kind'], one['name']].zh}：{one['wrong'].rstrip('。；;.')}" for one in points)
