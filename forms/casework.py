"""What a caseworker or reviewer writes with a step: a reason, a remark, a verdict."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

LONGEST = 2000
#: Letters of the grounds of an objection or an appeal; the schema says the same, and a test compares.
LONGEST_GROUNDS = 2000
TOO_LONG = _l("太长了，请写在%(max)d个字以内。")


def clean(text: str | None) -> str:
    """The text without what neither a page nor PostgreSQL can hold: controls, surrogates, non-characters."""
    return "".join(char for char in text or "" if not _unprintable(char))


def _unprintable(char: str) -> bool:
    control = unicodedata.category(char) in {"Cc", "Cs"} and char not in "\r\n\t"
    return control or (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def printable(_form: FlaskForm, field: Any) -> None:
    """Refuse, in a field of one line, what `clean` would drop."""
    if clean(field.data) != (field.data or ""):
        raise ValidationError(_l("有不能显示的字符，请删掉再办。"))


def written(_form: FlaskForm, field: Any) -> None:
    """Blanks alone are no text."""
    if not (field.data or "").strip():
        raise ValidationError(_l("请写清楚，不能只有空格。"))


def reason_field() -> TextAreaField:
    """A reason that must be given; the field stands on a page where its form makes it."""
    return TextAreaField(
        _l("理由"),
        [InputRequired(_l("请写理由。")), Length(max=LONGEST, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 4},
    )


class ReasonForm(FlaskForm):
    """A reason that must be given."""

    reason = reason_field()


class CommentForm(FlaskForm):
    """A remark that may be left out."""

    comment = TextAreaField(_l("意见"), [Length(max=LONGEST, message=TOO_LONG)], filters=[clean], render_kw={"rows": 4})


class VerdictForm(FlaskForm):
    """The verdict on a document; a refusal carries the words the applicant will read."""

    verdict = SelectField(choices=[SelectChoice("accepted", ""), SelectChoice("refused", "")])
    reason = TextAreaField(_l("为什么不通过"), [Length(max=500, message=TOO_LONG)], filters=[clean])

    def validate_reason(self, field: Any) -> None:
        """A refusal needs its reason."""
        if self.verdict.data == "refused" and not (field.data or "").strip():
            raise ValidationError(_l("请写清哪里不对、怎么补，企业会看到这段话。"))
