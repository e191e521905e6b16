"""Fields whose bounds and sentences are those of the rules: what a field takes, a rule can read.

A field holds what was typed. `answer()` gives the rule input it means, or the typed text itself when it means none, so
that a draft can be kept exactly as it is.
"""

import re
from typing import Any

from flask_babel import get_locale
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import TextArea, TextInput

from rules import fact_readers, facts, money
from rules.facts import MUST_BE, Fact
from rules.say import Say

LONGEST = 2000
NUMBERS = {"yuan": "decimal", "area": "decimal", "months": "numeric", "int": "numeric"}


def said(pair: Say) -> str:
    """One of a pair of texts, by the page's language."""
    locale = get_locale()
    return pair.en if locale is not None and locale.language == "en" else pair.zh


def titled(pair: Say) -> str:
    """A label: the rules write English labels as parts of a sentence, a form begins them with a capital."""
    text = said(pair)
    return text[:1].upper() + text[1:]


def cleaned(text: str) -> str:
    """What was typed, on one line, without control characters and outer blanks."""
    line = re.sub(r"[\r\n\t]+", " ", text[:LONGEST])
    return "".join(char for char in line if char.isprintable()).strip()


def meant(fact: Fact, text: str) -> Any:
    """The rule input that a typed text means; the text when it means none, None when nothing was typed."""
    if not text:
        return None
    if fact.kind in {"yuan", "area"}:
        try:
            number = money.parse_yuan(text)
        except money.NotMoney:
            return text
        return None if fact.kind == "area" and fact.optional and number == 0 else money.plain(number)
    if fact.kind in {"months", "int"} and text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    return text


def shown(fact: Fact, answer: Any) -> str:
    """A rule input as it stands in a field: `1234.50` → 1,234.50, `60000000.00` → 60,000,000."""
    if answer is None:
        return ""
    if fact.kind in {"yuan", "area"} and isinstance(answer, str):
        try:
            return money.grouped(money.hundredths(answer)).removesuffix(".00")
        except money.NotMoney:
            return answer
    return str(answer)


def mistake(fact: Fact, answer: Any, *, required: bool) -> str | None:
    """The sentence that says what is wrong with an answer, None when a rule can read it."""
    if answer is None and not required:
        return None
    try:
        fact_readers.read(fact, {fact.name: answer})
    except facts.Refused:
        if fact.kind == "text" and fact.high != 100:
            long = Say(f"请填写，不超过{fact.high}个字", f"please fill this in, at most {fact.high} characters")
            return said(long) + said(Say("。", "."))
        return said(MUST_BE[fact.kind]) + said(Say("。", "."))
    return None


class _FactField:
    """What every field of a fact can do; mixed into the fields of WTForms."""

    fact: Fact
    required: bool
    data: Any

    def answer(self) -> Any:
        """The rule input, or what was typed when it is none."""
        return meant(self.fact, self.data or "")

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what the rule would refuse, in its words."""
        wrong = mistake(self.fact, self.answer(), required=self.required)
        if wrong:
            raise ValidationError(wrong)


class TypedField(_FactField, StringField):
    """Money in yuan, area in m², whole numbers, months and names: typed text, read strictly by the rules."""

    def __init__(self, fact: Fact, *, required: bool = True, **more: Any) -> None:
        self.fact, self.required = fact, required
        kinds = {"inputmode": NUMBERS[fact.kind]} if fact.kind in NUMBERS else {}
        more.setdefault("render_kw", {})
        more["render_kw"] = kinds | {"autocomplete": "off"} | more["render_kw"]
        widget = TextArea() if fact.kind == "text" and fact.high > 100 else TextInput()
        super().__init__(titled(fact.label), description=titled(fact.hint), widget=widget, **more)
        if fact.kind == "yuan":  # read back while it is typed
            self.render_kw = {**(self.render_kw or {}), "data-echo": f"{self.id}-echo"}

    def process_data(self, value: Any) -> None:
        """Take the stored answer."""
        self.data = shown(self.fact, value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed."""
        if valuelist:
            self.data = cleaned(valuelist[0])

    def _value(self) -> str:
        return self.data or ""

    @property
    def unit(self) -> str:
        """The unit that stands beside the field."""
        return said(self.fact.unit)

    @property
    def read_back(self) -> str:
        """An amount of money in words (3亿2,746万元); empty for what is no amount."""
        answer = self.answer()
        if self.fact.kind != "yuan" or not isinstance(answer, str) or mistake(self.fact, answer, required=True):
            return ""
        return in_words(money.hundredths(answer))


def in_words(fen: int) -> str:
    """An amount as people say it: 32746000000 fen → 3亿2,746万元; in English in millions when it is that large."""
    whole, cents = divmod(fen, 100)
    if said(Say("zh", "en")) == "en":
        if whole < 1_000_000:
            return ""
        return f"{whole // 1_000_000:,}.{whole // 10_000 % 100:02d} million yuan".replace(".00 ", " ")
    parts = [(whole // 10**8, "亿"), (whole // 10**4 % 10**4, "万")]
    text = "".join(f"{number:,}{word}" for number, word in parts if number)
    rest = whole % 10**4
    tail = f".{cents:02d}" if cents else ""
    return f"{text}{rest:,}{tail}元" if rest or tail or not text else f"{text}元"


class YesField(_FactField, RadioField):
    """Yes or no, with no answer given in advance."""

    def __init__(self, fact: Fact, *, required: bool = True, **more: Any) -> None:
        self.fact, self.required = fact, required
        choices = [SelectChoice("yes", said(Say("是", "Yes"))), SelectChoice("no", said(Say("否", "No")))]
        super().__init__(
            titled(fact.label), description=titled(fact.hint), choices=choices, validate_choice=False, **more
        )
        self.type = "RadioField"

    def process_data(self, value: Any) -> None:
        """Take the stored answer."""
        self.data = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the tile that was chosen."""
        self.data = valuelist[0] if valuelist and valuelist[0] in {"yes", "no"} else None

    def answer(self) -> bool | None:
        """True, False, or None when nothing was chosen."""
        return {"yes": True, "no": False}.get(self.data or "")


class ChoiceField(_FactField, SelectField):
    """One of the words that a fact names."""

    def __init__(self, fact: Fact, *, required: bool = True, **more: Any) -> None:
        self.fact, self.required = fact, required
        words = (("", Say("请选择", "please choose")), *fact.choices)
        choices = [SelectChoice(code, said(label)) for code, label in words]
        super().__init__(
            titled(fact.label), description=titled(fact.hint), choices=choices, validate_choice=False, **more
        )
        self.type = "SelectField"

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the word that was chosen."""
        self.data = cleaned(valuelist[0]) if valuelist else ""


def field_for(fact: Fact, *, required: bool | None = None) -> Any:
    """The unbound field of a fact; `required` overrides what the rule says."""
    needed = not fact.optional if required is None else required
    if fact.choices:
        return ChoiceField(fact, required=needed)
    return (YesField if fact.kind == "yes" else TypedField)(fact, required=needed)
