"""What a case shares with other cases and other money (不重复资助): the same matter, the same file, declared money."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from rules import matter_kinds, money, stacking
from rules.months import NotAMonth, month_text, parse_month
from rules.policy import Policy
from rules.stacking import Declared, Hit
from workflow.models.case import Case
from workflow.models.filing import Filing
from workflow.queries import matter_rows
from workflow.queries.rulebook import reader

#: Whose money the item's own rule already takes off by its ledger: told, not taken off twice.
IN_THE_LEDGER = {("statistics_year", "9"), ("statistics_year", "10"), ("project", "4"), ("project", "7a")}
#: Kind of matter → the answer of the form that lists its numbers (`forms.layout.EXTRA`), however they are set apart.
NUMBERS = {"invoice": "invoice_numbers", "contract": "contract_numbers", "product": "product_models"}
BETWEEN = re.compile(r"[,，、;；\n]")
YEARLY = ("9", "10", "11")
MOST_MONTHS = 1200


def matters_of(case: Case, filing: Filing) -> frozenset[tuple[str, str]]:
    """(kind, key) of everything that the filing rests on, and the year of the matter; the case with its call loaded."""
    facts: Mapping[str, Any] = filing.facts
    year = facts.get("year") if type(facts.get("year")) is int else case.call.year
    months = list(_months(facts)) if case.item == "14" else []
    evidence: dict[str, list[str]] = {"unit_month": months}
    if case.item in YEARLY:
        evidence["statistics_year"] = [str(year)]
    for kind, name in (("project", "project"), ("product", "product")):
        if isinstance(facts.get(name), str):
            evidence[kind] = [facts[name]]
    for kind, name in NUMBERS.items():
        if isinstance(facts.get(name), str):
            evidence.setdefault(kind, []).extend(BETWEEN.split(facts[name]))
    keys = {tuple(key.split(":", 1)) for key in matter_kinds.keys_of(case.item, evidence)}
    of_year = months[0][:4] if months else str(year)
    return frozenset({(kind, key[:200]) for kind, key in keys} | {("year", of_year)})


def _months(facts: Mapping[str, Any]) -> Iterator[str]:
    """The claimed months of article 14, as far as they can be read."""
    count = facts.get("months")
    if type(count) is not int or not 1 <= count <= MOST_MONTHS:
        return
    try:
        first = parse_month(facts.get("from"))
    except NotAMonth:
        return
    yield from (month_text(first + place) for place in range(count))


def hits(case: Case, filing: Filing) -> tuple[Hit, ...]:
    """Everything found twice, in a fixed order; two queries, whatever is stored. Each hit names both cases.

    A hit's `fen` is the money that counts against this case: a live award that was approved before this case's own one,
    an amount that another scheme reported, or for article 14 the month's grant. Pending cases and files carry 0.
    """
    return hits_of([(case, filing)])[case.id]


def hits_of(pairs: Sequence[tuple[Case, Filing]]) -> dict[int, tuple[Hit, ...]]:
    """Case → its hits, for many cases at the price of one; each with its call loaded."""
    read = reader()
    excluded = {case.id: _excluded(case, read) for case, _filing in pairs}
    ids = list(excluded)
    shared, files = matter_rows.matters(ids, frozenset().union(*excluded.values())), matter_rows.files(ids)
    return {
        case.id: _found(case, filing, excluded[case.id], shared.get(case.id, ()), files.get(case.id, ()))
        for case, filing in pairs
    }


def _found(
    case: Case, filing: Filing, excluded: frozenset[str], shared: Iterable[Any], files: Iterable[Any]
) -> tuple[Hit, ...]:
    own = stacking.Filing(case.number, case.item, str(case.enterprise_id), case.call.year, 0)
    found: list[Hit] = []
    for row in shared:
        if row.kind == "year" and row.item not in excluded:
            continue
        other = own._replace(case=row.number, item=row.item, fen=_counted(case.item, row))
        if row.kind == "year":
            found += stacking.find(own, [other], exclusive=[frozenset({case.item, row.item})])
            continue
        keys = frozenset({f"{row.kind}:{row.key}"})
        found += stacking.find(own._replace(keys=keys), [other._replace(keys=keys)])
    for row in files:
        same = frozenset({row.sha256})
        other = own._replace(case=row.number, item=row.item, enterprise=str(row.enterprise_id), files=same)
        found += stacking.find(own._replace(files=same), [other])
    return tuple(sorted(set(found) | set(stacking.find(own, (), _declared(filing.other_money)))))


def _counted(item: str, row: Any) -> int:
    """The money of the other case that counts against this one (fen)."""
    if (row.kind, item) in IN_THE_LEDGER:
        return 0
    if row.referred_fen is not None:
        return int(row.referred_fen)
    if row.award_id is None or (row.own_award_id is not None and row.award_id > row.own_award_id):
        return 0
    return int(row.month_fen or 0) if row.kind == "unit_month" else int(row.award_fen)


def _excluded(case: Case, read: Callable[[str], Policy]) -> frozenset[str]:
    """Items that this case's policy version does not allow in the same year."""
    pairs = [set(pair) for pair in read(case.policy_version).stacking.get("exclusive", [])]
    return frozenset(item for pair in pairs if case.item in pair for item in pair - {case.item})


def _declared(rows: Iterable[Mapping[str, Any]]) -> list[Declared]:
    """Declared other money by source; what cannot be read was refused at submission."""
    sums: dict[str, int] = {}
    for row in rows:
        try:
            fen = money.parse_yuan(str(row["yuan"]))
        except (money.NotMoney, KeyError):
            continue
        source = str(row.get("source", "")).strip()
        sums[source] = sums.get(source, 0) + fen
    return [Declared(source, fen) for source, fen in sorted(sums.items()) if fen]
