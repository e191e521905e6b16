"""The conditions of the query box as SQL, over whatever holds the columns of cases (`c`), with named parameters."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, String, and_, bindparam, false, func, not_, or_, select, true

from states.names import State
from workflow.models.case import Transition
from workflow.models.columns import Moment
from workflow.models.enterprise import Enterprise
from workflow.models.evaluation import Review
from workflow.models.filing import Correction
from workflow.models.message import BUREAU, ENTERPRISE, CaseMessage
from workflow.queries.awaiting import unanswered
from workflow.queries.queue_marks import MARKS, helped
from workflow.queries.queue_tabs import reviewed, waits_for_enterprise
from workflow.queries.queue_terms import Ask
from workflow.queries.search import escaped

Shape = tuple[str, bool, tuple[str, ...]]


def shape_of(ask: Ask) -> Shape:
    """What decides the form of the SQL."""
    return ask.key, ask.not_, ask.form


def values_of(at: int, ask: Ask) -> dict[str, Any]:
    """The parameters of the ask at this place of the view."""
    values = dict(ask.values)
    if "said" in values:
        said = escaped(values.pop("said"))
        values |= {"like": f"%{said}%", "begins": f"{said.upper()}%"}
        if "open" not in ask.form:
            del values["like"], values["begins"]
        values = {name: value for name, value in values.items() if value or name in {"like", "begins"}}
    return {f"q{at}_{name}": value for name, value in values.items()}


def condition(at: int, shape: Shape, c: Any) -> ColumnElement[bool]:
    """The condition at a place of the view. What is unknown of a case does not fit, turned round it does."""
    key, turned, form = shape
    found = MAKERS[key](lambda name, kind=None, **more: bindparam(f"q{at}_{name}", type_=kind, **more), form, c)
    return not_(func.coalesce(found, false())) if turned else found


Bind = Callable[..., Any]


def _words(column: str) -> Callable[[Bind, tuple[str, ...], Any], ColumnElement[bool]]:
    def make(bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
        of = getattr(c, column)
        return of == bind("one", String) if form == ("one",) else of.in_(bind("some", expanding=True))

    return make


def _owner(bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = c.owner_id.is_(None) if form == ("nobody",) else c.owner_id == bind("one", BigInteger)
    return found


def between(bind: Bind, form: tuple[str, ...], of: Any, kind: Any, *, open_end: bool = False) -> ColumnElement[bool]:
    """A value inside a range; with `open_end` the upper end is outside."""
    ends = [of >= bind("low", kind)] if "low" in form else []
    if "high" in form:
        ends.append(of < bind("high", kind) if open_end else of <= bind("high", kind))
    return and_(true(), *ends)


def _moved(bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
    last = select(Transition.seq).where(Transition.case_id == c.id, Transition.seq == c.version)
    return last.where(between(bind, form, Transition.at, Moment, open_end=True)).exists()


def _corrections(bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
    count = select(func.count()).select_from(Correction).where(Correction.case_id == c.id).scalar_subquery()
    return between(bind, form, count, BigInteger)


def _message(_bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
    asking = [{"bureau": ENTERPRISE, "enterprise": BUREAU}[whom] for whom in form]
    query = select(CaseMessage.id).where(CaseMessage.case_id == c.id, CaseMessage.side.in_(asking), unanswered())
    return query.exists()


def _review(_bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
    any_ = select(Review.case_id).where(Review.case_id == c.id, Review.round == c.round).exists()
    none = and_(c.state == State.EVALUATED, ~any_)
    return or_(*(none if result == "none" else reviewed(c, result) for result in form))


def _waiting(_bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
    checking = and_(c.state.in_([State.SUBMITTED, State.DOCUMENTS_CHECKED]), ~waits_for_enterprise(c))
    ways = {
        "enterprise": lambda: waits_for_enterprise(c),
        "caseworker": lambda: or_(checking, and_(c.state == State.EVALUATED, reviewed(c))),
        "reviewer": lambda: and_(c.state == State.EVALUATED, ~reviewed(c)),
        "committee": lambda: c.state == State.COMMITTEE,
        "notice": lambda: and_(c.state == State.PUBLICITY, c.cleared_at.is_(None)),
        "finance": lambda: and_(c.state == State.PUBLICITY, c.cleared_at.is_not(None)),
    }
    return or_(*(ways[who]() for who in form))


def _mark(name: str) -> Callable[[Bind, tuple[str, ...], Any], ColumnElement[bool]]:
    return lambda bind, form, c: MARKS[name].any_of(form, c, bind("me", BigInteger) if name == "note" else None)


def _text(bind: Bind, form: tuple[str, ...], c: Any) -> ColumnElement[bool]:
    ways = [c.enterprise_id.in_(bind("firms", expanding=True))] if "firms" in form else []
    if "cases" in form:
        ways.append(c.id.in_(bind("cases", expanding=True)))
    if "open" in form:
        like = or_(
            func.lower(Enterprise.name).like(bind("like", String), escape="/"),
            Enterprise.sort_key.like(bind("like", String), escape="/"),
        )
        # A value of each case's own enterprise: asked as EXISTS, PostgreSQL would first look through all enterprises.
        ways.append(select(like).where(Enterprise.id == c.enterprise_id).scalar_subquery())
        ways.append(c.number.like(bind("begins", String), escape="/"))
    return or_(*ways) if ways else false()


MAKERS: dict[str, Callable[[Bind, tuple[str, ...], Any], ColumnElement[bool]]] = {
    "state": _words("state"),
    "item": _words("item"),
    "owner": _owner,
    "amount": lambda bind, form, c: between(bind, form, c.size_fen, BigInteger),
    "due": lambda bind, form, c: between(bind, form, c.due_on, Date),
    "applied": lambda bind, form, c: between(bind, form, c.submitted_at, Moment, open_end=True),
    "moved": _moved,
    "corrections": _corrections,
    "message": _message,
    "review": _review,
    "waiting": _waiting,
    "helper": helped,
    **{name: _mark(name) for name in MARKS},
    "text": _text,
    "firm": _text,
}
