"""Ready-made messages on the desk's page: the menu, the filled text, and what is still empty in it."""

import re
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from forms.message import MessageForm
from workflow.models.case import Case
from workflow.queries import history
from workflow.queries.casefile import open_file
from workflow.queries.message_templates import BY_CODE, TEMPLATES, fill, tags
from workflow.views.filters import say
from workflow.views.locale import english

#: What the writer has to put in by hand: ［哪一项］, [which item].
BLANK = re.compile(r"［[^］\n]{1,30}］|\[[^\]\n]{1,40}\]")


@dataclass(frozen=True)
class Chosen:
    """A form that begins with a ready-made text, and the tags in it that the case cannot fill."""

    form: MessageForm
    empty: list[str]


def choices(number: str) -> list[tuple[str, str]]:
    """The menu: title and address of each ready-made message."""
    return [(say(one.title), url_for("messages.thread", number=number, template=one.code)) for one in TEMPLATES]


def chosen(case: Case, code: str) -> Chosen | None:
    """The form for a ready-made message; None: there is none of this name."""
    template = BY_CODE.get(code)
    if template is None:
        return None
    text, empty = fill(say(template.text), _values(case))
    form = MessageForm(formdata=None, text=text, asks=template.asks_answer, template=code)
    return Chosen(form, empty + BLANK.findall(text))


def complete(case: Case, form: MessageForm, code: str | None) -> list[str]:
    """Fill the tags of what was written; gives those without a value and the blanks left open, and says so at the field."""
    text, empty = fill(form.text.data or "", _values(case)) if "${" in (form.text.data or "") else (form.text.data, [])
    form.text.data = text
    if code is not None:
        known = BLANK.findall(BY_CODE[code].text.zh + BY_CODE[code].text.en)
        empty += [blank for blank in dict.fromkeys(known) if blank in (text or "")]
    if empty:
        form.text.errors = (_("还有没填的地方：%(what)s。填好或删掉再发送。", what="、".join(empty)),)
    return empty


def _values(case: Case) -> dict[str, str]:
    file = open_file(case)
    standing = history.clocks(case, history.transitions(case.id), file.calendar, file.today)
    return tags(file, standing.stage.words if standing.stage else None, english=english())
