"""Which index a list is walked along: the one of its owner, its state or its item, in the order of the list."""

from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Date, bindparam

from states.names import Role
from workflow.queries.queue_conditions import Shape, condition
from workflow.queries.queue_tabs import Tab
from workflow.queries.queue_terms import Sort

ME, TODAY = bindparam("me", type_=BigInteger), bindparam("today", type_=Date)
#: (a clock runs, order) → facet → the index that leads along it. Without one, the facet is asked of what was looked at.
ALONG: dict[tuple[bool, Sort], dict[str, str]] = {
    (True, "due"): {"": "due", "owner": "owner_due", "state": "state_due", "item": "item_due"},
    (True, "newest"): {"": "running", "owner": "running_owner", "state": "running_state", "item": "running_item"},
    (True, "amount"): {
        "": "running_size",
        "owner": "running_owner_size",
        "state": "running_state_size",
        "item": "running_item_size",
    },
    (False, "newest"): {"": "", "owner": "owner_id", "state": "state_id", "item": "item_id"},
    (False, "amount"): {"": "size", "owner": "owner_size"},
}


class Wanted(NamedTuple):
    """What decides the form of the statements of a list, without its values."""

    tab: str
    roles: frozenset[Role]
    order: Sort
    asks: tuple[Shape, ...]
    turned: str = ""


def facet_of(wanted: Wanted, tab: Tab) -> tuple[list[Any], list[Any], str]:
    """The condition that the index decides, the conditions of the other facets, and the facet that is walked along."""
    made: list[tuple[str, Any]] = []
    if tab.owner == "me":
        made.append(("owner", lambda c: c.owner_id == ME))
    elif tab.owner:
        made.append(("nobody", lambda c: c.owner_id.is_(None)))
    if tab.state:
        made.append(("state", lambda c: c.state == tab.state))
    for at, shape in enumerate(wanted.asks):
        key, turned, form = shape
        if key in {"owner", "state", "item"}:
            facet = "" if turned else key if form == ("one",) else "nobody" if form == ("nobody",) else ""
            made.append((facet, lambda c, at=at, shape=shape: condition(at, shape, c)))
    indexes = ALONG[tab.running is True, wanted.order]
    indexes = indexes | ({"nobody": indexes["owner"]} if "owner" in indexes else {})
    best = next((one for one in ("owner", "nobody", "state", "item") if one in indexes and one in dict(made)), "")
    chosen = next((make for facet, make in made if best and facet == best), None)
    rest = [make for _facet, make in made if make is not chosen]
    return [] if chosen is None else [chosen], rest, best
