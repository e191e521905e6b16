"""The queue: its page at few and at many stored cases, the data of it, and the same statements sent by the raw driver.

python -m benchmarks.queue [few] [many]      (1000 and 100000; a million takes some minutes to fill)
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import event, select

from benchmarks import queue_ground
from states.dossier import Actor
from states.names import Role
from tests.ground import postgres
from tests.ground.memory import roomy
from tests.visitor import Visitor
from workflow.db import db, writing
from workflow.models.user import User
from workflow.pinyin import sort_key
from workflow.queries import queue, queue_counts
from workflow.queries.queue_terms import Place, asks
from workflow.views.queue_view import place_beside, place_text, read

ROUNDS, FULL = 40, queue.PAGE
#: Two characters that stand in names at every size.
LIKE_SEVENTH = queue_ground.firm_name(7)[2:4]
#: Address → name in the table. `deep` begins ten pages into the list.
VIEWS = {
    "tab=mine": "mine",
    "tab=late": "mine, overdue",
    "tab=unclaimed": "unclaimed",
    "tab=all": "section",
    "tab=all&deep": "section, ten pages on",
    "tab=done&deep": "ended, ten pages on",
    "tab=all&q=条款:14 状态:已评估": "item and state",
    "tab=all&q=条款:14 负责人:经办01 状态:补正": "item, state and owner",
    "tab=all&q=-状态:补正 金额:>800万": "not a state, amount above",
    "tab=all&q=等待:复核 补正次数:0": "waits for review, never corrected",
    "tab=all&q=补正次数:>3": "nothing fits",
    "tab=all&sort=amount": "by amount",
    "tab=all&sort=amount&q=负责人:经办01": "by amount, one owner",
    "tab=done&sort=amount&q=条款:10": "ended, by amount, one item",
    f"q={LIKE_SEVENTH}": "two characters of a name",
    f"q={sort_key(LIKE_SEVENTH)}": "pinyin",
    "q=91440300M000000077": "credit code",
    "q=技术": "in every name",
}


class Took(NamedTuple):
    """Milliseconds of the data of a page and of its statements by the raw driver; rows found; the page's address."""

    ours: float
    raw: float
    rows: int
    url: str


def best(*acts: Callable[[], Any]) -> list[float]:
    """Milliseconds of the quickest of many rounds of each, turn by turn, after some that warm up: others use the machine."""
    times: list[list[float]] = [[] for _ in acts]
    for at in range(ROUNDS + 6):
        for act, kept in zip(acts, times, strict=True):
            began = time.perf_counter()
            act()
            if at >= 6:
                kept.append(1000 * (time.perf_counter() - began))
    return [min(kept) for kept in times]


def took(address: str, who: Actor, owners: dict[str, int]) -> Took:
    """The data of one view, and by the raw driver."""
    pairs = dict(part.partition("=")[::2] for part in address.split("&"))
    view = read(pairs, "all").view
    if "deep" in pairs:
        start = queue.page(view, who, asks(view.terms, who, owners), 10 * queue.PAGE).rows
        view = replace(view, after=place_beside(start[-1], view) if start else Place(None, 0))

    def data() -> int:
        asked = asks(view.terms, who, owners)
        queue_counts.counts(view, who, asked)
        return len(queue.page(view, who, asked).rows)

    sent: list[tuple[str, Any]] = []
    keep = lambda _c, _cursor, statement, parameters, *_more: sent.append((statement, parameters))  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", keep)
    rows = data()
    event.remove(db.engine, "before_cursor_execute", keep)
    driver = db.session.connection().connection.driver_connection
    assert driver is not None
    cursor = driver.cursor()

    def raw() -> None:
        for statement, parameters in sent:
            cursor.execute(statement, parameters)
            cursor.fetchall()

    after = f"&after={place_text(view.after)}" if view.after else ""
    ours, by_driver = best(data, raw)
    return Took(ours, by_driver, rows, f"/cases?{address.removesuffix('&deep')}{after}")


def filled(app: Flask, cases: int) -> Flask:
    """The application with so many cases."""
    with app.app_context():
        began = time.perf_counter()
        queue_ground.fill(cases)
        print(f"{cases:,} cases on {db.engine.dialect.name} in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return app


def measured(app: Flask) -> dict[str, Took]:
    """The data of every view."""
    with app.app_context():
        token = writing.set(False)
        who = db.session.scalars(select(User.id).where(User.login == "shen")).one()
        actor = Actor(who, frozenset({Role.CASEWORKER}), None)
        owners = {name: key for key, name in queue.caseworkers()}
        found = {name: took(address, actor, owners) for address, name in VIEWS.items()}
        db.session.remove()
        writing.reset(token)
    return found


def served(visitor: Visitor, url: str, rows: int) -> Callable[[], Any]:
    """What opens the page in process, with at most so many rows on it."""

    def get() -> bytes:
        queue.PAGE = rows
        body: bytes = visitor.client.get(url).get_data()
        queue.PAGE = FULL
        return body

    assert b"ledger" in get() or b"empty" in get()
    return get


def table(name: str, few: Flask, many: Flask, sizes: tuple[int, int]) -> None:
    """Print what one database takes. The pages of both sizes are opened turn by turn, with as many rows on either."""
    filled(few, sizes[0])
    filled(many, sizes[1])
    less, more = measured(few), measured(many)
    at_few, at_many = Visitor(few, "shen"), Visitor(many, "shen")
    print(
        f"\n{name}\n\n| view | rows | page: {sizes[0]:,}, ms | {sizes[1]:,}, as many rows | ratio | "
        f"{sizes[1]:,}, all its rows | its data | raw driver | ours / raw |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for view, one in less.items():
        other = more[view]
        small, alike, full = best(
            served(at_few, one.url, FULL),
            served(at_many, other.url, min(max(one.rows, 1), other.rows or 1)),
            served(at_many, other.url, FULL),
        )
        pages = f"{small:.1f} | {alike:.1f} | {alike / small:.2f} | {full:.1f}"
        data = f"{one.ours:.1f} → {other.ours:.1f} | {other.raw:.1f} | {other.ours / other.raw:.1f}"
        print(f"| {view} | {one.rows} → {other.rows} | {pages} | {data} |", flush=True)


def main() -> None:
    """Measure both databases."""
    few, many = (int(text) for text in (sys.argv[1:] + ["1000", "100000"][len(sys.argv) - 1 :])[:2])
    with ExitStack() as stack:
        folder = lambda: Path(stack.enter_context(tempfile.TemporaryDirectory(dir=roomy())))  # noqa: E731
        table("SQLite", queue_ground.make(folder()), queue_ground.make(folder()), (few, many))
    with ExitStack() as stack:
        server = postgres.start(postgres.installations()[-1])
        stack.callback(server.stop)
        one, two = (queue_ground.make(folder(), server.url(server.create_database())) for _ in range(2))
        table("PostgreSQL", one, two, (few, many))


if __name__ == "__main__":
    main()
