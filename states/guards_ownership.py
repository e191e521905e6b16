"""Whose case it is: giving it to a colleague, taking that back, helpers, and who could not take it over."""

from collections.abc import Iterable

from states.dossier import Actor, Dossier
from states.guard import Blocker, Guard, about
from states.names import Control, Role
from states.say import Say

TOOK_PART = Blocker(
    "took_part",
    "这位同事办过这件申请的复核等环节，评估不能再由他办，请另选一位",
    "This colleague did another control step on the case and must not evaluate it; choose somebody else",
)


def _leads_or_owns(dossier: Dossier, actor: Actor) -> bool:
    return Role.SUPERVISOR in actor.roles or (actor.user_id is not None and actor.user_id == dossier.owner_id)


own_case = Guard(
    "own_case",
    lambda d, a: a.user_id is not None and a.user_id == d.owner_id,
    Say("这件申请不在您名下，不用放回", "This case is not yours to release"),
)
gives_own = Guard(
    "gives_own",
    _leads_or_owns,
    Say("转给同事由经办人本人或科室负责人办", "The caseworker in charge or the supervisor hands a case over"),
)
has_owner = about(
    "has_owner",
    lambda d: d.owner_id is not None,
    Say("这件申请还没有人认领，先认领再请同事协办", "Nobody is in charge yet; claim the case before asking for help"),
)
names_helpers = Guard(
    "names_helpers",
    lambda d, a: d.owner_id is None or _leads_or_owns(d, a),
    Say("协办人由经办人本人或科室负责人定", "The caseworker in charge or the supervisor names helpers"),
)
ends_help = Guard(
    "ends_help",
    lambda d, a: _leads_or_owns(d, a) or (a.user_id is not None and a.user_id in d.helpers),
    Say(
        "协办由经办人、科室负责人或协办人本人结束",
        "Help ends by the caseworker in charge, the supervisor or the helper",
    ),
)
handed_by_you = Guard(
    "handed_by_you",
    lambda d, a: a.user_id is not None and a.user_id == d.handed_by,
    Say(
        "只能撤销自己10分钟内办的移交，而且案件没有新的步骤",
        "You can only undo your own hand-over, within 10 minutes and before anything else happens to the case",
    ),
)
not_reminded_today = about(
    "not_reminded_today",
    lambda d: not d.reminded_today,
    Say("今天已提醒过企业，明天再提醒", "The applicant was reminded today; remind again tomorrow"),
)


def unfit(dossier: Dossier, user_id: int) -> Blocker | None:
    """Why somebody cannot be in charge, or stand in, on this case: another control step than the evaluation was theirs."""
    return TOOK_PART if unfit_by(dossier.controls, user_id) else None


def unfit_by(controls: Iterable[tuple[Control, int]], user_id: int) -> bool:
    """Whether one of these control steps, the evaluation left aside, was this person's."""
    return any(user == user_id and done is not Control.EVALUATE for done, user in controls)


takes_fit = Guard(
    "takes_fit",
    lambda d, a: a.user_id is None or not unfit_by(d.controls, a.user_id),
    Say(
        "您办过这件申请的复核等环节，评估不能再由您办，请由另一位同事认领",
        "You did another control step on this case and must not evaluate it; a colleague has to claim it",
    ),
)
