"""Why a pro-rata cut is not made, or not undone."""

from rules import money
from states.dossier import Actor
from states.guard import Blocker
from states.names import Role
from states.refusals import wrong_role
from states.step_words import STEP_WORDS
from workflow.actions.prorating import Cut
from workflow.models.case import Case

NOTHING = Blocker("cut_nothing", "请至少选一件要核减的案件", "Choose at least one case to cut")
NO_PLAN = Blocker(
    "cut_no_plan", "这一条本年度没有预算，不用核减", "This article has no budget this year; nothing to cut"
)
OTHER_YEAR = Blocker("cut_other_year", "只能按本年度的预算核减", "Only this year's budget is cut to")
OTHER_ARTICLE = Blocker("cut_other_article", "不是这一条的案件", "It is not a case of this article")
CUT_BEFORE = Blocker("cut_before", "已经核减过，要重新核减请先撤销上一次", "It was cut already; undo that cut first")
NOT_ON_AGENDA = Blocker(
    "cut_not_on_agenda", "不在这次会议通过的案件里", "It is not among what this meeting has decided"
)
NOT_WHOLE = Blocker(
    "cut_not_whole",
    "科室负责人执行会议决定，只能把本条通过的全部案件核减到预算余额；另选案件或金额由秘书办",
    "The supervisor executes the meeting: all its approvals of the article are cut to what the budget has left; other "
    "cases or sums are the secretary's to choose",
)
UNDONE = Blocker("cut_undone", "这次核减已经撤销", "This cut is undone already")
ANNOUNCED = Blocker(
    "cut_announced", "已经开始公示，核减不能撤销", "Its public notice has begun; the cut stays as it is"
)
TOO_LITTLE = Blocker(
    "cut_too_little",
    "预算太少，有的案件核减后不到1分钱，请先调剂预算",
    "Some cases would get nothing; shift budget first",
)
CHANGED = Blocker(
    "cut_changed",
    "金额或案件刚刚变了，请刷新看新的结果再办",
    "Amounts or cases have just changed; reload and look again",
)


def faults(article: int, cut: Cut, budget: int, total: int | None) -> list[Blocker]:
    """What is wrong with a cut: nothing to cut, cut to nothing, or not what was seen as `total` (fen)."""
    if total is not None and total != cut.total_fen:
        return [CHANGED]
    if cut.ratio == (1, 1):
        return [fits(article, cut.total_fen, budget)]
    return [] if all(row.after_fen for row in cut.rows) else [TOO_LITTLE]


def no_room(article: int, room: int) -> Blocker:
    """The amount to distribute is not above zero, or more than is left."""
    left = money.grouped(max(0, room))
    return Blocker(
        "cut_no_room",
        f"核减后的合计要大于0，不超过第{article}条预算余额{left}元",
        f"Distribute more than 0 and at most the {left} yuan left for article {article}",
    )


def fits(article: int, total: int, budget: int) -> Blocker:
    """The budget is enough."""
    asked, left = money.grouped(total), money.grouped(budget)
    return Blocker(
        "cut_fits",
        f"第{article}条合计{asked}元，预算余额{left}元够用，不用核减",
        f"Article {article}: {asked} yuan together, {left} left; nothing needs to be cut",
    )


def not_the_secretary(actor: Actor) -> list[Blocker]:
    """Outside a meeting the secretary cuts and the supervisor executes: two people."""
    if Role.SECRETARY in actor.roles:
        return []
    return [wrong_role(STEP_WORDS["cut_pro_rata"].label, (Role.SECRETARY,))]


def of(case: Case, reason: Blocker) -> Blocker:
    """The reason with the case's number."""
    return Blocker(reason.code, f"{case.number}：{reason.zh}", f"{case.number}: {reason.en}")
