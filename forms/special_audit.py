"""Entering a special audit report: the firm, and every amount it states beside the claimed one."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.casework import TOO_LONG, clean, printable
from forms.fields import TypedField, YesField
from forms.lease import NEEDED
from forms.referral import DayField
from rules.facts import Fact

LINE = [InputRequired(NEEDED), Length(max=200, message=TOO_LONG), printable]
NOTE = [Length(max=1000, message=TOO_LONG)]


class AuditForm(FlaskForm):
    """What stands on the cover of the report; the fields of the amounts are added by `audit_form`."""

    firm = StringField(_l("会计师事务所"), LINE)
    number = StringField(_l("报告编号"), LINE)
    reported_on = DayField(_l("报告日期"), validators=[InputRequired(NEEDED)])
    file = FileField(_l("报告扫描件"), render_kw={"accept": ".pdf,.jpg,.jpeg,.png"})
    note = TextAreaField(_l("说明"), NOTE, filters=[clean], render_kw={"rows": 2})


def audit_form(facts: Sequence[Fact], claimed: Mapping[str, Any], **given: Any) -> AuditForm:
    """The form with a field for every amount; of a fact with rows, for every column of every claimed row."""
    fields = {name: _field(fact) for name, fact in names(facts, claimed)}
    form: AuditForm = type("AuditFormOfItem", (AuditForm,), fields)(**given)
    return form


def names(facts: Sequence[Fact], claimed: Mapping[str, Any]) -> list[tuple[str, Fact]]:
    """Name of each field and what it asks for."""
    found = []
    for fact in facts:
        if fact.kind != "rows":
            found.append((f"amount_{fact.name}", fact))
        for place in range(len(claimed.get(fact.name) or []) if fact.kind == "rows" else 0):
            found += [(f"amount_{fact.name}_{place}_{column.name}", column) for column in fact.rows]
    return found


def amounts(form: AuditForm, facts: Sequence[Fact], claimed: Mapping[str, Any]) -> dict[str, Any]:
    """Fact → the audited value as rules take it."""
    found: dict[str, Any] = {}
    for fact in facts:
        if fact.kind != "rows":
            found[fact.name] = form[f"amount_{fact.name}"].answer()
            continue
        found[fact.name] = [
            row | {one.name: form[f"amount_{fact.name}_{place}_{one.name}"].answer() for one in fact.rows}
            for place, row in enumerate(claimed.get(fact.name) or [])
        ]
    return found


def _field(fact: Fact) -> Any:
    return YesField(fact) if fact.kind == "yes" else TypedField(fact)


class AuditCheckForm(FlaskForm):
    """Whether the entry agrees with the report; if not, what is wrong."""

    agrees = RadioField(
        _l("核对结果"),
        [InputRequired(_l("请选一个结果。"))],
        choices=[SelectChoice("yes", _l("和报告一致")), SelectChoice("no", _l("不一致，重新登记"))],
    )
    note = TextAreaField(_l("说明"), NOTE, filters=[clean], id="check-note", render_kw={"rows": 2})
