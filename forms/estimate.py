"""The form of a public estimate: the facts of the rule, and what the enterprise says it has already been awarded.

Nothing is kept. Year and project only say which cap an award belongs to, so an estimate does not ask for them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from wtforms import FieldList, Form, FormField

from forms.fields import field_for, mistake, said
from rules import money, units
from rules.facts import Fact
from rules.item import Item
from rules.months import NotAMonth, parse_month
from rules.rule import Rule
from rules.say import Say

ROWS = 3
PROJECT = "试算"  # stands for the one project of an estimate, in the facts and in the ledger alike
NONE_BEFORE = Say("没有就空着", "leave it empty if there is none")
NONE_IN_FIRST_YEAR = Say(
    "第一个申请月份所在的年度；没有就空着", "in the year of the first month claimed; leave it empty if there is none"
)
NEVER = Say("没有拿过", "none so far")
PREFIX = "had_"


class Held(NamedTuple):
    """A ledger sum that the rule looks at: sum, months or any, within a year, a project or ever."""

    name: str
    what: str
    scope: str
    words: Say


def held_by(rule: Rule) -> list[Held]:
    """What the rule asks the ledger, each once, in the order of its tapes."""
    found: dict[str, Held] = {}
    for tape in rule.tapes.values():
        for record in tape.records:
            source = record.data
            if record.op == "in" and source["from"] == "ledger" and record.name is not None:
                found.setdefault(source["name"], Held(source["name"], source["what"], source["scope"], record.name))
    return list(found.values())


def _question(held: Held, steps: tuple[tuple[str, Say], ...], *, by_month: bool) -> Fact:
    """The question for a ledger sum; an award by steps is chosen from the steps. `by_month`: a claim may span years."""
    shape: dict[str, dict[str, Any]] = {
        "sum": {"kind": "yuan", "unit": Say("元", "yuan"), "high": money.MOST_YUAN},
        "months": {"kind": "months", "unit": Say("个月", "months"), "high": 1200},
        "any": {"kind": "yes"},
    }
    chosen = shape[held.what]
    choices = steps if held.what == "sum" and held.scope == "ever" else ()
    hint = NONE_IN_FIRST_YEAR if by_month and held.scope == "year" else NONE_BEFORE
    if choices or held.what == "any":
        hint = Say("", "")
    return Fact(name=PREFIX + held.name, label=held.words, hint=hint, optional=True, choices=choices, **chosen)


def steps_of(section: Mapping[str, Any]) -> tuple[tuple[str, Say], ...]:
    """The rewards of a table of steps as choices: what was paid so far → which step that was."""
    found = []
    for row in section.get("tiers", {}).get("table", []):
        edge, reward = (int(units.quantity(cell)[0]) for cell in row)
        zh, en = (f"{edge:,}元台阶（{reward:,}元）", f"step of {edge:,} yuan ({reward:,} yuan)")
        found.append((money.plain(reward * 100), Say(zh, en)))
    return tuple(found)


class EstimateForm:
    """The questions of one item, as answered in the address of the page (or not at all)."""

    def __init__(self, item: Item, rule: Rule, section: Mapping[str, Any], *, formdata: Any, today: date) -> None:
        self.item, self.rule, self.today = item, rule, today
        self.held = held_by(rule)
        self.asked = [fact for fact in item.facts if not (fact.scope or fact.optional)]
        questions = [_question(held, steps_of(section), by_month=bool(rule.walk)) for held in self.held]
        fields: dict[str, Any] = {
            fact.name: _rows(fact) if fact.rows else field_for(fact) for fact in (*self.asked, *questions)
        }
        self.form = type("Estimate", (Form,), fields)(formdata)
        for fact in questions:
            if fact.choices:
                self.form[fact.name].choices[0] = ("", said(NEVER))
        for field in self.form:
            while isinstance(field, FieldList) and len(field.entries) < ROWS:
                field.append_entry()
        self.started = any(formdata.getlist(field.name) for field in self._controls())
        self.missing: list[tuple[str, str]] = []
        self.wrong: list[tuple[str, str]] = []
        self._judge()

    def _controls(self) -> Iterator[Any]:
        for field in self.form:
            if isinstance(field, FieldList):
                for entry in field.entries:
                    yield from entry.form
            else:
                yield field

    @property
    def facts(self) -> list[Any]:
        """The fields of the rule's facts."""
        return [self.form[fact.name] for fact in self.asked]

    @property
    def before(self) -> list[Any]:
        """The fields for what was awarded before."""
        return [self.form[PREFIX + held.name] for held in self.held]

    def _judge(self) -> None:
        """Sort what is still open: not answered yet, or answered with what no rule reads."""
        for fact in self.asked:
            field = self.form[fact.name]
            if not fact.rows:
                self._weigh(field, field.label.text, required=True)
                continue
            filled = [entry for entry in field.entries if _answer(entry)]
            for number, entry in enumerate(filled or field.entries[:1], 1):
                row = said(Say(f"第{number}组：", f"group {number}: "))
                for one in entry.form:
                    self._weigh(one, row + one.label.text, required=True)
        for field in self.before:
            self._weigh(field, field.label.text, required=False)

    def _weigh(self, field: Any, label: str, *, required: bool) -> None:
        answer = field.answer()
        if answer is None:
            if required:
                self.missing.append((_target(field), label))
            return
        wrong = mistake(field.fact, answer, required=required)
        if wrong:
            field.errors = [wrong]
            self.wrong.append((_target(field), f"{label}{said(Say('：', ': '))}{wrong}"))

    @property
    def complete(self) -> bool:
        """Whether the rule can be asked."""
        return not self.missing and not self.wrong

    def inputs(self) -> dict[str, Any]:
        """The rule's facts, as the rules want them."""
        found: dict[str, Any] = {
            fact.name: self.today.year if fact.kind == "int" else PROJECT for fact in self.item.facts if fact.scope
        }
        for fact in self.asked:
            field = self.form[fact.name]
            found[fact.name] = [a for a in map(_answer, field.entries) if a] if fact.rows else field.answer()
        return found

    def context(self) -> list[dict[str, Any]]:
        """The ledger as stated: one entry in the year and project of this claim, or none at all."""
        given = {held.what: self.form[PREFIX + held.name].answer() for held in self.held}
        if not any(given.values()):
            return []
        start = self.inputs().get("from")
        start = start if isinstance(start, str) and _is_month(start) else None
        return [
            {
                "article": self.item.code,
                "year": int(start[:4]) if start else self.today.year,
                "project": PROJECT,
                "yuan": given.get("sum") or ("0.01" if given.get("any") else "0.00"),
                "months": given.get("months") or 0,
                "from": start,
            }
        ]


def _rows(fact: Fact) -> Any:
    row = type("Row", (Form,), {one.name: field_for(one) for one in fact.rows if not one.optional})
    return FieldList(FormField(row), label=said(fact.label), description=said(fact.hint), max_entries=ROWS)


def _answer(entry: Any) -> dict[str, Any]:
    return {field.fact.name: field.answer() for field in entry.form if field.answer() is not None}


def _target(field: Any) -> str:
    """Where the control of a field stands; tiles have one for each answer."""
    return f"{field.id}-0" if field.type == "RadioField" else str(field.id)


def _is_month(text: str) -> bool:
    try:
        parse_month(text)
    except NotAMonth:
        return False
    return True
