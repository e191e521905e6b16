"""The sums over ledger entries that a rule asks for."""

from rules.ledger import Entry


def add_up(entries: list[Entry], what: str, scope: str, *, year: int | None, project: str | None) -> int:
    """Fen awarded (`sum`), months used (`months`) or whether anything was awarded (`any`), in a scope.

    Scopes: `year` (the calendar year of the case), `project` (the project of the case), `ever`.
    """
    within = [e for e in entries if scope == "ever" or (e.year == year if scope == "year" else e.project == project)]
    if what == "any":
        return any(e.fen > 0 for e in within)
    return sum(e.months if what == "months" else e.fen for e in within)
