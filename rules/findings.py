"""What was found out about a case besides its amount: conditions, what is wrong, what each month is granted."""

from typing import NamedTuple

from rules.say import Say


class Condition(NamedTuple):
    """A condition of the article and whether it holds."""

    code: str
    ok: bool
    text: Say


class Failure(NamedTuple):
    """Something that stands in the way: its reason word and a sentence."""

    code: str
    text: Say


class MonthGrant(NamedTuple):
    """A claimed month under article 14. `area` is in m² as text; money in fen.

    `state`: granted · clipped (the year's cap cut it, it still counts) · year_used_up (its year pays nothing, it does
    not count) · beyond (after the 36th month) · not_covered (no lease covers it, or it is free of rent).
    """

    month: str
    area: str
    computed_fen: int
    granted_fen: int
    state: str
