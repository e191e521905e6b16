"""The seed of a day as this installation makes it; it is in no table before it is revealed."""

from datetime import date

from flask import current_app

from workflow import sampling


def seed_of(day: date) -> str:
    """The seed of a day, from the secret of this installation."""
    return sampling.seed_of(str(current_app.config["SECRET_KEY"]), day)
