"""The rows of a fact as they should have been filed: those in force to begin with, and one blank row for another."""

from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, Form, FormField
from wtforms.form import BaseForm

from forms.fields import field_for, titled
from rules.facts import Fact


class RowsField(FieldList):
    """Each row asks what the fact's rows ask; rows that are left blank are no rows."""

    def __init__(self, fact: Fact, **more: Any) -> None:
        self.fact = fact
        row = type("Row", (Form,), {one.name: field_for(one, required=not one.optional) for one in fact.rows})
        super().__init__(FormField(row), titled(fact.label), max_entries=int(fact.high), **more)
        self.type = "FieldList"

    def answer(self) -> list[dict[str, Any]]:
        """The rule input."""
        return [row for entry in self.entries if (row := _answer(entry))]

    def blank(self) -> None:
        """Show one more row while there is room for it."""
        if len(self.entries) < int(self.fact.high):
            self.append_entry()

    def validate(self, form: BaseForm, extra_validators: Sequence[Any] = ()) -> bool:
        """Whether a rule can read every row; blank ones beside others are forgiven."""
        self.entries = [entry for entry in self.entries if _answer(entry)] or self.entries[:1]
        return bool(super().validate(form, extra_validators))


def _answer(entry: Any) -> dict[str, Any]:
    return {field.fact.name: field.answer() for field in entry.form if field.answer() is not None}
