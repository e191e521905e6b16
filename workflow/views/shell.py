"""What every page frame shows: navigation, the person, unread notices, and the tokens of a form."""

import secrets
from dataclasses import dataclass
from typing import TypeAlias

from flask import Flask, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user

from states.names import Role
from workflow.queries.notices import unread_count
from workflow.routes.table import ROUTES
from workflow.views.locale import english, listed


@dataclass(frozen=True)
class FormToken:
    """What a changing form carries: the case version it was rendered for and a key of its own."""

    version: int | None
    submission_key: str


def form_token(version: int | None = None) -> FormToken:
    """A fresh token for a form of a case at `version` (None: the form belongs to no case)."""
    return FormToken(version, secrets.token_urlsafe(18))


def _opens(endpoint: str) -> bool:
    access = ROUTES.get(endpoint)
    return access is not None and not (access.roles and not access.roles & current_user.roles)


def _entry(label: str, icon: str, endpoint: str, *prefixes: str) -> dict[str, object] | None:
    if not _opens(endpoint):
        return None
    current = any(request.path.startswith(prefix) for prefix in prefixes)
    return {"label": label, "icon": icon, "url": url_for(endpoint), "count": None, "current": current}


Group: TypeAlias = tuple[str, list[dict[str, object] | None]]


def navigation() -> list[dict[str, object]]:
    """The staff sidebar: groups of places this person may open."""
    return [
        {"label": label, "entries": kept}
        for label, entries in (*_working(), *_keeping())
        if (kept := [entry for entry in entries if entry is not None])
    ]


def _working() -> list[Group]:
    return [
        (
            _("办理"),
            [
                _entry(_("待办队列"), "inbox", "queue.index", "/cases"),
                _entry(_("现场核查"), "building", "visits.index", "/visits"),
                _entry(_("租金跟踪"), "calendar", "rent.index", "/rent"),
                _entry(_("企业档案"), "building", "enterprises.index", "/enterprises"),
                _entry(_("请假和代理"), "people", "absences.index", "/absences"),
                _entry(_("转办"), "arrow", "referral_desk.index", "/referrals"),
                _entry(_("免申即享"), "yuan", "entitlements.index", "/entitlements"),
                _entry(_("账户变更"), "yuan", "bank_changes.index", "/bank-changes"),
            ],
        ),
        (
            _("决定与拨付"),
            [
                _entry(
                    _("会议审定"), "people", "committee.index", "/committee", "/meetings", "/members", "/thresholds"
                ),
                _entry(_("公示"), "notice", "publicity.index", "/publicity"),
                _entry(_("异议和复核"), "alert", "objection_desk.index", "/objections", "/appeals", "/proposals"),
                _entry(_("抽查"), "check", "samples.index", "/samples"),
                _entry(_("预算"), "yuan", "budget.index", "/budget"),
                _entry(_("拨付批次"), "yuan", "payments.index", "/payments"),
                _entry(_("付后事项"), "calendar", "duties.index", "/duties"),
                _entry(_("年度报告"), "file", "reports.index", "/reports"),
            ],
        ),
    ]


def _keeping() -> list[Group]:
    return [
        (
            _("监督和资料"),
            [
                _entry(_("督办看板"), "chart", "board.index", "/board"),
                _entry(_("审计时间线"), "file", "audit_desk.index", "/audit"),
                _entry(_("政策版本"), "file", "policies.index", "/policies"),
                _entry(_("认定名录"), "building", "referrals.recognitions", "/recognitions"),
                _entry(_("专家名册"), "people", "experts.index", "/experts"),
            ],
        ),
        (
            _("管理"),
            [
                _entry(_("变更和记录"), "check", "admin_changes.index", "/changes"),
                _entry(_("批次管理"), "calendar", "call_desk.index", "/call-desk"),
                _entry(_("时限和口径"), "check", "parameters.index", "/parameters"),
                _entry(_("节假日"), "calendar", "holidays.index", "/holidays"),
                _entry(_("工作人员账号"), "lock", "staff.index", "/staff"),
            ],
        ),
    ]


def topnav() -> list[dict[str, object]]:
    """The bar of public pages: the measures for everybody, then what belongs to the person; visitors are led to sign in."""
    entries = _measures()
    if not current_user.is_authenticated:
        if "applications.index" in ROUTES:
            url = url_for("applications.index")
            entries.append({"label": _("我的申报"), "icon": "inbox", "url": url, "count": None, "current": False})
        return entries
    own = [
        _entry(_("我的申报"), "inbox", "applications.index", "/applications"),
        _entry(_("租金额度"), "calendar", "rent.own", "/rent"),
    ]
    if Role.APPLICANT not in current_user.roles:
        own = [_entry(_("待办队列"), "inbox", "queue.index", "/cases")]
    return [*entries, *(entry for entry in own if entry is not None)]


def _measures() -> list[dict[str, object]]:
    """The catalogue and the estimate; one is current, never both."""
    estimating = request.path.startswith("/measures/") and request.path.endswith("/estimate")
    reading = request.path.startswith("/measures") or request.endpoint == "home.index"
    return [
        {
            "label": _("扶持措施"),
            "icon": "file",
            "url": url_for("measures.index"),
            "count": None,
            "current": reading and not estimating,
        },
        {
            "label": _("资格与金额试算"),
            "icon": "yuan",
            "url": url_for("measures.estimates"),
            "count": None,
            "current": estimating,
        },
        {
            "label": _("申报批次"),
            "icon": "calendar",
            "url": url_for("calls.index"),
            "count": None,
            "current": request.path.startswith("/calls"),
        },
    ]


ROLE_WORDS = {
    Role.CASEWORKER: lambda: _("经办人"),
    Role.REVIEWER: lambda: _("复核人"),
    Role.SUPERVISOR: lambda: _("科室负责人"),
    Role.SECRETARY: lambda: _("会议秘书"),
    Role.FINANCE: lambda: _("财务"),
    Role.AUDITOR: lambda: _("审计"),
    Role.ADMINISTRATOR: lambda: _("系统管理员"),
}


def _own_entries() -> list[dict[str, object] | None]:
    """The person's own menu: the account, and for enterprises their file and their people."""
    return [
        _entry(_("账号与安全"), "lock", "account.show", "/account"),
        _entry(_("企业资料"), "building", "enterprise.show", "/enterprise"),
        _entry(_("本单位的账号"), "people", "people.index", "/account/people"),
    ]


def account() -> dict[str, object] | None:
    """The signed-in person as the frame shows one; None for visitors."""
    if not current_user.is_authenticated:
        return None
    name = current_user.enterprise_name or current_user.name
    return {
        "name": name,
        "initial": name.removeprefix("深圳").removeprefix("市")[:1],
        "role": listed(word() for role, word in ROLE_WORDS.items() if role in current_user.roles),
        "entries": [entry for entry in _own_entries() if entry is not None],
        "logout_url": url_for("sign_in.leave"),
        "notices_url": url_for("notices.index"),
        "unread": unread_count(current_user.id),
    }


def register(app: Flask) -> None:
    """Give every template the frame's data."""

    def frame() -> dict[str, object]:
        me = account()
        staff = me is not None and current_user.duty_group != "enterprise"
        return {
            "account": me,
            "navigation": navigation() if staff else [],
            "topnav": topnav(),
            "search_url": url_for("queue.index") if staff and _opens("queue.index") else None,
            "login_url": None if me else url_for("sign_in.form"),
            "form_token": form_token,
            "english": english(),
        }

    app.context_processor(frame)
    app.jinja_env.globals["get_locale"] = get_locale
