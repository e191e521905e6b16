"""The form of an application, made from the facts that its item declares, with rows that work without script."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from wtforms import FieldList, Form, FormField

from forms.fields import field_for, said, titled
from forms.layout import OTHER_MONEY, Section, facts_of, sections_of
from forms.months import MonthsField, meaning_of, run_of
from rules import money
from rules.facts import Fact
from rules.item import Item
from rules.say import Say

MOST_ROWS = 50
MONEY_FACTS = (
    Fact(name="source", kind="text", label=Say("资金来源和项目", "source and project"), low=1, high=100),
    Fact(
        name="yuan",
        kind="yuan",
        label=Say("金额", "amount"),
        unit=Say("元", "yuan"),
        high=money.MOST_YUAN,
    ),
)
TOO_LARGE = Say(
    "自用面积（{own}平方米）大于合同面积减去转租、分租的部分，应是{right}平方米。",
    "The area in own use ({own} m²) is larger than the contract area without what is sub-let: it should be {right} m².",
)


def _rows(facts: Sequence[Fact], label: Say) -> Any:
    row = type("Row", (Form,), {fact.name: field_for(fact) for fact in facts})
    return FieldList(FormField(row), titled(label), max_entries=MOST_ROWS)


class Leases(Protocol):
    """What the registered leases of the enterprise give (article 14)."""

    @property
    def why(self) -> Mapping[str, Say]:
        """Month → why it cannot be claimed."""

    @property
    def fen(self) -> Mapping[str, int]:
        """Month → what it is worth before the year's limit (fen)."""

    def facts(self, run: Sequence[str]) -> dict[str, Any]:
        """The facts of a claim for these months."""


#: What registered leases answer, so that nobody is asked.
OF_LEASES = frozenset({"in_zone", "above_scale", "area", "premises", "contract_area", "sublet_area"})
MONTHS = frozenset({"from", "months", "leases"})


