"""One state on the sheet of the picture, and the measures of the sheet."""

from typing import NamedTuple

from states.lifecycle import State

WIDTH, TOP, GAP, HEAD, LINE = 1120, 92, 56, 42, 18


class Card(NamedTuple):
    """A state on the sheet."""

    state: State
    x: int
    y: int
    w: int
    h: int

    @property
    def middle(self) -> int:
        """Height of the middle of its heading, where lines from the sides end."""
        return self.y + HEAD // 2

    @property
    def right(self) -> int:
        """Right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """Lower edge."""
        return self.y + self.h
