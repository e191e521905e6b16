"""How a story is told: its steps are played by the real actions, each on its working day before today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update

from workflow.clock import SHANGHAI, business_date, now, told
from workflow.db import db
from workflow.demo.play import Play
from workflow.demo.world import open_call
from workflow.models.call import Call
from workflow.models.notice import Notice
from workflow.queries.calendar import calendar

YEAR = timedelta(days=365)
OPENING = time(9, 20)
BETWEEN = timedelta(minutes=23)


@dataclass(frozen=True)
class Step:
    """A method of `Play`, so many working days before today, with what it needs."""

    ago: int
    name: str
    needs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One case: whose, for which item, with which facts, and what happened to it."""

    title: str
    firm: str
    item: str
    facts: dict[str, Any]
    steps: tuple[Step, ...]
    caseworker: str = "shen"


@dataclass(frozen=True)
class Act:
    """A step of a story at its moment."""

    moment: datetime
    story: Story
    step: Step


def timeline(stories: Iterable[Story]) -> list[Act]:
    """The acts of all stories in the order of their moments, as they would have come to the bureau."""
    acts = [Act(moment, story, step) for story in stories for moment, step in _dated(story.steps)]
    return sorted(acts, key=lambda act: act.moment)


def tell(acts: Iterable[Act]) -> Iterator[Act]:
    """Do every act on a planted database, each in transactions of its own; gives it when it is done."""
    plays: dict[int, Play] = {}
    for act in acts:
        story = act.story
        case = plays.setdefault(id(story), Play(story.firm, story.item, story.facts, story.caseworker))
        with told(act.moment):
            if act.step.name == "draft":
                call_open_at(story.item, act.moment)
            getattr(case, act.step.name)(**act.step.needs)
        yield act


def read_old_messages() -> None:
    """Everybody has read what is older than a week."""
    unread = update(Notice).where(Notice.at < now() - timedelta(days=7), Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=Notice.at))
    db.session.commit()


def _dated(steps: Iterable[Step]) -> list[tuple[datetime, Step]]:
    """Each step with its moment: its working day from 9:20 on, later steps of a day later; today's end just now."""
    dated: list[tuple[datetime, Step]] = []
    for step in steps:
        moment = datetime.combine(workday(step.ago), OPENING, SHANGHAI)
        if dated and moment.date() <= dated[-1][0].date():
            moment = dated[-1][0] + BETWEEN
        dated.append((moment, step))
    late = max(timedelta(0), dated[-1][0] - now())
    return [(moment - late if moment.date() == business_date() else moment, step) for moment, step in dated]


def workday(ago: int) -> date:
    """The working day `ago` working days before today (0: today, even when nobody works today)."""
    day, work = business_date(), calendar()
    while ago:
        day -= timedelta(days=1)
        ago -= work.is_workday(day)
    return day


def call_open_at(item: str, moment: datetime) -> None:
    """Make the calls of earlier years on demand: each was open until the next one began."""
    opens = min(call.opens_at for call in db.session.scalars(select(Call).where(Call.item == item)))
    while opens > moment:
        open_call(item, opens_at=opens - YEAR, new_until=opens)
        opens -= YEAR
    db.session.commit()
