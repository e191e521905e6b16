"""What an enterprise says of itself: registration, contacts, and the account it is paid to."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from stdnum.cn import uscc as uscc_number
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from forms.account import ADDRESS, MAIL_KW, small
from forms.casework import LONGEST, TOO_LONG, clean, printable, written
from forms.password import NewPasswordForm, OwnPasswordForm

NEEDED = InputRequired(_l("请填写。"))
LINE = [NEEDED, Length(max=100, message=TOO_LONG), printable]
PHONE = re.compile(r"\+?[0-9][0-9 -]{5,19}")
ACCOUNT = re.compile(r"[0-9]{8,30}")


def tight(text: str | None) -> str:
    """A number as it is kept: without blanks and dashes, in capitals."""
    return re.sub(r"[\s-]", "", text or "").upper()


def trimmed(text: str | None) -> str:
    """A line without blanks around it."""
    return (text or "").strip()


def a_phone(_form: FlaskForm, field: Any) -> None:
    """Refuse what nobody could call."""
    if not PHONE.fullmatch(field.data or ""):
        raise ValidationError(_("电话要写成13800000000或0755-00000000这样。"))


def an_account(_form: FlaskForm, field: Any) -> None:
    """Refuse what is no account number."""
    if not ACCOUNT.fullmatch(field.data or ""):
        raise ValidationError(_("账号是8到30位数字，请照开户许可证填写。"))


def line(label: Any, *more: Any, **kw: Any) -> StringField:
    """A needed line of text."""
    return StringField(label, [*LINE, *more], filters=[trimmed], render_kw=kw)


class ContactForm(FlaskForm):
    """Where the enterprise is, and whom to call."""

    address = line(_l("地址"), autocomplete="street-address")
    contact_name = line(_l("经办人姓名"), autocomplete="name")
    contact_phone = line(_l("经办人电话"), a_phone, autocomplete="tel", inputmode="tel")


class AccountFields(FlaskForm):
    """The account an enterprise is paid to; it is the enterprise's own. `firm` is its name."""

    firm = ""

    account_holder = line(_l("户名"))
    bank_name = line(_l("开户行"))
    bank_account = StringField(
        _l("账号"), [NEEDED, an_account], filters=[tight], render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )

    def validate_account_holder(self, field: Any) -> None:
        """Nobody else is paid."""
        if field.data != self.firm:
            raise ValidationError(_("户名要和企业名称一致，款只能付到本企业的账户。"))


class BankChangeForm(AccountFields, OwnPasswordForm):
    """Another account, with the person's password."""


class RegistrationForm(ContactForm, AccountFields, NewPasswordForm):
    """Everything about an enterprise that registers, and its owner's account."""

    uscc = StringField(
        _l("统一社会信用代码"),
        [NEEDED],
        filters=[tight],
        render_kw={"autocapitalize": "characters", "spellcheck": "false"},
    )
    name = line(_l("企业名称"), autocomplete="organization")
    legal_representative = line(_l("法定代表人"))
    email = StringField(_l("邮箱"), ADDRESS, filters=[small], render_kw=MAIL_KW)

    def validate_uscc(self, field: Any) -> None:
        """18 characters with a check character that fits."""
        if not uscc_number.is_valid(field.data or ""):
            raise ValidationError(_("这个代码不对：要18位，最后一位是校验码。请照营业执照再看一遍。"))


class CallNoteForm(FlaskForm):
    """What a caseworker heard on the telephone."""

    note = TextAreaField(
        _l("电话核实记录"),
        [InputRequired(_l("请写核实记录。")), Length(max=LONGEST, message=TOO_LONG), written],
        filters=[clean],
        render_kw={"rows": 3},
        description=_l("拨打登记的电话，写明接电话的人、核对了什么"),
    )
