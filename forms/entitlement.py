"""What reading a list in asks for, and how an enterprise answers an offer."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length, ValidationError

from forms.casework import TOO_LONG, clean
from forms.committee import StepForm


class ListForm(StepForm):
    """The call that the list is for; the open ones come from the page."""

    call = SelectField(_l("申报批次"), validate_choice=False, coerce=str)

    def __init__(self, *args: Any, calls: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call.choices = list(calls)

    def validate_call(self, field: Any) -> None:
        """One of those that are open."""
        if field.data not in dict(self.call.choices):
            raise ValidationError(_l("请选一个开放中的批次。"))


class NoThanksForm(StepForm):
    """Why an enterprise does not want it; it need not say."""

    reason = TextAreaField(
        _l("为什么不需要"), [Length(max=1000, message=TOO_LONG)], filters=[clean], render_kw={"rows": 2}
    )
