"""The queue: what is to be done, by whom, by when. The address holds the whole view."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from rules import catalogue
from states.names import Role, State
from states.rings import RINGS
from states.words import STAFF_WORDS
from workflow.permissions import current_actor
from workflow.queries import queue
from workflow.queries.calendar import calendar
from workflow.queries.queue import CAP, PAGE, Counts
from workflow.queries.queue_terms import SEARCH, TABS, Place, View
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.queue_lines import lines

bp = Blueprint("queue", __name__)

LONGEST_TEXT = 60
UNFILTERED: dict[str, Any] = {"item": "", "state": "", "owner": None}


@bp.get("/cases")
def index() -> str | BaseResponse:
    """The list that the address asks for; what it holds that is not understood is left out."""
    actor = current_actor()
    view = view_of(request.args, "all" if actor.roles == {Role.AUDITOR} else "mine")
    if not request.args.get("q", "").isprintable():  # no page can print such a character, the search box least of all
        return redirect(link(url_for("queue.index"), view), 303)
    counts = queue.counts(view, actor)
    rows, more = queue.page(view, actor)
    base = url_for("queue.index")
    first = max(1, _number(request.args.get("at")) or 1)
    return render_template(
        "queue/index.html",
        view=view,
        base=base,
        heading=_("搜索“%(text)s”", text=view.text) if view.text else _tab_words()[view.tab],
        tabs=_tabs(base, view, counts),
        tally=_tally(base, view, counts),
        filters=_filters(base, view),
        unfiltered=link(base, view, **UNFILTERED) if (view.item, view.state, view.owner) != ("", "", None) else "",
        unsearched=link(base, view, q=""),
        counts=counts,
        cap=CAP,
        lines=lines(rows, calendar()),
        first=first,
        newer=_turn(base, view, rows, back=True, at=first - PAGE) if (more if view.before else view.after) else "",
        older=_turn(base, view, rows, back=False, at=first + len(rows)) if view.before or more else "",
    )


def view_of(args: Mapping[str, str], default: str) -> View:
    """The view that an address names."""
    text = "".join(char for char in args.get("q", "") if char.isprintable()).strip()[:LONGEST_TEXT]
    tab, item, state = args.get("tab", ""), args.get("item", ""), args.get("state", "")
    view = View(
        tab=SEARCH if text else tab if tab in TABS else default,
        item=item if item in catalogue.ITEMS else "",
        state=state if state in set(State) else "",
        owner=_number(args.get("owner")),
        text=text,
    )
    return replace(view, after=_place(args.get("after"), view), before=_place(args.get("before"), view))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 15 else None


def _place(text: str | None, view: View) -> Place | None:
    """`2026-03-18.77` where the list runs by due day, `77` where the newest come first."""
    day, _dot, number = (text or "").rpartition(".")
    key = _number(number)
    if key is None or bool(day) == view.newest_first:
        return None
    try:
        return Place(date.fromisoformat(day) if day else None, key)
    except ValueError:
        return None


def link(base: str, view: View, **change: Any) -> str:
    """The address of this list with something changed; another list always begins at its start."""
    kept = {"tab": view.tab, "item": view.item, "state": view.state, "owner": view.owner, "q": view.text} | change
    if view.text:  # a search is no tab: without its text it leads to all running cases
        kept["tab"] = "" if kept["q"] else "all"
    pairs = {key: value for key, value in kept.items() if value is not None and value != ""}
    return f"{base}?{urlencode(pairs)}" if pairs else base


def _turn(base: str, view: View, rows: Sequence[queue.Line], *, back: bool, at: int) -> str:
    if not rows:
        return link(base, view)
    row = rows[0 if back else -1]
    place = str(row.id) if view.newest_first else f"{row.due_on.isoformat()}.{row.id}"
    return link(base, view, **{"before" if back else "after": place, "at": max(1, at)})


def _tab_words() -> dict[str, str]:
    return {
        "mine": _("我的待办"),
        "today": _("今天到期"),
        "late": _("已逾期"),
        "waiting": _("等企业补正"),
        "agenda": _("待上会"),
        "unclaimed": _("待认领"),
        "all": _("全科在办"),
        "done": _("已办结"),
    }


def _many(count: int) -> str:
    return f"{CAP:,}+" if count > CAP else f"{count:,}"


def _tabs(base: str, view: View, counts: Counts) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": f"{base}?tab={tab}",
            "current": tab == view.tab,
            "count": _many(counts.tabs[tab]),
            "tone": "late" if tab == "late" and counts.tabs[tab] else "",
        }
        for tab, label in _tab_words().items()
    ]


def _tally(base: str, view: View, counts: Counts) -> list[dict[str, Any]]:
    """Counts by state; a click keeps only that state, another click takes it back."""
    return [
        {
            "url": link(base, view, state="" if view.state == state else state),
            "ring": RINGS[State(state)].icon,
            "tone": "ochre" if state == State.CORRECTION else "azurite",
            "count": _many(count),
            "label": say(STAFF_WORDS[State(state)]),
            "current": view.state == state,
        }
        for state, count in counts.states.items()
        if count or view.state == state
    ]


def _filters(base: str, view: View) -> list[dict[str, Any]]:
    """The menus over the list, each with its choices as links: they work without script."""
    items = [(code, "　".join(say(word) for word in item_words(code))) for code in catalogue.ITEMS]
    states = [(state.value, say(word)) for state, word in STAFF_WORDS.items() if state is not State.DRAFT]
    owners: list[tuple[Any, str]] = [(0, _("没有人认领")), *queue.caseworkers()]
    choices: tuple[tuple[str, str, list[Any]], ...] = (
        ("item", _("条款"), items),
        ("state", _("状态"), states),
        ("owner", _("经办"), owners),
    )
    return [
        {
            "label": label,
            "value": next((text for value, text in entries if value == getattr(view, name)), ""),
            "entries": [
                (_("全部"), link(base, view, **{name: UNFILTERED[name]}), getattr(view, name) == UNFILTERED[name]),
                *((text, link(base, view, **{name: value}), getattr(view, name) == value) for value, text in entries),
            ],
        }
        for name, label, entries in choices
    ]
