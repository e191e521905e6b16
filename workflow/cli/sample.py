"""`flask sample`: the proof that the random sample was drawn as it says."""

import sys

import click
from flask.cli import with_appcontext

#: What can be wrong with a draw, by its word in `workflow.queries.sample_proof`.
WORDS = {
    "seed": "the seed is not the one whose hash was written down before",
    "secret": "its seed was never shown, and ZHIGAN_SECRET_KEY as it is now gives another: run this with the secret of that day; "
    "if that gives another too, the hash was changed",
    "draw": "drawn again it is another number",
    "approval": "the record it belongs to is no approval",
    "committed_late": "the hash of its seed was written after the draw, or for another day",
    "rate": "its rate was not in force",
    "check": "it is being checked although it was not chosen",
    "not_drawn": "approved while its item had a rate, and not drawn",
    "tally": "the counts are not those of the draws",
}


@click.group("sample")
def sample() -> None:
    """Random checks before payment."""


@sample.command("check")
@with_appcontext
def check() -> None:
    """Draw every case again and compare; prints what differs and ends with status 1 then."""
    from workflow.cli.reading import reading
    from workflow.queries.sample_proof import proof

    with reading():
        found = proof()
    for one in found.problems:
        click.echo(f"BAD  {one.where}: {WORDS[one.word]}")
    click.echo(
        f"{found.draws} draws made again, {found.chosen} chosen, {found.ahead} with a seed promised before their day, "
        f"{len(found.problems)} problems"
    )
    sys.exit(1 if found.problems else 0)
