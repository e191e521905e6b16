"""How a message and a letter say that an amount was cut pro rata."""

from rules import money
from states.say import Say
from workflow.models.proration import Proration, ProrationRow

UNCUT = Say("", "")


def cut_words(cut: tuple[ProrationRow, Proration] | None) -> Say:
    """The sentence about a cut in force; empty without one."""
    if cut is None:
        return UNCUT
    row, of = cut
    before, after = money.grouped(row.before_fen), money.grouped(row.after_fen)
    total, budget = money.grouped(of.total_fen), money.grouped(of.budget_fen)
    return Say(
        f"{of.year}年度第{of.article}条核定合计{total}元，超过预算余额{budget}元，各件按同一比例核减，"
        f"本件由{before}元核减为{after}元。",
        f"For {of.year} the amounts under article {of.article} come to {total} yuan, above the {budget} yuan left in the "
        f"budget; all are cut in the same proportion, this one from {before} to {after} yuan.",
    )
