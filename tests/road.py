"""Brings a case to a place on its way, by the real actions and the people of the demo.

number = Road(app).to("evaluated", item="10", firm="lanxi", facts={"year": 2025, …})
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask

from workflow.clock import now, told
from workflow.demo.play import Play

FACTS: dict[str, dict[str, Any]] = {
    "4": {"year": 2025, "project": "P1", "listed": True, "in_district": True, "municipal_support": "1000000.00"},
    "5": {
        "year": 2025,
        "runs": [{"ip_fee": "0.00", "mask_fee": "200000.00", "wafer_fee": "800000.00", "first_run": True}],
    },
    "7a": {"year": 2025, "project": "P1", "platform": True, "investment": "1000000.00"},
    "7b": {"year": 2025, "opened": True, "contracts": "1000000.00"},
    "9": {"year": 2025, "first_listed": True, "transferred": False},
    "10": {"year": 2025, "revenue": "60000000.00", "peak": "0.00"},
    "11": {"year": 2025, "own_design": True, "sales_this": "8000000.00", "sales_last": "6000000.00"},
    "12": {"subject": "参展补贴", "event": "光博会", "cost": "86000.00", "detail": "展位费"},
    "14": {"in_zone": True, "above_scale": True, "area": "1000.00", "from": "2025-01", "months": 6},
}

#: Places in order, each with the steps from the one before.
WAY: dict[str, tuple[str, ...]] = {
    "draft": ("draft",),
    "filled": ("fill", "attach"),
    "submitted": ("submit",),
    "accepted": ("claim", "accept"),
    "documents_checked": ("check",),
    "evaluated": ("evaluate",),
    "reviewed": ("review",),
    "committee": ("send",),
    "publicity": ("approve",),
    "cleared": ("clear",),
    "prepared": ("prepare",),
    "released": ("release",),
    "paid": ("confirm",),
}
#: Places beside the way: where the case leaves it, and by which steps.
BESIDE: dict[str, tuple[str, tuple[tuple[str, dict[str, Any]], ...]]] = {
    "correction": ("accepted", (("ask", {}),)),
    "withdrawn": ("submitted", (("withdraw", {}),)),
    "declined": ("submitted", (("decline", {"reason": "不属于本批范围"}),)),
    "rejected": ("committee", (("reject", {}),)),
    "referred": ("documents_checked", (("refer", {"note": "转市级办法办理"}),)),
    "failed": ("released", (("fail", {}),)),
}
#: Long enough for five working days of public notice, National Day included.
NOTICE = timedelta(days=21)


class Road:
    """One case on its way; `play` takes further steps."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.play = Play("", "")

    @property
    def case_id(self) -> int:
        """The row's id of the case driven last."""
        return self.play.case_id

    def to(
        self,
        place: str,
        *,
        item: str = "10",
        firm: str = "lanxi",
        facts: Mapping[str, Any] | None = None,
        caseworker: str = "shen",
    ) -> str:
        """A new case of `firm` for `item` at `place` (a key of WAY or BESIDE); gives its number.

        What lies before the end of a public notice happened three weeks ago, so that the notice is over today.
        """
        facts = facts or FACTS[item]
        kept = self.app.config.get("KEPT")
        if kept is None or not kept.at_start(self.app):
            return self._walk(place, item, firm, facts, caseworker)
        go = lambda: [self._walk(place, item, firm, facts, caseworker), self.case_id]  # noqa: E731
        number, case_id = kept.walk(self.app, json.dumps([place, item, firm, facts, caseworker], default=str), go)
        self.play = Play(firm, item, facts, caseworker, case_id=case_id)
        return str(number)

    def _walk(self, place: str, item: str, firm: str, facts: Mapping[str, Any], caseworker: str) -> str:
        leave, more = BESIDE.get(place, (place, ()))
        names = list(WAY)[: list(WAY).index(leave) + 1]
        steps = [step for name in names for step in WAY[name]]
        self.play = Play(firm, item, facts, caseworker)
        past = now() - NOTICE if "cleared" in names else None
        with self.app.app_context():
            for step in steps:
                if past and step in {"clear", "prepare", "release", "confirm"}:
                    getattr(self.play, step)()
                elif past:
                    with told(past):
                        getattr(self.play, step)()
                else:
                    getattr(self.play, step)()
            for step, needs in more:
                points = {"items": self._points()} if step == "ask" else {}
                getattr(self.play, step)(**needs, **points)
            return self.play.number

    def _points(self) -> list[dict[str, str]]:
        name = next(iter(self.play.facts))
        return [{"kind": "fact", "name": name, "wrong": "与附件不一致，请核对"}]
