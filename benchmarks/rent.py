"""Rent support: what the pages cost at 100 and at many enterprises, and officers at once with the naive twin beside them.

python -m benchmarks.rent [enterprises] [rounds]
"""

import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from flask import Flask

from benchmarks import rent_ground
from tests.ground.queries import counted
from tests.visitor import Visitor
from tests.workflow.actions import rent_twin
from tests.workflow.actions.rent_race import SCENES, Tally, play
from workflow.db import db
from workflow.queries.rent_check import findings

FEW, BEST_OF = 100, 7
PAGES = {
    "overview": "/rent",
    "overview, by months used": "/rent?sort=used",
    "overview, three months left": "/rent?tab=few",
    "overview, leases that end": "/rent?tab=ending",
    "a page from the middle": "/rent?after=shiliqiye{middle:06d}~{middle}",
    "found by name": "/rent?q={last:06d}",
    "one tracker, 36 months": "/rent/{full:018d}",
}


def pages(app: Flask, firms: int) -> dict[str, tuple[float, int]]:
    """Page → median ms and statements."""
    shen = Visitor(app, "shen")
    full = next(one for one in range(rent_ground.BASE, rent_ground.BASE + firms) if one % 37 == 36)
    places = {"middle": rent_ground.BASE + firms // 2, "last": rent_ground.BASE + firms - 1, "full": full}
    found = {}
    for name, path in PAGES.items():
        address = path.format(**places)
        shen.open(address)
        times = []
        for _ in range(BEST_OF):
            began = time.perf_counter()
            shen.open(address)
            times.append(time.perf_counter() - began)
        with app.app_context(), counted(db.engine) as sent:
            shen.open(address)
        found[name] = (1000 * statistics.median(times), len(sent))
    return found


def measured(firms: int) -> dict[str, tuple[float, int]]:
    """The pages at so many enterprises, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        app = rent_ground.make(Path(folder))
        with app.app_context():
            rent_ground.fill(firms)
            db.session.remove()
        found = pages(app, firms)
        began = time.perf_counter()
        Visitor(app, "shen").client.get("/rent/export")
        found["Excel file of all"] = (1000 * (time.perf_counter() - began), 0)
        return found


def races(rounds: int) -> None:
    """Every scene with its twin, on SQLite; `pytest -m faults` does the same on both databases."""
    print(f"\n{rounds} rounds on SQLite\n")
    print("| scene | granted | asked again | violations | honest refusals | rounds/s | twin: violations |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        app = rent_ground.make(Path(folder))
        rent_twin.make(app)
        for scene in SCENES:
            tally, twin = Tally(), Counter[str]()
            with app.app_context():
                firms = [play(app, scene, tally) for _ in range(rounds)]
                db.session.remove()
            if len(scene.at_once) > 1:
                for firm in firms:
                    twin += rent_twin.play(app, scene, firm)
            speed = tally.rounds / tally.seconds
            bad = tally.violations.total()
            print(
                f"| {scene.name} | {tally.granted} | {tally.again} | {bad} | {tally.refused} | {speed:.0f} | {twin.total() or '–'} |"
            )
        with app.app_context():
            print(f"\n`flask rent check` afterwards: {len(list(findings()))} findings")


def main() -> None:
    """Print both tables."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    few, all_ = measured(FEW), measured(many)
    print(f"| page | {FEW} enterprises, ms | {many:,}, ms | ratio | statements |")
    print("|---|---|---|---|---|")
    for name, (ms, sent) in few.items():
        most, sent_most = all_[name]
        statements = "" if not sent else str(sent) if sent == sent_most else f"{sent} → {sent_most}"
        print(f"| {name} | {ms:.0f} | {most:.0f} | {most / ms:.1f} | {statements} |")
    races(rounds)


if __name__ == "__main__":
    main()
