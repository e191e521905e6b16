"""Finding enterprises and cases by what somebody typed: at most 200 of each, whatever is stored.

A text that means more than that leaves the rest to the list, which compares names while it goes through its cases.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from workflow.db import db
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise
from workflow.models.filing import Document
from workflow.models.message import CaseMessage
from workflow.models.search_term import CaseTerm, FirmTerm
from workflow.search_pieces import CODE, INITIALS, NAME, PINYIN, Kind, pieces, plain, wanted

MOST, FAR = 200, 1000
NUMBER = re.compile(r"[0-9]{4}(-[0-9]{0,2}(-[0-9]{0,6})?)?")
#: No text needs more pieces than this to be told from others.
PIECES = 6


class Found(NamedTuple):
    """What a text means. `open_`: more than these are meant, so the list compares names and numbers with `said` itself."""

    said: str
    firms: tuple[int, ...]
    cases: tuple[int, ...]
    open_: bool


def find(text: str, *, firms_only: bool = False) -> Found:
    """The enterprises of this name, pinyin, initials or code; the cases of this number, message or document name."""
    said = plain(text)
    if len(said) == 18 and (one := db.session.scalar(select(Enterprise.id).where(Enterprise.uscc == said.upper()))):
        return Found(said, (one,), (), open_=False)
    firms, open_ = _firms(said)
    cases: list[int] = []
    if not firms_only:
        numbered = _numbered(said) if NUMBER.fullmatch(said) else []
        open_ |= len(numbered) > MOST
        cases = [*numbered[:MOST], *_texts(said)]
    return Found(said, tuple(firms), tuple(dict.fromkeys(cases)), open_)


def escaped(text: str) -> str:
    """A text inside LIKE … ESCAPE '/'."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _firms(said: str) -> tuple[list[int], bool]:
    found: dict[int, None] = {}
    ways = wanted(said)
    open_ = not ways
    for kind, those in ways.items():
        rare = _rarest(FirmTerm, those)
        common = rare[0][0] > FAR and kind in {NAME, PINYIN}  # the list compares these itself
        ids = _named(kind, [piece for _size, piece in rare], said) if rare[0][0] and not common else []
        found |= dict.fromkeys(ids)
        open_ |= kind is not INITIALS and (rare[0][0] > FAR or len(ids) > MOST)
    return list(found)[:MOST], open_ or len(found) > MOST


def _named(kind: Kind, rare: list[str], said: str) -> list[int]:
    """Enterprises that hold every piece, looked up along the rarest."""
    text = said.upper() if kind is CODE else said
    values = {f"p{at}": piece for at, piece in enumerate(rare)} | {"like": f"%{escaped(text)}%", "most": MOST + 1}
    whole = kind is INITIALS or (kind is NAME and rare == [said])  # a piece is all there is to compare
    return list(db.session.scalars(_naming(kind, len(rare), whole=whole), values))


@lru_cache(maxsize=64)
def _naming(kind: Kind, number: int, *, whole: bool) -> Select[Any]:
    # In the order of the ids: PostgreSQL would read through all terms for the first of a common one.
    near_by = select(FirmTerm.enterprise_id.label("id")).where(FirmTerm.term == bindparam("p0"))
    near = near_by.order_by(FirmTerm.enterprise_id).limit(FAR).subquery()
    query = select(near.c.id).where(*_hold(FirmTerm, "enterprise_id", near.c.id, number))
    if not whole:
        # Pieces may stand in another order than in the text: the text itself decides. Asked of one enterprise after the
        # other; joined, PostgreSQL would look through all of them.
        like = bindparam("like", type_=String)
        same = {
            NAME: func.lower(Enterprise.name).like(like, escape="/"),
            PINYIN: Enterprise.sort_key.like(like, escape="/"),
            CODE: Enterprise.uscc.like(like, escape="/"),
        }[kind]
        query = query.where(select(same).where(Enterprise.id == near.c.id).scalar_subquery())
    return query.order_by(near.c.id).limit(bindparam("most"))


def _rarest(table: type[FirmTerm | CaseTerm], those: list[str]) -> list[tuple[int, str]]:
    """Some of the pieces with how often they stand (counted up to a limit, in one statement), the rarest first."""
    some = those if len(those) <= PIECES else [those[at * (len(those) - 1) // (PIECES - 1)] for at in range(PIECES)]
    sizes = db.session.execute(_counting(table, len(some)), {f"p{at}": piece for at, piece in enumerate(some)}).one()
    return sorted(zip(sizes, some, strict=True))


@lru_cache(maxsize=64)
def _counting(table: type[FirmTerm | CaseTerm], number: int) -> Select[Any]:
    key = FirmTerm.enterprise_id if table is FirmTerm else CaseTerm.case_id
    firsts = [
        select(literal(1)).where(table.term == bindparam(f"p{at}")).order_by(key).limit(FAR + 1) for at in range(number)
    ]
    return select(*(select(func.count()).select_from(first.subquery()).scalar_subquery() for first in firsts))


def _hold(table: Any, key: str, of: Any, number: int) -> list[ColumnElement[bool]]:
    """That the other pieces stand there too."""
    others = [aliased(table) for _ in range(1, number)]
    return [
        exists(select(literal(1)).where(getattr(other, key) == of, other.term == bindparam(f"p{at}")))
        for at, other in enumerate(others, 1)
    ]


def _numbered(said: str) -> list[int]:
    """The submitted cases whose number begins like this, the last numbers first."""
    begins: ColumnElement[bool] = Case.number.like(f"{said}%")
    if db.engine.dialect.name == "sqlite":  # LIKE of a parameter runs along no index there, an interval does
        begins = and_(Case.number >= said, Case.number < said + "~")
    query = select(Case.id).where(begins, Case.submitted_at.is_not(None)).order_by(Case.number.desc())
    return list(db.session.scalars(query.limit(MOST + 1)))


def _texts(said: str) -> list[int]:
    """Cases with this in a message or in the name of a document, the newest first."""
    those = pieces(said)
    if not those:
        return []
    rare = [piece for _size, piece in _rarest(CaseTerm, those)]
    values = {f"p{at}": piece for at, piece in enumerate(rare)} | {"like": f"%{escaped(said)}%"}
    return list(db.session.scalars(_telling(len(rare)), values))


@lru_cache(maxsize=16)
def _telling(number: int) -> Select[Any]:
    near = select(CaseTerm.case_id.label("id")).where(CaseTerm.term == bindparam("p0"))
    near_by = near.order_by(CaseTerm.case_id.desc()).limit(FAR).subquery()
    like = bindparam("like", type_=String)
    message = and_(CaseMessage.case_id == near_by.c.id, func.lower(CaseMessage.body).like(like, escape="/"))
    named = and_(Document.case_id == near_by.c.id, func.lower(Document.name).like(like, escape="/"))
    query = select(near_by.c.id).where(*_hold(CaseTerm, "case_id", near_by.c.id, number))
    query = query.where(or_(exists(select(literal(1)).where(message)), exists(select(literal(1)).where(named))))
    return query.order_by(near_by.c.id.desc()).limit(MOST)
