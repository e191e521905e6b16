"""What may be paid when the same matter has got other money, by one of three ways of settling it."""

from collections.abc import Iterable
from typing import NamedTuple

from rules import money
from rules.say import Say
from rules.stacking import Hit

POLICIES = ("difference", "block", "higher_of")


class Settlement(NamedTuple):
    """What may be paid in fen after the check, which other cases have to be reversed for it, and why."""

    fen: int
    reverse: tuple[str, ...]
    text: Say


def settle(own_fen: int, hits: Iterable[Hit], dup_policy: str = "difference") -> Settlement:
    """What may be paid of an award when the same matter has got other money. Each other case or source counts once.

    `difference`: the award less the other money · `block`: nothing if there is any · `higher_of`: the larger single award,
    the other ones reversed. A file handed in twice is a flag for the caseworker and changes no amount.
    """
    if dup_policy not in POLICIES:
        raise ValueError(f"no way to settle called {dup_policy!r}")
    other = {hit.other: hit.fen for hit in hits if hit.kind != "file" and hit.fen > 0}
    if not other:
        return Settlement(own_fen, (), Say("没有同一事项的其他资金", "no other money for the same matter"))
    names, total = "、".join(sorted(other)), money.grouped(sum(other.values()))
    english = ", ".join(sorted(other))
    if dup_policy == "block":
        return Settlement(
            0, (), Say(f"同一事项已获资助（{names}），不再支持", f"already funded ({english}); nothing more")
        )
    if dup_policy == "difference":
        fen = max(0, own_fen - sum(other.values()))
        return Settlement(
            fen, (), Say(f"扣除同一事项已获{total}元（{names}）", f"less {total} yuan for the same matter ({english})")
        )
    if own_fen > max(other.values()):
        text = Say(
            f"就高支持，撤回较低的资助（{names}）", f"the higher award counts; the lower ones are reversed ({english})"
        )
        return Settlement(own_fen, tuple(sorted(other)), text)
    return Settlement(
        0, (), Say(f"就高不重复，已有更高或相同的资助（{names}）", f"an award as high exists ({english})")
    )
