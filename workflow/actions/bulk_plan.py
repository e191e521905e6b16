"""What one act on many cases would do, case by case: the guards of the button, asked for all cases together."""

from collections.abc import Sequence
from typing import NamedTuple

from states.dossier import Actor, Dossier
from states.guard import Blocker
from states.guards_ownership import unfit
from states.lifecycle import blockers
from states.names import Role, State
from workflow.actions.handover import SAME
from workflow.actions.sharing import Todo, share
from workflow.models.case import Case
from workflow.queries.casefile import open_files
from workflow.queries.caseworkers import LIGHTEST, WEIGHTS, Caseworker

#: Acts by role, in the order of the buttons.
ACTS_OF: dict[Role, tuple[str, ...]] = {
    Role.CASEWORKER: ("claim", "accept", "check_credit", "send_to_committee", "hand_over", "remind_correction"),
    Role.SUPERVISOR: ("allocate",),
}
#: What gives cases away: the step behind it, and that it needs a reason.
GIVES = {"hand_over": "hand_over", "allocate": "hand_over"}
NOBODY = Blocker("nobody_chosen", "请先选给谁", "Choose first who gets it")
NONE_FITS = Blocker(
    "none_fits",
    "选中的人都办过这件申请的复核等环节，请多选一位",
    "Everybody chosen did another control step on this case; choose one more colleague",
)


class Planned(NamedTuple):
    """A case of the plan: who would get it, and why nothing would happen (None: it would)."""

    case: Case
    to_id: int | None
    why: Blocker | None


def acts(actor: Actor) -> tuple[str, ...]:
    """What this person may do with many cases."""
    return tuple(act for role, names in ACTS_OF.items() if role in actor.roles for act in names)


def plan(act: str, cases: Sequence[Case], actor: Actor, chosen: Sequence[Caseworker] = ()) -> list[Planned]:
    """What would happen to each of the cases, in their order. `chosen`: who may get them, where the act gives away."""
    files = open_files(cases) if cases else {}
    dossiers = {key: file.dossier for key, file in files.items()}
    why = {key: next(iter(blockers(one, GIVES.get(act, act), actor)), None) for key, one in dossiers.items()}
    if act not in GIVES:
        return [Planned(case, None, why[case.id]) for case in cases]
    free = {key: one for key, one in dossiers.items() if why[key] is None}
    given = share([_todo(key, one, chosen) for key, one in free.items()], {one.id: one.weight for one in chosen})
    names = {one.id for one in chosen}
    return [_given(case, why[case.id], given.get(case.id), names) for case in cases]


def _todo(case_id: int, dossier: Dossier, chosen: Sequence[Caseworker]) -> Todo:
    barred = frozenset(one.id for one in chosen if unfit(dossier, one.id))
    if dossier.owner_id in {one.id for one in chosen}:  # stays where it is
        barred = frozenset(one.id for one in chosen)
    return Todo(case_id, WEIGHTS.get(State(dossier.state), LIGHTEST), barred)


def _given(case: Case, why: Blocker | None, to_id: int | None, chosen: set[int]) -> Planned:
    if why is None and to_id is None:
        why = NOBODY if not chosen else SAME if case.owner_id in chosen else NONE_FITS
    return Planned(case, None if why else to_id, why)
