"""The queue: the data of a page at few and at many stored cases, and the same statements sent by the raw driver.

python -m benchmarks.queue [few] [many]      (1000 and 100000; a million takes some minutes to fill)
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import event, select

from benchmarks import queue_ground
from states.dossier import Actor
from states.names import Role
from tests.ground import postgres
from tests.visitor import Visitor
from workflow.db import db, writing
from workflow.models.user import User
from workflow.queries import queue, queue_counts
from workflow.queries.queue_terms import Place, asks
from workflow.views.queue_view import place_beside, place_text, read

ROUNDS = 25
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
    "q=岚砚": "two characters of a name",
    "q=lanyan": "pinyin",
    "q=91440300M000000077": "credit code",
    "q=技术": "in every name",
}


class Took(NamedTuple):
    """Milliseconds of the data of a page, of its statements by the raw driver, of the whole page; and rows found."""

    ours: float
    raw: float
    rows: int
    page: float = 0


def best(act: Callable[[], Any]) -> float:
    """Milliseconds of the quickest of many rounds, after some that warm up: others use the machine too."""
    times = []
    for at in range(ROUNDS + 6):
        began = time.perf_counter()
        act()
        if at >= 6:
            times.append(1000 * (time.perf_counter() - began))
    return min(times)


def took(address: str, who: Actor, owners: dict[str, int]) -> tuple[Took, str]:
    """One view: its page and its counts, and the address of the page."""
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
    return Took(best(data), best(raw), rows), f"/cases?{address.removesuffix('&deep')}{after}"


def measured(app: Flask, cases: int) -> dict[str, Took]:
    """Every view at so many cases: its data, and the page as served in process."""
    with app.app_context():
        began = time.perf_counter()
        queue_ground.fill(cases)
        print(f"{cases:,} cases on {db.engine.dialect.name} in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        db.session.remove()
        token = writing.set(False)
        who = db.session.scalars(select(User.id).where(User.login == "shen")).one()
        actor = Actor(who, frozenset({Role.CASEWORKER}), None)
        owners = {name: key for key, name in queue.caseworkers()}
        found = {name: took(address, actor, owners) for address, name in VIEWS.items()}
        db.session.remove()
        writing.reset(token)
    shen = Visitor(app, "shen")

    def served(url: str) -> float:
        assert "ledger" in shen.open(url) or "empty" in shen.text
        return best(lambda: shen.client.get(url).get_data())

    return {name: one._replace(page=served(url)) for name, (one, url) in found.items()}


def table(name: str, few: int, many: int, of: Callable[[int], dict[str, Took]]) -> None:
    """Print what one database takes."""
    less, more = of(few), of(many)
    print(
        f"\n{name}\n\n| view | rows | page: {few:,}, ms | {many:,}, ms | ratio | its data | raw driver | ours / raw |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for view, one in less.items():
        other = more[view]
        pages = f"{one.page:.1f} | {other.page:.1f} | {other.page / one.page:.2f}"
        data = f"{one.ours:.1f} → {other.ours:.1f} | {other.raw:.1f} | {other.ours / other.raw:.1f}"
        print(f"| {view} | {one.rows} → {other.rows} | {pages} | {data} |")


def main() -> None:
    """Measure both databases."""
    few, many = (int(text) for text in (sys.argv[1:] + ["1000", "100000"][len(sys.argv) - 1 :])[:2])

    def on_sqlite(cases: int) -> dict[str, Took]:
        with tempfile.TemporaryDirectory() as folder:
            return measured(queue_ground.make(Path(folder)), cases)

    table("SQLite", few, many, on_sqlite)
    server = postgres.start(postgres.installations()[-1])
    try:

        def on_postgres(cases: int) -> dict[str, Took]:
            with tempfile.TemporaryDirectory() as folder:
                return measured(queue_ground.make(Path(folder), server.url(server.create_database())), cases)

        table("PostgreSQL", few, many, on_postgres)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
