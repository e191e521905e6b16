"""What stands beside a case: changed numbers, the random sample, documents to follow, its clock, notes, helpers.

Each is asked by the key of the case, or along an index that holds only what is open: no condition looks at more than one
case's own rows. `c` holds the columns of cases.
"""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from states.stage import OPENS, PAUSES
from states.track import BACK
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.case_helper import CaseHelper
from workflow.models.conditional import ConditionalAcceptance
from workflow.models.note import Note, NoteMention
from workflow.models.notice import Notice
from workflow.models.override import CONFIRMED, OPEN, Override
from workflow.models.sample import SampleCheck
from workflow.models.user import User

#: After these a clock that was stopped no longer stands: it runs again, or another one does.
ENDS_STOP = sorted({"restart_clock", *OPENS, *PAUSES, *BACK})
Found = ColumnElement[bool]


class Mark(NamedTuple):
    """The codes of a condition with their SQL over the columns of a case and the person who looks."""

    codes: Mapping[str, Callable[[Any, Any], Found]]

    def any_of(self, codes: Collection[str], c: Any, me: Any) -> Found:
        """Whether one of these fits."""
        return or_(*(self.codes[code](c, me) for code in codes))


def _override(*more: Any) -> Callable[[Any, Any], Found]:
    return lambda c, _me: select(Override.id).where(Override.case_id == c.id, *more).exists()


def _sample(*states: str) -> Callable[[Any, Any], Found]:
    which = (SampleCheck.state.in_(states),) if states else ()
    return lambda c, _me: select(SampleCheck.seq).where(SampleCheck.case_id == c.id, *which).exists()


def _condition(*states: str) -> Callable[[Any, Any], Found]:
    of = ConditionalAcceptance
    return lambda c, _me: select(of.id).where(of.case_id == c.id, of.state.in_(states)).exists()


def stopped(c: Any) -> Found:
    """Whether the bureau's clock was stopped for a legal reason and does not run again. Most cases have no such step."""
    halt, later = aliased(Transition), aliased(Transition)
    again = select(later.seq).where(later.case_id == halt.case_id, later.seq > halt.seq, later.action.in_(ENDS_STOP))
    return select(halt.seq).where(halt.case_id == c.id, halt.action == "stop_clock", ~again.exists()).exists()


def _mentioned(c: Any, me: Any) -> Found:
    query = select(Note.id).join(NoteMention, NoteMention.note_id == Note.id)
    return query.where(Note.case_id == c.id, NoteMention.user_id == me).exists()


def _unread(c: Any, me: Any) -> Found:
    query = select(Notice.id).where(Notice.kind == "note_mention", Notice.read_at.is_(None))
    return query.where(Notice.user_id == me, Notice.case_id == c.id).exists()


MARKS: dict[str, Mark] = {
    "override": Mark({
        "open": _override(Override.state == OPEN),
        "in_force": _override(Override.state == CONFIRMED, Override.lifts.is_(None)),
    }),
    "sample": Mark({
        "open": _sample("open"),
        "objected": _sample("objected"),
        "cleared": _sample("cleared", "overruled"),
        "drawn": _sample(),
    }),
    "condition": Mark({"open": _condition("open"), "ended": _condition("met", "failed", "corrected", "withdrawn")}),
    "clock": Mark({
        "stopped": lambda c, _me: stopped(c),
        "running": lambda c, _me: c.due_on.is_not(None) & ~stopped(c),
    }),
    "note": Mark({"unread": _unread, "mentioned": _mentioned}),
}  # fmt: skip


def helped(bind: Callable[..., Any], form: tuple[str, ...], c: Any) -> Found:
    """Cases that a person helps with, or that nobody does."""
    query = select(CaseHelper.user_id).where(CaseHelper.case_id == c.id)
    return ~query.exists() if form == ("nobody",) else query.where(CaseHelper.user_id == bind("one")).exists()


def marked(names: Collection[str], ids: Collection[int], me: int) -> dict[int, dict[str, str]]:
    """Case → mark → its first code that fits, for those of `names` that are marks. One statement, none without a mark."""
    wanted = tuple(name for name in MARKS if name in names)
    if not wanted or not ids:
        return {}
    rows = db.session.execute(_marked(wanted), {"ids": list(ids), "me": me}).mappings()
    return {row["id"]: {name: _first(name, row) for name in wanted} for row in rows}


def _first(name: str, row: Mapping[Any, Any]) -> str:
    return next((code for code in MARKS[name].codes if row[f"{name} {code}"]), "")


@lru_cache(maxsize=64)
def _marked(names: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    me = bindparam("me", type_=BigInteger)
    said = (one(Case, me).label(f"{name} {code}") for name in names for code, one in MARKS[name].codes.items())
    return select(Case.id, *said).where(Case.id.in_(bindparam("ids", expanding=True)))


def helpers(ids: Collection[int]) -> dict[int, str]:
    """Case → the names of who helps with it. One statement."""
    names = func.aggregate_strings(User.name, "、")
    query = select(CaseHelper.case_id, names).join(User, User.id == CaseHelper.user_id)
    rows = db.session.execute(query.where(CaseHelper.case_id.in_(ids)).group_by(CaseHelper.case_id))
    return {row[0]: row[1] for row in rows}
