"""Giving a case to a colleague, asking one for help, and being away."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from forms.casework import TOO_LONG, printable, reason_field
from forms.referral import DayField

NEEDED = _l("请填写。")
CHOOSE = _l("请选择")


def choices(people: Sequence[tuple[int, str]]) -> list[SelectChoice]:
    """People to choose from, after a line that chooses nobody."""
    return [SelectChoice("", CHOOSE), *(SelectChoice(str(key), name) for key, name in people)]


class ColleagueForm(FlaskForm):
    """One of the colleagues that the page offers."""

    to = SelectField(_l("哪位同事"), [InputRequired(_l("请选一位同事。"))])

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Set who can be chosen."""
        self.to.choices = choices(people)

    @property
    def chosen(self) -> int:
        """The id of the colleague, 0 for nobody."""
        return int(self.to.data or 0)


class HandOverForm(ColleagueForm):
    """A colleague and the reason."""

    reason = reason_field()


class AbsenceForm(FlaskForm):
    """Who is away, from when to when, and who stands in."""

    user = SelectField(_l("谁请假"), [InputRequired(_l("请选一位同事。"))])
    since = DayField(_l("从哪天起"), validators=[InputRequired(NEEDED)])
    until = DayField(_l("到哪天止"), validators=[InputRequired(NEEDED)])
    deputy = SelectField(_l("谁代理"), [InputRequired(_l("请选一位同事。"))])
    note = StringField(_l("备注"), [Length(max=200, message=TOO_LONG), printable])

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Set who can be chosen."""
        self.user.choices = self.deputy.choices = choices(people)
