"""A small model of the rent ledger to walk beside the real one: four months in all, 60 yuan a year, two enterprises.

The machine grants, pays, gives back and recovers at random; after every step the rows must be what the model says.
"""

from collections.abc import Iterable
from types import ModuleType
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from rules.months import month_text, parse_month
from states.lifecycle import Refused
from tests.workflow.actions.rent_ground import unit
from tests.workflow.actions.rent_race import case_of
from tests.workflow.desk import new_firm
from workflow.actions import caps, rent
from workflow.db import db
from workflow.models.cap import CapAccount
from workflow.models.case import Case
from workflow.models.rent import RentMonth, RentTotal
from workflow.models.zone import UnitMonth
from workflow.queries.rent_replay import replayed

MOST, YEAR_FEN = 4, 6_000
FIRST = parse_month("2025-10")
UNITS = ("甲", "乙")


class Known:
    """What the model knows of a granted month."""

    def __init__(self, seq: int, case_id: int, fen: int, unit_code: str) -> None:
        self.seq, self.case_id, self.fen, self.unit = seq, case_id, fen, unit_code
        self.state, self.recovered = "reserved", 0

    def picture(self) -> tuple[int, int, int, str, int]:
        """What the row must hold."""
        return self.seq, self.case_id, self.fen, self.state, self.recovered


