"""The seeds of the random sample: their hashes are written before the day, they themselves after it.

The seed of a day follows from the installation's secret, which is not in the database: who reads the tables knows nothing
of today's draws. The caller commits.
"""

import logging
from datetime import date, timedelta

from sqlalchemy import exists, select

from workflow import sampling
from workflow.actions.caps import insert_if_absent
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.sample_seed import SampleReveal, SampleSeed
from workflow.queries.sample_seed import seed_of

LOG = logging.getLogger(__name__)
#: So many days ahead are promised: a worker that stands still for some days breaks no promise.
AHEAD = 7


def commit_to(day: date) -> SampleSeed:
    """The row with the hash of the day's seed, made when it is not there yet."""
    promised = sampling.commitment(seed_of(day))
    mine = select(SampleSeed).where(SampleSeed.day == day, SampleSeed.commitment == promised)
    found = db.session.scalars(mine).first()
    if found is None:
        insert_if_absent(SampleSeed, day=day, commitment=promised, committed_at=now())
        found = db.session.scalars(mine).one()
    return found


def commit_ahead() -> int:
    """Write down the hashes for today and the days that follow; gives how many were missing."""
    days = [business_date() + timedelta(days=ahead) for ahead in range(AHEAD + 1)]
    there = set(db.session.scalars(select(SampleSeed.commitment).where(SampleSeed.day.in_(days))))
    missing = [day for day in days if sampling.commitment(seed_of(day)) not in there]
    for day in missing:
        commit_to(day)
    return len(missing)


def reveal_past() -> int:
    """Write down the seeds of days that are over; gives how many. One whose secret was changed stays hidden, and is logged."""
    told = exists().where(SampleReveal.seed_id == SampleSeed.id)
    query = select(SampleSeed).where(SampleSeed.day < business_date(), ~told).order_by(SampleSeed.id)
    revealed = 0
    for row in db.session.scalars(query).all():
        seed = seed_of(row.day)
        if sampling.commitment(seed) != row.commitment:
            LOG.warning("the seed of %s cannot be revealed: the secret of the installation was changed", row.day)
            continue
        insert_if_absent(SampleReveal, seed_id=row.id, seed=seed, revealed_at=now())
        revealed += 1
    return revealed
