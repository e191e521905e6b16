"""Why a change of a plan is not proposed, or not confirmed."""

from rules import money
from states.guard import Blocker
from states.say import Say

__all__ = ["Blocker"]

PROPOSE, DECIDE = (
    Say("提议调整预算", "Propose a change of the budget"),
    Say("确认预算调整", "Confirm a change of the budget"),
)
YEAR = Blocker("plan_year", "只能调整本年度和下一年度的预算", "Only this year's and next year's budgets are changed")
ARTICLE = Blocker("plan_article", "这一条不在这里拨款，没有预算", "Nothing is paid here under this article")
AMOUNT = Blocker("plan_amount", "金额要大于0，不超过100亿元", "The amount is above 0 and at most 10 billion yuan")
SAME_ARTICLE = Blocker("plan_same_article", "请选择调入的另一条", "Choose another article to shift to")
WAITS = Blocker(
    "plan_waits",
    "这一条已有一项调整在等确认，请先办那一项",
    "A change of this article waits already; decide on it first",
)
CLOSED = Blocker("plan_closed", "这项调整已经办结", "This change is decided already")
SAME_PERSON = Blocker(
    "plan_same_person", "您是提议人，要由另一位科室负责人确认", "You proposed it; another supervisor confirms"
)


def below_reserved(year: int, article: int, fen: int, free: int) -> Blocker:
    """The plan would fall below what is reserved of it."""
    less, left = money.grouped(fen), money.grouped(free)
    return Blocker(
        "plan_below_reserved",
        f"{year}年度第{article}条没有占用的预算只有{left}元，减不了{less}元",
        f"Only {left} yuan of the {year} budget of article {article} are free; it cannot be lowered by {less}",
    )