class FilingForm:
    """The form of one application.

    `only` opens some facts for a correction, by name; everything else keeps its stored answer. `taken` are the months
    that were supported before (article 14), `year` is the year of the call; with `leases` only the months are asked for.
    """

    def __init__(  # noqa: PLR0913 -- what a form is made of, all named
        self,
        item: Item,
        facts: Mapping[str, Any],
        other_money: Sequence[Mapping[str, Any]],
        *,
        formdata: Any = None,
        only: Collection[str] | None = None,
        taken: Collection[str] = (),
        today: date,
        year: int,
        leases: Leases | None = None,
    ) -> None:
        self.item, self.stored, self.only, self.leases = item, dict(facts), only, leases
        self.stored_money = [dict(row) for row in other_money]
        self.asked = {name: fact for name, fact in facts_of(item).items() if self._is_open(name)}
        fields: dict[str, Any] = {name: self._field(name, fact) for name, fact in self.asked.items()}
        if item.kind == "computes" and self._is_open(OTHER_MONEY):
            fields[OTHER_MONEY] = _rows(MONEY_FACTS, Say("其他财政资金", "other public money"))
        data = self.stored | {OTHER_MONEY: self.stored_money}
        for name, fact in self.asked.items():
            if fact.kind == "rows":
                data[name] = [row for row in _listed(self.stored.get(name)) if isinstance(row, dict)]
        if item.code == "14":
            data["months"] = run_of(self.stored)
        self.form = type("Filing", (Form,), fields)(formdata, data=data)
        for field in self.form:
            if isinstance(field, MonthsField):
                field.taken, field.today, field.year = taken, today, year
                if leases:
                    field.barred, field.worth = leases.why, leases.fen
                    field.data = [month for month in field.data if month not in leases.why]
            if isinstance(field, FieldList) and not field.entries:
                field.append_entry()

    def _is_open(self, name: str) -> bool:
        listed = self.only
        if self.leases and name in OF_LEASES:
            return False
        if listed is None:
            return True
        return name in listed or (name == "months" and self.item.code == "14" and bool(MONTHS & set(listed)))

    def _field(self, name: str, fact: Fact) -> Any:
        if fact.kind == "rows":
            return _rows(fact.rows, fact.label)
        if name == "months" and self.item.code == "14":
            return MonthsField()
        return field_for(fact)

    def sections(self) -> list[tuple[Section, list[list[Any]]]]:
        """What the page shows: each section with its lines of fields; empty ones are left out."""
        found = []
        for section in sections_of(self.item):
            lines = [[self.form[name] for name in line if name in self.form] for line in section.lines]
            if any(lines):
                found.append((section, [line for line in lines if line]))
        return found

    def facts(self) -> dict[str, Any]:
        """The rule inputs as filled in; what a rule would refuse stays as it was typed, blank answers are left out."""
        facts = dict(self.stored)
        for name in self.asked:
            field = self.form[name]
            if isinstance(field, MonthsField) and self.leases:
                facts = {name: answer for name, answer in facts.items() if name not in OF_LEASES | MONTHS}
                facts |= self.leases.facts(field.data)
            elif isinstance(field, MonthsField):
                facts |= meaning_of(field.data)
            elif isinstance(field, FieldList):
                facts[name] = _answers(field) or None
            else:
                facts[name] = field.answer()
        return {name: answer for name, answer in facts.items() if answer is not None}

    def other_money(self) -> list[dict[str, Any]]:
        """Other public money for the same matter: [{source, yuan}], blank rows left out."""
        return _answers(self.form[OTHER_MONEY]) if OTHER_MONEY in self.form else self.stored_money

    def _rows_of(self, name: str) -> FieldList | None:
        return next((field for field in self.form if field.short_name == name and isinstance(field, FieldList)), None)

    def add_row(self, name: str) -> None:
        """Show one more blank row."""
        field = self._rows_of(name)
        if field and len(field.entries) < MOST_ROWS:
            field.append_entry()

    def remove_row(self, name: str, number: int) -> None:
        """Leave a row out, counted from 0."""
        field = self._rows_of(name)
        if field and 0 <= number < len(field.entries):
            del field.entries[number]

    def validate(self) -> bool:
        """Whether the rules can read every answer; blank rows beside filled ones are forgiven."""
        for field in self.form:
            if isinstance(field, FieldList):
                filled = [entry for entry in field.entries if _answer(entry)]
                optional = field.short_name == OTHER_MONEY
                field.entries = filled or ([] if optional else field.entries[:1])
        good = self.form.validate() and self._areas_fit()
        for field in self.form:
            if isinstance(field, FieldList) and not field.entries:
                field.append_entry()
        return good

    def _areas_fit(self) -> bool:
        """Article 14: own use is at most the contract's area without what is sub-let."""
        if self.item.code != "14" or "area" not in self.form or not self.facts().get("contract_area"):
            return True
        facts = {"sublet_area": "0.00"} | self.facts()
        own, whole, sublet = (money.hundredths(facts[name]) for name in ("area", "contract_area", "sublet_area"))
        if own <= max(whole - sublet, 0):
            return True
        words = {"own": _metres(own), "right": _metres(max(whole - sublet, 0))}
        self.form["area"].errors = [said(TOO_LARGE).format(**words)]
        return False

    def errors(self) -> list[tuple[str, str]]:
        """What is wrong, for the summary: the id of the control and the sentence, in the order of the page."""
        found: list[tuple[str, str]] = []
        for field in self.form:
            inner = [one for entry in field for one in entry.form] if isinstance(field, FieldList) else [field]
            for one in inner:
                found += [(one.id, f"{one.label.text}{said(Say('：', ': '))}{text}") for text in one.errors]
        return found


def _metres(hundredths: int) -> str:
    return money.grouped(hundredths).removesuffix(".00")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _answer(entry: Any) -> dict[str, Any]:
    return {field.fact.name: field.answer() for field in entry.form if field.answer() is not None}


def _answers(rows: FieldList) -> list[dict[str, Any]]:
    return [answer for answer in map(_answer, rows.entries) if answer]
