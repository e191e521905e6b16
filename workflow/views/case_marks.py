"""What people of the bureau marked on a case: verified facts and pins, ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from workflow.models.fact_check import FactCheck
from workflow.models.pin import Pin
from workflow.queries.casefile import CaseFile
from workflow.views.filters import moment, say


@dataclass(frozen=True)
class Marks:
    """The newest verification of each fact and the pins in force, with the names of who made them."""

    file: CaseFile
    checks: Mapping[str, FactCheck]
    pins: Sequence[Pin]
    names: Mapping[int, str]

    def check(self, fact: str, digest: str) -> dict[str, Any]:
        """How a fact stands: `yes`; `lapsed`, changed since it was verified; or `no`. With who, when and by what."""
        row = self.checks.get(fact)
        if row is None or row.result != "confirmed":
            return {"state": "no", "said": ""}
        who, at, what = self.names.get(row.actor_id, ""), moment(row.at), self._basis(row)
        if row.value_digest != digest:
            return {"state": "lapsed", "said": _("%(who)s%(at)s核对后又改了", who=who, at=at)}
        return {"state": "yes", "said": _("%(who)s%(at)s核对：%(what)s", who=who, at=at, what=what)}

    def _basis(self, row: FactCheck) -> str:
        document = next((one[0] for one in self.file.documents if one[0].id == row.document_id), None)
        if row.document_id is not None and document is None:
            return _("材料已撤换")
        return "，".join(word for word in (document.name if document else "", row.note) if word)

    def of_fact(self, fact: str) -> list[dict[str, Any]]:
        """The pins that say where the fact stands."""
        return [self.shown(pin) for pin in self.pins if pin.fact == fact and self._ref(pin)]

    def of_document(self, document_id: int) -> list[dict[str, Any]]:
        """The pins on a document, by page."""
        rows = [pin for pin in self.pins if pin.document_id == document_id]
        return [self.shown(pin) for pin in sorted(rows, key=lambda pin: (pin.page, pin.number))]

    def shown(self, pin: Pin) -> dict[str, Any]:
        """A pin as the templates draw it; its address opens its page beside the document."""
        number, ref = self.file.case.number, self._ref(pin)
        label = next((say(fact.label) for fact in self.file.item.facts if fact.name == pin.fact), "")
        return {
            "ref": ref,
            "number": pin.number,
            "page": pin.page,
            "x": pin.x,
            "y": pin.y,
            "fact": pin.fact,
            "text": "：".join(word for word in (label, pin.note) if word),
            "who": f"{self.names.get(pin.actor_id, '')}　{moment(pin.at)}",
            "url": url_for("cases.show", number=number, document=ref, page=pin.page, _anchor=f"paper-{ref}"),
            "panel": url_for("previews.panel", number=number, ref=ref, page=pin.page),
            "off": url_for("pins.take_off", number=number, pin=pin.number),
        }

    def _ref(self, pin: Pin) -> str:
        return next((one[0].ref for one in self.file.documents if one[0].id == pin.document_id), "")
