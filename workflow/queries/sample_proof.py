"""Drawing again everything that was ever drawn, and comparing: from the seeds, the records and the rates as they stand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from workflow import sampling
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.sample import SampleCheck, SampleDraw, SampleTally
from workflow.models.sample_rate import SampleRate
from workflow.models.sample_seed import SampleReveal, SampleSeed
from workflow.queries.sample_seed import seed_of

AT_ONCE = 1000
Key = tuple[str, int, int]


class Problem(NamedTuple):
    """What does not hold: the case (or item and quarter), and a word that the command explains."""

    where: str
    word: str


class Proof(NamedTuple):
    """How much was drawn again, how many seeds were promised before their day, and what does not hold."""

    draws: int
    chosen: int
    ahead: int
    problems: list[Problem]


def proof() -> Proof:
    """Compare every draw, every approval that should have one, and the counts. Read-only."""
    problems: list[Problem] = []
    drawn: Counter[Key] = Counter()
    chosen: Counter[Key] = Counter()
    ahead = 0
    for row in _draws():
        key = _key(row.SampleDraw)
        drawn[key] += 1
        chosen[key] += row.SampleDraw.chosen
        ahead += business_date(row.SampleSeed.committed_at) < row.SampleSeed.day
        problems += [Problem(row.number, word) for word in _wrong(row)]
    problems += [Problem(number, "not_drawn") for number in _left_out()]
    problems += [Problem(f"{item} {year} Q{quarter}", "tally") for item, year, quarter in _miscounted(drawn, chosen)]
    return Proof(sum(drawn.values()), sum(chosen.values()), ahead, problems)


def _draws() -> Iterator[Any]:
    query = (
        select(SampleDraw, SampleSeed, SampleReveal.seed, SampleRate, Transition, Case.number, SampleCheck.state)
        .join(SampleSeed, SampleSeed.id == SampleDraw.seed_id)
        .outerjoin(SampleReveal, SampleReveal.seed_id == SampleSeed.id)
        .join(SampleRate, SampleRate.id == SampleDraw.rate_id)
        .join(Transition, (Transition.case_id == SampleDraw.case_id) & (Transition.seq == SampleDraw.seq))
        .join(Case, Case.id == SampleDraw.case_id)
        .outerjoin(SampleCheck, (SampleCheck.case_id == SampleDraw.case_id) & (SampleCheck.seq == SampleDraw.seq))
        .order_by(SampleDraw.case_id, SampleDraw.seq)
        .execution_options(yield_per=AT_ONCE)
    )
    yield from db.session.execute(query)


def _wrong(row: Row[Any]) -> Iterator[str]:
    made, seed = row.SampleDraw, row.seed or seed_of(row.SampleSeed.day)
    if sampling.commitment(seed) != row.SampleSeed.commitment:
        yield "seed" if row.seed else "secret"
    elif sampling.draw(seed, row.number, made.round, row.Transition.hash) != made.draw:
        yield "draw"
    if row.Transition.action != "approve":
        yield "approval"
    if row.SampleSeed.committed_at > made.drawn_at or row.SampleSeed.day != business_date(row.Transition.at):
        yield "committed_late"
    if row.SampleRate.state != "approved" or row.SampleRate.decided_at > made.drawn_at:
        yield "rate"
    if row.state is not None and not made.chosen:
        yield "check"


def _left_out() -> Iterable[str]:
    """Approvals after the first rate of their item came into force that were not drawn."""
    first = (
        select(SampleRate.decided_at)
        .where(SampleRate.item == Case.item, SampleRate.state == "approved")
        .order_by(SampleRate.id)
        .limit(1)
        .correlate(Case)
        .scalar_subquery()
    )
    drawn = (SampleDraw.case_id == Transition.case_id) & (SampleDraw.seq == Transition.seq)
    query = (
        select(Case.number)
        .join(Transition, Transition.case_id == Case.id)
        .outerjoin(SampleDraw, drawn)
        .where(Transition.action == "approve", SampleDraw.case_id.is_(None), Transition.at > first)
        .order_by(Case.id)
    )
    return db.session.scalars(query)


def _miscounted(drawn: Mapping[Key, int], chosen: Mapping[Key, int]) -> list[Key]:
    told = {
        (row.item, row.year, row.quarter): (row.drawn, row.chosen) for row in db.session.scalars(select(SampleTally))
    }
    return sorted(
        key for key in told.keys() | drawn.keys() if told.get(key, (0, 0)) != (drawn.get(key, 0), chosen.get(key, 0))
    )


def _key(row: SampleDraw) -> Key:
    day = business_date(row.drawn_at)
    return row.item, day.year, (day.month + 2) // 3
