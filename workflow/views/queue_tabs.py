"""What stands over the list of the queue: its name, the tabs and saved views with their counts, the tally by state."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from flask_babel import gettext as _

from states.dossier import Actor
from states.names import Role, State
from states.rings import RINGS
from states.words import STAFF_WORDS
from workflow.queries import queue_counts
from workflow.queries.case_query import Term
from workflow.queries.queue_counts import TAB_CAP, Counts
from workflow.queries.queue_terms import SEARCH, asks
from workflow.queries.saved_views import Kept
from workflow.views.filters import say
from workflow.views.queue_view import Address, query_of, read, with_terms

#: So many saved views are tabs with a count; the others stand in a menu.
AS_TABS = 4


def tab_words() -> dict[str, str]:
    """The tabs that everybody has."""
    return {
        "mine": _("我的待办"),
        "today": _("今天到期"),
        "late": _("已逾期"),
        "waiting": _("等企业补材料"),
        "agenda": _("待上会"),
        "own": _("我经办的全部"),
        "unclaimed": _("待认领"),
        "all": _("全科在办"),
        "done": _("已办结"),
    }


def many(count: int, *, more: bool = False, cap: int = TAB_CAP) -> str:
    """A count that may stop: 300+."""
    return f"{cap:,}+" if count > cap else f"{count:,}{'+' if more else ''}"


def heading(address: Address, saved: Sequence[Kept]) -> str:
    """What the list is called."""
    here = next((kept.name for kept in saved if parse_qsl(kept.address) == parse_qsl(query_of(address))), None)
    if here is not None:
        return here
    if address.view.text:
        return _("搜索“%(text)s”", text=address.view.text)
    return _("全部案件") if address.view.tab == SEARCH else tab_words()[address.view.tab]


def tabs(base: str, address: Address, counts: Counts, actor: Actor) -> list[dict[str, Any]]:
    """The tabs with their counts. An own list of everything has only who owns cases."""
    words = tab_words()
    if Role.CASEWORKER not in actor.roles:
        del words["own"]
    return [
        {
            "label": label,
            "url": f"{base}?tab={tab}",
            "current": tab == address.view.tab and not address.view.terms,
            "count": many(counts.tabs[tab], more=tab in counts.more_tabs),
            "tone": "late" if tab == "late" and counts.tabs[tab] else "",
        }
        for tab, label in words.items()
    ]


def saved(
    base: str, address: Address, kept: Sequence[Kept], actor: Actor, owners: Mapping[int, str]
) -> dict[str, list[dict[str, Any]]]:
    """Saved views: the first as tabs with a count (one statement each), the others for the menu."""
    here, ids = parse_qsl(query_of(address)), {name: key for key, name in owners.items()}
    made = []
    for at, one in enumerate(kept):
        entry: dict[str, Any] = {
            "label": one.name,
            "url": f"{base}?{one.address}",
            "current": parse_qsl(one.address) == here,
        }
        entry |= {"id": one.id, "own": not one.owner, "by": one.owner}
        if at < AS_TABS:
            view = read(dict(parse_qsl(one.address))).view
            count, more = queue_counts.total(view, actor, asks(view.terms, actor, ids))
            entry["count"] = many(count, more=more)
        made.append(entry)
    return {"tabs": made[:AS_TABS], "menu": made[AS_TABS:], "current": [one for one in made if one["current"]]}


def tally(base: str, address: Address, counts: Counts) -> list[dict[str, Any]]:
    """Counts by state; a click keeps only that state, another click takes it back."""
    terms = tuple(term for term in address.view.terms if term.key != "state")
    chosen = {code for term in address.view.terms if term.key == "state" and not term.not_ for code in term.value}
    return [
        {
            "url": f"{base}?{with_terms(address, terms if state in chosen else (*terms, Term('state', (state,))))}",
            "ring": RINGS[State(state)].icon,
            "tone": "ochre" if state == State.CORRECTION else "azurite",
            "count": many(count, more=counts.more_states, cap=counts.cap),
            "label": say(STAFF_WORDS[State(state)]),
            "current": state in chosen,
        }
        for state, count in counts.states.items()
        if count or state in chosen
    ]


def orders(base: str, address: Address) -> list[tuple[str, str, bool]]:
    """The orders that the list can have, as links."""
    words = {"due": _("按时限，先到期的在前"), "newest": _("新的在前"), "amount": _("金额大的在前")}
    view = address.view
    return [
        (words[sort], f"{base}?{query_of(address, sort='' if sort == view.sorts[0] else sort)}", sort == view.order)
        for sort in view.sorts
    ]
