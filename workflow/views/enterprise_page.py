"""The page of one enterprise, put together in a fixed number of statements."""

from datetime import date
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from states.calendar import WorkCalendar
from states.names import State
from states.words import STAFF_WORDS
from workflow.models.enterprise import Enterprise
from workflow.permissions import access_of, current_actor
from workflow.queries import bank_changes, enterprise_file, enterprise_money
from workflow.queries.calendar import calendar
from workflow.queries.document_terms import ONCE
from workflow.queries.enterprise_file import CaseRow, KindHeld
from workflow.queries.recusals import hidden_from
from workflow.queries.rent_measure import measure
from workflow.views.enterprise_flags import flags
from workflow.views.enterprise_words import article_words, document_titles, related_lines, scope_words
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.masking import masked_phone
from workflow.views.rent_list import lines as rent_lines


def enterprise_page(firm: Enterprise, before: int | None) -> str:
    """The page; `before`: cases older than that one."""
    by, money = measure(), enterprise_money.granted(firm.id)
    cases, held = enterprise_file.cases(firm.id, before), enterprise_file.documents(firm.id)
    related, live = related_lines(firm), bank_changes.live_change(firm.id)
    kept = [_document(row, by.today) for row in held]
    shown, hidden = cases[: enterprise_file.PAGE], hidden_from(current_actor())
    days = calendar()
    return render_template(
        "enterprises/show.html",
        firm=firm,
        phone=masked_phone(firm.contact_phone),
        money=money,
        total={name: sum(getattr(row, name) for row in money) for name in ("awarded", "paid", "back", "cases")},
        undecided=enterprise_file.undecided(firm.id),
        caps=enterprise_money.caps(firm.id, by.today),
        booked=enterprise_money.booked(firm.id),
        cases=[_case(row, days, by.today) for row in shown if row.id not in hidden],
        older=url_for("enterprises.show", uscc=firm.uscc, before=shown[-1].id) if len(cases) > len(shown) else "",
        began=before is None,
        rent=rent_lines([firm], by)[0],
        most=by.most,
        documents=kept,
        people=enterprise_file.people(firm.id),
        live=live,
        changes=bank_changes.history(firm.id),
        sees_changes=bool((access_of("bank_changes.show").roles or frozenset()) & current_user.roles),
        related=related,
        flags=flags(firm, live, [one["title"] for one in kept if one["expired"]], len(related), by.today),
        scope=scope_words,
        item=item_words,
        article=article_words,
    )


def _case(row: CaseRow, days: WorkCalendar, today: date) -> dict[str, Any]:
    article, title = item_words(row.item)
    return {
        "number": row.number,
        "article": say(article),
        "title": say(title),
        "state": row.state,
        "word": say(STAFF_WORDS[State(row.state)]),
        "submitted": row.submitted_at,
        "due": row.due_on,
        "left": days.left(today, row.due_on) if row.due_on else None,
        "fen": row.fen,
    }


def _document(held: KindHeld, today: date) -> dict[str, Any]:
    row = held.document
    title = document_titles().get(row.kind)
    expired = row.expires_on is not None and row.expires_on < today
    return {
        "title": say(title) if title else row.kind,
        "name": row.name,
        "ref": row.ref,
        "number": held.number,
        "files": held.files,
        "until": row.expires_on,
        "expired": expired,
        "verdict": {"accepted": _("通过"), "refused": _("不通过")}.get(held.verdict or "", _("未核")),
        "again": row.kind not in ONCE and not expired and held.verdict != "refused",
    }
