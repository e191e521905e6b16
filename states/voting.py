"""When a vote is carried: the rules by which a meeting decides, over counted votes."""

from collections.abc import Sequence
from dataclasses import dataclass

from states.say import Say

MAJORITY, ALL, ANY, RATIO, IN_TURN = "majority", "all", "any", "ratio", "in_turn"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of voting; `n` of `m` of those entitled must agree where it is a ratio."""

    kind: str
    n: int = 1
    m: int = 1

    @property
    def words(self) -> Say:
        """The rule as the agenda and the minutes say it."""
        if self.kind == RATIO:
            return Say(f"同意达到有表决权人数的{self.m}分之{self.n}", f"{self.n} of {self.m} of those entitled agree")
        return {
            MAJORITY: Say("同意超过有表决权人数的一半", "more than half of those entitled agree"),
            ALL: Say("有表决权的人全部同意（会签）", "everybody entitled agrees"),
            ANY: Say("有一人同意即可（或签）", "one agrees"),
            IN_TURN: Say("按席位依次表决，全部同意", "in turn by seat, all agree"),
        }[self.kind]

    def least(self, entitled: int) -> int:
        """How many must agree."""
        if self.kind == RATIO:
            return max(1, -(-self.n * entitled // self.m))
        return {MAJORITY: entitled // 2 + 1, ANY: 1}.get(self.kind, entitled)

    def carried(self, agreed: int, entitled: int) -> bool:
        """Whether so many votes for it are enough among those entitled: present and not recused."""
        return entitled > 0 and agreed >= self.least(entitled)


def out_of_turn(votes: Sequence[str | None]) -> bool:
    """Whether somebody voted before the seat in front did, or after a seat that did not agree. By seat; None: no vote."""
    stopped = False
    for vote in votes:
        if stopped and vote is not None:
            return True
        stopped = stopped or vote != "for"
    return False
