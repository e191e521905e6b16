"""`flask recheck`: judge every stored evaluation again, from its frozen rules and sealed context, and compare."""

import sys

import click
from flask.cli import with_appcontext

#: What a receipt can differ in, by its word in `workflow.queries.receipts`.
WORDS = {
    "policy": "the version's frozen rules no longer have the digest they were published with",
    "engine": "computed by another version of the engine",
    "digest": "computed by rules of another digest",
    "inputs": "the inputs are not those of the filing",
    "outcome": "the outcome is another one",
    "amount": "the amount is another one",
    "eligible": "eligibility is another one",
    "reason": "the reason is another one",
    "seal": "the receipt is not the one that the record of the step sealed",
}


@click.command()
@click.option("--version", metavar="VERSION", help="Only the receipts of this policy version.")
@with_appcontext
def recheck(version: str | None) -> None:
    """Replay all receipts. Prints counts and every case that differs; exit status 1 when there is one."""
    from workflow.cli.reading import reading
    from workflow.queries import receipts
    from workflow.queries.rulebook import versions

    with reading():
        if version is not None and version not in {row.version for row in versions()}:
            raise click.ClickException(f"No version {version} is published.")
        replayed = receipts.recheck(version)
    for name, count in replayed.counts.items():
        click.echo(f"{name}: {count} receipts")
    for one in replayed.differences:
        click.echo(f"{one.case} round {one.round}: {'; '.join(WORDS[word] for word in one.what)}")
    total = sum(replayed.counts.values())
    click.echo(f"{total} receipts replayed, {replayed.sealed} sealed, {len(replayed.differences)} differences")
    if replayed.differences:
        sys.exit(1)
