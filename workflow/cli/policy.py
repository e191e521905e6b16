"""`flask policy`: what the published versions say, what they change, and publishing another one by two people."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from rules.policy import Policy
    from rules.say import Say

Speak = Callable[["Say"], str]
LANGUAGE = click.option(
    "--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the words."
)


@click.group()
def policy() -> None:
    """Versions of the measures: show one, compare two, publish another."""


@policy.command()
@click.argument("version", required=False)
@LANGUAGE
@with_appcontext
def show(version: str | None, language: str) -> None:
    """Figures with their source, readings with their alternatives, digests. Without VERSION: the newest."""
    from workflow.cli.reading import reading
    from workflow.queries.rulebook import versions

    with reading():
        rows = versions()
        if not rows:
            raise click.ClickException("No version is published yet.")
        chosen = _published(version or rows[0].version)
    for line in _shown(chosen, language):
        click.echo(line)


def _published(version: str) -> "Policy":
    from workflow.queries.rulebook import UnknownPolicyError, policy, versions

    try:
        return policy(version)
    except UnknownPolicyError:
        known = ", ".join(row.version for row in versions()) or "none"
        raise click.ClickException(f"No version {version} is published; published: {known}.") from None


def _shown(version: "Policy", language: str) -> Iterator[str]:
    from workflow.queries.policies import parts, settling_of

    def speak(pair: "Say") -> str:
        return pair.zh if language == "zh" else pair.en

    yield f"{version.version}  {speak(version.title)}"
    yield f"digest {version.digest}"
    yield f"digest with words {version.digest_words}"
    yield speak(settling_of(version))
    for part in parts(version):
        yield ""
        yield f"{speak(part.clause)} {speak(part.title)} [{part.code}]".strip()
        for figure in part.figures:
            values = ", ".join(map(speak, figure.values))
            yield f"  {speak(figure.label)}: {values}  ← {figure.source} ({figure.checked})"
        for reading in part.readings:
            yield f"  {speak(reading.label)}{'' if reading.decided else ' ?'}"
            for option in reading.options:
                yield f"    {'•' if option.chosen else '◦'} {speak(option.words)}"


@policy.command()
@click.argument("old")
@click.argument("new")
@LANGUAGE
@with_appcontext
def diff(old: str, new: str, language: str) -> None:
    """What version NEW says differently from OLD; `!` marks what can change an amount."""
    from workflow.cli.reading import reading
    from workflow.queries.policies import changes

    with reading():
        before, after = _published(old), _published(new)
    for one in changes(before, after):
        values = [getattr(pair, language) or "—" for pair in (one.before, one.after)]
        mark = "!" if one.decides else " "
        text = "" if values == ["—", "—"] else f": {values[0]} → {values[1]}"
        click.echo(f"{mark} {getattr(one.part, language)}  {getattr(one.what, language)}{text}")
    same = before.digest == after.digest
    click.echo("Amounts are decided alike." if same else "Amounts may differ.", err=True)


@policy.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--proposed-by", required=True, metavar="LOGIN", help="A reviewer.")
@click.option("--approved-by", required=True, metavar="LOGIN", help="A supervisor.")
@with_appcontext
def publish(file: Path, proposed_by: str, approved_by: str) -> None:
    """Freeze the version in FILE (TOML) for ever. Articles it adds are read from files beside it."""
    from sqlalchemy.exc import IntegrityError

    from states.lifecycle import Refused
    from workflow.actions.policy import publish as freeze
    from workflow.db import db

    version = _read(file)
    try:
        row = freeze(version, _person(proposed_by), _person(approved_by))
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        raise click.ClickException("\n".join(f"{one.zh} / {one.en}" for one in refused.blockers)) from None
    except IntegrityError:
        db.session.rollback()
        raise click.ClickException("Somebody else has just published this version.") from None
    click.echo(f"{row.version} is published, digest {row.digest}.")


def _read(file: Path) -> "Policy":
    import tomllib

    from rules import policy as policies
    from rules.readings import BadPolicy

    try:
        return policies.read(file, list(dict.fromkeys((policies.HERE, file.resolve().parent))))
    except (BadPolicy, KeyError, TypeError, ValueError, OverflowError, tomllib.TOMLDecodeError) as error:
        raise click.ClickException(f"{file.name} is no policy version: {type(error).__name__}: {error}") from None


def _person(login: str) -> int:
    from sqlalchemy import select

    from workflow.db import db
    from workflow.models.user import User

    user_id = db.session.scalar(select(User.id).where(User.login == login))
    if user_id is None:
        raise click.ClickException(f"Nobody signs in as {login}.")
    return int(user_id)