class RentMachine(RuleBasedStateMachine):
    """Walks model and ledger together. Everything stays in one transaction that is never committed."""

    rent: ClassVar[ModuleType] = rent
    caps: ClassVar[ModuleType] = caps

    @initialize()
    def begin(self) -> None:
        """Two enterprises that share two units."""
        self.firms = (new_firm(), new_firm())
        for code in UNITS:
            unit(code)
        self.model: dict[int, dict[str, Known]] = {firm: {} for firm in self.firms}

    @rule(who=st.integers(0, 1), start=st.integers(0, 5), fens=st.lists(st.sampled_from([0, 1_000, 2_500]), min_size=1, max_size=3),
          place=st.sampled_from(UNITS))  # fmt: skip
    def grant(self, who: int, start: int, fens: list[int], place: str) -> None:
        """A claim of up to three months in one unit."""
        firm = self.firms[who]
        months = [month_text(FIRST + start + step) for step in range(len(fens))]
        case_id = case_of(firm)
        expected = self._refusal(firm, months, fens, place)
        assert self._booked(case_id, months, fens, place) == expected
        if expected:
            return
        mine = self.model[firm]
        free = [number for number in range(1, MOST + 1) if number not in {one.seq for one in mine.values()}]
        for month, fen, seq in zip(months, fens, free, strict=False):
            mine[month] = Known(seq, case_id, fen, place)

    def _booked(self, case_id: int, months: list[str], fens: list[int], place: str) -> str | None:
        """Book the claim; gives the reason when it was refused, and then nothing of it is left."""
        try:
            with db.session.begin_nested():
                self._book(db.session.get_one(Case, case_id), months, fens, place)
        except Refused as refused:
            return refused.blockers[0].code
        return None

    def _book(self, case: Case, months: list[str], fens: list[int], place: str) -> None:
        for year, fen in sorted(_by_year(zip(months, fens, strict=True)).items()):
            if fen:
                self.caps.reserve(case, f"year:{year}", fen, YEAR_FEN)
        grants = [self.rent.Grant(month, 100, 3_000, fen, (place,)) for month, fen in zip(months, fens, strict=True)]
        self.rent.take(case, grants, MOST)
        db.session.flush()

    def _refusal(self, firm: int, months: list[str], fens: list[int], place: str) -> str | None:
        """The reason that must be given, in the order in which the ledger looks."""
        mine = self.model[firm]
        had = _by_year((month, one.fen) for month, one in mine.items())
        asked = _by_year(zip(months, fens, strict=True))
        if any(fen and had.get(year, 0) + fen > YEAR_FEN for year, fen in asked.items()):
            return "cap_used"
        if set(months) & set(mine):
            return "month_granted"
        if len(mine) + len(months) > MOST:
            return "months_used"
        others = [one for key, of_firm in self.model.items() if key != firm for one in of_firm.items()]
        return "unit_taken" if any(month in months and one.unit == place for month, one in others) else None

    @precondition(lambda self: any(self.model.values()))
    @rule(data=st.data())
    def pay(self, data: st.DataObject) -> None:
        """The bank confirms a case."""
        case_id, known = self._case(data, "reserved")
        if known:
            self.rent.settle(db.session.get_one(Case, case_id))
            for one in known:
                one.state = "paid"

    @precondition(lambda self: any(self.model.values()))
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        """An approval is undone, or everything came back."""
        case_id, known = self._case(data, "reserved", "paid")
        if known and not any(one.recovered for one in known):
            case = db.session.get_one(Case, case_id)
            self.caps.give_back(case)
            self.rent.give_back(case, "异议成立")
            for of_firm in self.model.values():
                for month in [month for month, one in of_firm.items() if one.case_id == case_id]:
                    del of_firm[month]

    @precondition(lambda self: any(self.model.values()))
    @rule(data=st.data(), share=st.integers(1, 3))
    def recover(self, data: st.DataObject, share: int) -> None:
        """Part of what was paid comes back, from the last month backwards."""
        case_id, known = self._case(data, "paid")
        left = sum(one.fen - one.recovered for one in known)
        if left:
            fen = max(1, left * share // 3)
            self.rent.recover(db.session.get_one(Case, case_id), fen, "转租")
            for one in sorted(known, key=lambda one: -one.seq):
                part = min(fen, one.fen - one.recovered)
                one.recovered, fen = one.recovered + part, fen - part

    def _case(self, data: st.DataObject, *states: str) -> tuple[int, list[Known]]:
        all_known = [one for of_firm in self.model.values() for one in of_firm.values()]
        fitting = sorted({one.case_id for one in all_known if one.state in states})
        if not fitting:
            return 0, []
        case_id = data.draw(st.sampled_from(fitting))
        return case_id, [one for one in all_known if one.case_id == case_id and one.state in states]

    @invariant()
    def the_rows_are_what_the_model_says(self) -> None:
        """Live months, counter, year's accounts, units and history."""
        if not hasattr(self, "model"):
            return
        db.session.flush()
        db.session.expire_all()
        for firm, known in self.model.items():
            rows = db.session.scalars(select(RentMonth).where(RentMonth.enterprise_id == firm)).all()
            found = {r.month: (r.seq, r.case_id, r.granted_fen, r.state, r.recovered_fen) for r in rows}
            assert found == {month: one.picture() for month, one in known.items()}
            total = db.session.scalar(select(RentTotal.months).where(RentTotal.enterprise_id == firm))
            assert (total or 0) == len(known)
            accounts = select(CapAccount.scope, CapAccount.used_fen).where(CapAccount.enterprise_id == firm)
            used = {row.scope[5:]: row.used_fen for row in db.session.execute(accounts) if row.used_fen}
            had = _by_year((month, one.fen) for month, one in known.items())
            assert used == {year: fen for year, fen in had.items() if fen}
            units = select(UnitMonth.month, UnitMonth.unit).where(UnitMonth.enterprise_id == firm)
            assert {row.month: row.unit for row in db.session.execute(units)} == {
                m: one.unit for m, one in known.items()
            }
        live = {(told.enterprise_id, told.month): told.live for told in replayed() if told.live or told.fault}
        assert live == {
            (firm, month): (one.state, one.seq, one.case_id, 100, one.fen, one.recovered)
            for firm, known in self.model.items()
            for month, one in known.items()
        }

    def teardown(self) -> None:
        """Leave nothing behind."""
        db.session.rollback()


def _by_year(months: Iterable[tuple[str, int]]) -> dict[str, Any]:
    found: dict[str, int] = {}
    for month, fen in months:
        found[month[:4]] = found.get(month[:4], 0) + fen
    return found
