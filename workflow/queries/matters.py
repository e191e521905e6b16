"""What a case shares with other cases and other money (不重复资助): the same matter, the same file, declared money."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from rules import matter_kinds, money, stacking
from rules.documents import BASE
from rules.months import NotAMonth, month_text, parse_month
from rules.stacking import Declared, Hit
from states.names import State
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Award
from workflow.models.document import DocumentReuse
from workflow.models.filing import Document, Filing
from workflow.models.matter import MatterClaim
from workflow.models.referral import Referral
from workflow.models.rent import RentMonth
from workflow.queries.rulebook import policy

ENDED = (State.WITHDRAWN, State.REJECTED)
#: Every application has these: the same licence in two cases says nothing.
EVERYBODYS = frozenset(kind.code for kind in BASE)
#: Whose money the item's own rule already takes off by its ledger: told, not taken off twice.
IN_THE_LEDGER = {("statistics_year", "9"), ("statistics_year", "10"), ("project", "4"), ("project", "7a")}
#: Kind of matter → the answer of the form that lists its numbers (`forms.layout.EXTRA`), however they are set apart.
NUMBERS = {"invoice": "invoice_numbers", "contract": "contract_numbers", "product": "product_models"}
BETWEEN = re.compile(r"[,，、;；\n]")
YEARLY = ("9", "10", "11")
MOST_MONTHS = 1200
MOST_FILES = 50


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
    own = stacking.Filing(case.number, case.item, str(case.enterprise_id), case.call.year, 0)
    found: list[Hit] = []
    excluded = _excluded(case)
    for row in _shared_matters(case, excluded):
        other = own._replace(case=row.number, item=row.item, fen=_counted(case.item, row))
        if row.kind == "year":
            found += stacking.find(own, [other], exclusive=[frozenset({case.item, row.item})])
            continue
        keys = frozenset({f"{row.kind}:{row.key}"})
        found += stacking.find(own._replace(keys=keys), [other._replace(keys=keys)])
    for row in _shared_files(case):
        files = frozenset({row.sha256})
        other = own._replace(case=row.number, item=row.item, enterprise=str(row.enterprise_id), files=files)
        found += stacking.find(own._replace(files=files), [other])
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


def _excluded(case: Case) -> frozenset[str]:
    """Items that this case's policy version does not allow in the same year."""
    pairs = [set(pair) for pair in policy(case.policy_version).stacking.get("exclusive", [])]
    return frozenset(item for pair in pairs if case.item in pair for item in pair - {case.item})


def _shared_matters(case: Case, excluded: Iterable[str]) -> Sequence[Any]:
    mine, theirs, own = aliased(MatterClaim), aliased(MatterClaim), aliased(Award)
    own_award = select(own.id).where(own.case_id == case.id, own.reversed_at.is_(None)).scalar_subquery()
    same = and_(
        theirs.enterprise_id == mine.enterprise_id,
        theirs.kind == mine.kind,
        theirs.key == mine.key,
        theirs.case_id != mine.case_id,
        theirs.live,
    )
    month = and_(
        RentMonth.case_id == theirs.case_id,
        theirs.kind == "unit_month",
        theirs.key == func.replace(RentMonth.month, "-", ""),
    )
    query = (
        select(
            Case.number,
            Case.item,
            theirs.kind,
            theirs.key,
            Award.id.label("award_id"),
            Award.fen.label("award_fen"),
            Referral.amount_fen.label("referred_fen"),
            (RentMonth.granted_fen - RentMonth.recovered_fen).label("month_fen"),
            own_award.label("own_award_id"),
        )
        .select_from(mine)
        .join(theirs, same)
        .join(Case, Case.id == theirs.case_id)
        .outerjoin(Award, and_(Award.case_id == Case.id, Award.reversed_at.is_(None)))
        .outerjoin(Referral, Referral.case_id == Case.id)
        .outerjoin(RentMonth, month)
        .where(mine.case_id == case.id, or_(mine.kind != "year", Case.item.in_(list(excluded))))
        .order_by(Case.id, theirs.kind, theirs.key)
    )
    return db.session.execute(query).all()


def _shared_files(case: Case) -> Sequence[Any]:
    mine, theirs = aliased(Document), aliased(Document)
    declared = exists().where(DocumentReuse.document_id.in_((mine.id, theirs.id)))  # said to be the same: no finding
    same = and_(theirs.sha256 == mine.sha256, theirs.case_id != mine.case_id, theirs.removed_at.is_(None))
    query = (
        select(Case.number, Case.item, Case.enterprise_id, theirs.sha256)
        .select_from(mine)
        .join(theirs, same)
        .join(Case, Case.id == theirs.case_id)
        .where(
            mine.case_id == case.id,
            mine.removed_at.is_(None),
            Case.submitted_at.is_not(None),
            Case.state.not_in(ENDED),
            or_(Case.enterprise_id != case.enterprise_id, and_(mine.kind.not_in(EVERYBODYS), ~declared)),
        )
        .distinct()
        .order_by(Case.number, theirs.sha256)
        .limit(MOST_FILES)
    )
    return db.session.execute(query).all()


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
