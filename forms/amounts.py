"""Fields for figures that are no facts of a rule: an amount in yuan, a count of votes. Both are read strictly."""

from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from rules import money


class AmountField(StringField):
    """An amount in yuan as typed; `fen` is its exact value, None when there is none."""

    def __init__(self, label: Any = None, **more: Any) -> None:
        more.setdefault("render_kw", {"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label, **more)
        self.fen: int | None = None

    def pre_validate(self, form: BaseForm) -> None:
        """Take digits with at most two decimals, in groups or not; refuse everything else by a sentence."""
        text = (self.data or "").strip()
        if not text:
            return
        try:
            self.fen = money.parse_yuan(text)
        except money.NotMoney:
            raise ValidationError(_("金额要写成1234.50这样的数字，最多两位小数。")) from None


class CountField(StringField):
    """A small whole number as typed; `number` is its value, 0 when left empty."""

    def __init__(self, label: Any = None, *, most: int = 99, **more: Any) -> None:
        more.setdefault("render_kw", {"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label, **more)
        self.most, self.number = most, 0

    def pre_validate(self, form: BaseForm) -> None:
        """Take ASCII digits only."""
        text = (self.data or "").strip() or "0"
        if not (text.isascii() and text.isdigit() and len(text) <= 4 and int(text) <= self.most):
            raise ValidationError(_("票数要填0到%(most)s的整数。", most=self.most))
        self.number = int(text)
