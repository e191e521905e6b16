"""Keeps the list that a case was opened from: every address of that case's pages carries it on, whatever is done there.

The address of a page of a case names the list and the place in it (`place`). While such a page is answered, each address
that is made of the same case gets them too, so forms, redirects, errors and the way back need not think of it.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, current_app, has_request_context, request

from workflow.queries.case_query import LONGEST

#: What of a list's address a case's address keeps; the place is the case's own.
LIST = ("tab", "q", "sort", "cols")
KEPT = (*LIST, "place")
DESK, QUEUE = "/cases/<number>", "queue.index"
HELD = "zhigan.list"


def register(app: Flask) -> None:
    """Let every address that is built carry the list on."""
    app.url_defaults(_carry)
    app.add_template_global(kept)


def kept() -> dict[str, str]:
    """The list and the place that the address of this page of a case names; empty without one. Read once a request."""
    if HELD not in request.environ:
        args = request.args if "number" in (request.view_args or {}) and "place" in request.args else {}
        request.environ[HELD] = {name: args[name][:LONGEST] for name in KEPT if name in args}
    found: dict[str, str] = request.environ[HELD]
    return found


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if not has_request_context() or not (found := kept()):
        return
    if endpoint == QUEUE and not values:
        values |= {name: found[name] for name in LIST if name in found}
    elif values.get("number") == (request.view_args or {})["number"] and _at_desk(endpoint):
        for name, value in found.items():
            values.setdefault(name, value)


def _at_desk(endpoint: str) -> bool:
    return any(rule.rule.startswith(DESK) for rule in current_app.url_map.iter_rules(endpoint))


def bare(target: str) -> str:
    """An address without the list: what is remembered of a form names the page alone."""
    asked, _hash, part = target.partition("#")
    path, _mark, query = asked.partition("?")
    rest = urlencode([pair for pair in parse_qsl(query) if pair[0] not in KEPT], safe=",:@")
    return path + (f"?{rest}" if rest else "") + (f"#{part}" if part else "")


def walking(target: str) -> str:
    """Where a step leads to, with the list that its form came from."""
    found = kept()
    asked, _hash, part = target.partition("#")
    if not found or "?" in asked or urlsplit(asked).path.split("/")[1:3] != request.path.split("/")[1:3]:
        return target
    return f"{asked}?{urlencode(found, safe=',:@')}" + (f"#{part}" if part else "")
