"""A call as it is proposed: titles, window, rules, guide, project years, proofs and days."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateTimeLocalField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from forms.budget import reason
from forms.casework import clean, written
from forms.committee import StepForm
from rules.proofs import AUDIT, EXPERTS, PROOFS, VISIT

NEEDED = InputRequired(_l("请填这一项。"))
TITLE = [NEEDED, Length(max=200, message=_l("请不要超过200个字。")), written]
GUIDE = [Optional(), Length(max=4000, message=_l("请不要超过4000个字。")), written]
YEAR = [Optional(), NumberRange(2000, 2100, message=_l("请填年份，比如2026。"))]
DAYS = [Optional(), NumberRange(1, 250, message=_l("请填1到250的天数。"))]
#: The days of a call that its form asks for, in the order of the stages.
DAY_LABELS = {
    "acceptance": _l("受理"),
    "formal_check": _l("形式审查"),
    "evaluation": _l("评估"),
    "committee": _l("会议审定"),
    "publicity": _l("公示"),
    "payment": _l("拨付"),
    "correction": _l("补正"),
    "promised": _l("承诺的总时限"),
}
STAGES = tuple(DAY_LABELS)
MOMENTS = ("opens_at", "new_until", "resubmit_until")
ASKED = {"requires_visit": VISIT, "requires_audit": AUDIT, "requires_experts": EXPERTS}


def moment(label: Any) -> DateTimeLocalField:
    """Day and time of Beijing."""
    return DateTimeLocalField(label, [NEEDED], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


class WindowForm(StepForm):
    """What may change of a call that is open: later ends."""

    new_until = moment(_l("首次申报截止"))
    resubmit_until = moment(_l("补正重报截止"))
    reason = reason(_l("理由"))

    def validate_resubmit_until(self, field: Any) -> None:
        """Not before the end for new ones."""
        if field.data and self.new_until.data and field.data < self.new_until.data:
            raise ValidationError(_l("补正重报的截止不能早于首次申报的截止。"))

    def values(self) -> dict[str, Any]:
        """What the form says, as a change keeps it."""
        return {name: _kept(self[name].data) for name in MOMENTS if name in self}


class CallForm(WindowForm):
    """A call that has not opened: everything but its item."""

    opens_at = moment(_l("开始申报"))
    title_zh = StringField(_l("名称（中文）"), TITLE, filters=[clean])
    title_en = StringField(_l("名称（英文）"), TITLE, filters=[clean])
    policy_version = SelectField(_l("政策版本"))
    project_from = IntegerField(_l("项目年度，从"), YEAR)
    project_until = IntegerField(_l("到"), YEAR)
    guide_zh = TextAreaField(_l("申报指南（中文）"), GUIDE, filters=[clean], render_kw={"rows": 8})
    guide_en = TextAreaField(_l("申报指南（英文）"), GUIDE, filters=[clean], render_kw={"rows": 8})
    requires_visit = BooleanField(_l("评估前要有现场核查"))
    requires_audit = BooleanField(_l("评估前要有专项审计"))
    requires_experts = BooleanField(_l("评估前要有专家评审"))
    acceptance = IntegerField(DAY_LABELS["acceptance"], DAYS)
    formal_check = IntegerField(DAY_LABELS["formal_check"], DAYS)
    evaluation = IntegerField(DAY_LABELS["evaluation"], DAYS)
    committee = IntegerField(DAY_LABELS["committee"], DAYS)
    publicity = IntegerField(DAY_LABELS["publicity"], DAYS)
    payment = IntegerField(DAY_LABELS["payment"], DAYS)
    correction = IntegerField(DAY_LABELS["correction"], DAYS)
    promised = IntegerField(DAY_LABELS["promised"], DAYS)

    def __init__(self, item: str, versions: list[str], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.policy_version.choices = [(version, version) for version in versions]
        for name, proof in ASKED.items():
            if proof not in PROOFS.get(item, ()):
                del self[name]

    def validate_new_until(self, field: Any) -> None:
        """After the opening."""
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(_l("截止要晚于开始。"))

    def validate_project_until(self, field: Any) -> None:
        """Both years or none, in order."""
        if (field.data is None) != (self.project_from.data is None) or (field.data or 0) < (
            self.project_from.data or 0
        ):
            raise ValidationError(_l("两个年份都要填，后一个不早于前一个。"))

    def values(self) -> dict[str, Any]:
        """What the form says, as a change keeps it."""
        plain = ("title_zh", "title_en", "policy_version", "project_from", "project_until")
        return {
            **super().values(),
            **{name: self[name].data for name in plain},
            "guide_zh": self.guide_zh.data or None,
            "guide_en": self.guide_en.data or None,
            "requires": [proof for name, proof in ASKED.items() if name in self and self[name].data],
            "days": {name: self[name].data for name in STAGES if self[name].data is not None},
        }


def _kept(value: datetime) -> str:
    return value.replace(tzinfo=ZoneInfo("Asia/Shanghai")).isoformat(timespec="minutes")


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a call as the fields of its form."""
    shown = {name: datetime.fromisoformat(values[name]).replace(tzinfo=None) for name in MOMENTS if name in values}
    asked = {name: proof in values.get("requires", ()) for name, proof in ASKED.items()}
    return {**values, **shown, **asked, **values.get("days", {})}
