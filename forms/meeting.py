"""What the secretary fills in about meetings: the plan, a vote by the rule of the meeting, a recusal, a member of the roll."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from forms.amounts import AmountField, CountField
from forms.casework import clean, written
from forms.committee import TOO_LONG, CountedForm, StepForm

MOST_MEMBERS = 31
SHORT = Length(max=100, message=_l("请不要超过100个字。"))


class PlanForm(StepForm):
    """When, where, who, and how is voted. The members' choices come from the roll."""

    day = DateField(_l("日期"), [InputRequired(_l("请选日期。"))])
    time = TimeField(_l("时间"), [InputRequired(_l("请选时间。"))])
    place = StringField(_l("地点"), [InputRequired(_l("请写地点。")), SHORT, written], filters=[clean])
    members = SelectMultipleField(_l("应到委员，按名册顺序为席位"), choices=[])
    quorum = CountField(_l("法定人数"), most=MOST_MEMBERS)
    rule = RadioField(_l("表决规则"), choices=[], default="majority")
    ratio_n = CountField(_l("同意的份数"), most=100)
    ratio_m = CountField(_l("总份数"), most=100)

    def __init__(self, members: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(**more)
        self.members.choices = [SelectChoice(str(key), name) for key, name in members]
        words = {
            "majority": _("过半数同意"),
            "all": _("全部同意（会签）"),
            "any": _("一人同意（或签）"),
            "ratio": _("按比例（票签）"),
            "in_turn": _("依次表决"),
        }
        self.rule.choices = [SelectChoice(code, word) for code, word in words.items()]

    @property
    def ratio(self) -> tuple[int, int] | None:
        """Numerator and denominator, where the rule is a ratio."""
        return (self.ratio_n.number, self.ratio_m.number) if self.rule.data == "ratio" else None

    def validate_quorum(self, field: CountField) -> None:
        """Between one and the number of members called."""
        if not 1 <= field.number <= len(self.members.data or ()):
            raise ValidationError(_("法定人数要在1和应到人数之间。"))

    def validate_ratio_m(self, field: CountField) -> None:
        """A share of the whole."""
        if self.rule.data == "ratio" and not 1 <= self.ratio_n.number <= field.number:
            raise ValidationError(_("请写成几分之几，比如3份里的2份。"))


class MeetingVoteForm(CountedForm):
    """The vote on one case of a meeting: of the `entitled`, at `least` so many must agree. `by_member`: the counts follow."""

    def __init__(
        self,
        computed_fen: int,
        entitled: int,
        least: int,
        *,
        by_member: bool = False,
        data: dict[str, Any] | None = None,
        blank: bool = False,
    ) -> None:
        self.entitled, self.least, self.by_member = entitled, least, by_member
        more: dict[str, Any] = {"formdata": None, "data": data} if blank else {}
        super().__init__(computed_fen, **more)

    def _wrong_votes(self) -> str:
        votes = (self.votes_for.number, self.votes_against.number, self.votes_abstain.number)
        if self.by_member:
            return ""
        if not any(votes):
            return _("请填表决的票数。")
        if sum(votes) > self.entitled:
            return _("票数多于有表决权的%(n)s人，请核对。", n=self.entitled)
        if self.result.data in {"approve", "reduce"} and votes[0] < self.least:
            return _("按本次会议的规则至少%(n)s人同意才能通过，请核对票数。", n=self.least)
        return ""


class RecusalForm(StepForm):
    """Who keeps out of a case, and why."""

    member = SelectField(_l("回避的委员"), choices=[])
    kind = SelectField(_l("情形"), choices=[])
    reason = TextAreaField(
        _l("说明"), [InputRequired(_l("请写明理由。")), TOO_LONG, written], filters=[clean], render_kw={"rows": 2}
    )

    def __init__(self, members: Sequence[tuple[int, str]], **more: Any) -> None:
        super().__init__(**more)
        self.member.choices = [SelectChoice(str(key), name) for key, name in members]
        words = {
            "related": _("亲属关系"),
            "interest": _("有利益关系"),
            "handled": _("参与过办理或评审"),
            "other": _("其他情形"),
        }
        self.kind.choices = [SelectChoice(code, word) for code, word in words.items()]


class MemberForm(StepForm):
    """Somebody for the roll."""

    name = StringField(_l("姓名"), [DataRequired(_l("请写姓名。")), SHORT, written], filters=[clean])
    organisation = StringField(_l("单位"), [DataRequired(_l("请写单位。")), SHORT, written], filters=[clean])
    title = StringField(_l("职务"), [DataRequired(_l("请写职务。")), SHORT, written], filters=[clean])
    login = StringField(_l("本系统登录名"), [Optional(), SHORT], filters=[clean])


class ThresholdForm(StepForm):
    """A proposed sum above which more people decide."""

    kind = RadioField(_l("改哪一项"), choices=[], default="vote")
    amount = AmountField(_l("金额"))
    reason = TextAreaField(
        _l("理由"), [InputRequired(_l("请写理由。")), TOO_LONG, written], filters=[clean], render_kw={"rows": 3}
    )

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        words = {"vote": _("超过这个金额，先由会议表决"), "second": _("超过这个金额，另一位科室负责人也要签署")}
        self.kind.choices = [SelectChoice(code, word) for code, word in words.items()]

    def validate_amount(self, field: AmountField) -> None:
        """A sum must be there."""
        if field.fen is None:
            raise ValidationError(_("请写金额。"))
