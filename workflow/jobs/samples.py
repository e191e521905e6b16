"""The seeds of the random sample, looked after by the worker: promised a day ahead, shown when their day is over."""

from workflow.actions import sample_seeds
from workflow.db import db


def tend_seeds() -> int:
    """Write down what is missing; gives how many rows. Commits."""
    done = sample_seeds.commit_ahead() + sample_seeds.reveal_past()
    db.session.commit()
    return done
