"""Accounts of the bureau: a new one, other roles, and the reason that every change stands on."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from forms.account import ADDRESS, MAIL_KW, small
from forms.budget import reason
from forms.casework import TOO_LONG, printable
from forms.committee import StepForm

LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,39}")


def posts(groups: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every set of roles that a person of one of the bureau's `groups` can hold: its word in the form, the roles."""
    for group, roles in groups.items():
        for size in range(1, len(roles) + 1):
            for chosen in combinations(roles, size):
                yield f"{group}:{'+'.join(sorted(chosen))}", chosen


class RolesForm(StepForm):
    """Roles inside one duty group; the words of the roles come from the page."""

    post = SelectField(_l("角色"), validate_choice=True)
    reason = reason(_l("理由"))

    def __init__(self, words: dict[str, str], groups: Mapping[str, tuple[str, ...]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.post.choices = [(word, _("、").join(words[role] for role in roles)) for word, roles in posts(groups)]

    @property
    def chosen(self) -> tuple[str, list[str]]:
        """The group and the roles."""
        group, _colon, roles = (self.post.data or "").partition(":")
        return group, roles.split("+")


class AccountForm(RolesForm):
    """A new account; the person sets the password."""

    name = StringField(_l("姓名"), [InputRequired(_l("请填姓名。")), Length(max=50, message=TOO_LONG), printable])
    login = StringField(_l("登录名"), [InputRequired(_l("请填登录名。"))], filters=[small], render_kw={"maxlength": 40})
    email = StringField(_l("工作邮箱"), ADDRESS, filters=[small], render_kw=MAIL_KW | {"autocomplete": "off"})

    def validate_login(self, field: Any) -> None:
        """Short and plain, as people type it every day."""
        if not LOGIN.fullmatch(field.data or ""):
            raise ValidationError(_("登录名用小写字母开头，2到40个小写字母、数字、点或横线。"))


class WhyForm(StepForm):
    """Why an account is closed, opened again, or loses its second factor."""

    reason = reason(_l("理由"))
