"""How a person wants to hear of what happens: one choice for each group of messages."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.notice_choices import NoticeChoicesForm
from workflow.actions.mail import address_of
from workflow.actions.preferences import choose
from workflow.db import db
from workflow.models.notice_choice import TOPICS
from workflow.models.user import User
from workflow.queries.notice_topics import choices
from workflow.views.acting import Answer, acts

bp = Blueprint("notice_choices", __name__)


@bp.get("/notices/choices")
def form() -> str:
    """The choices as they are."""
    return _page(NoticeChoicesForm(formdata=None, data=choices([current_user.id])[current_user.id]))


def _page(form: NoticeChoicesForm) -> str:
    user = db.session.get_one(User, current_user.id)
    return render_template("notices/choices.html", form=form, address=address_of(user))


@bp.post("/notices/choices")
@acts
def save() -> Answer:
    """Keep the choices, or show what is wrong with them."""
    form = NoticeChoicesForm()
    if not form.validate():
        return _page(form), 422
    choose(current_user.id, {topic: form[topic].data for topic in TOPICS})
    flash(_("接收方式已改好，从下一条消息起按它办。"), "success")
    return url_for("notices.index")
