"""Words of administration: kinds of changes and of deeds, duty groups; and what a change says, line by line."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from workflow.models.admin_change import (
    ACCOUNT_FACTOR,
    ACCOUNT_NEW,
    ACCOUNT_OPEN,
    ACCOUNT_ROLES,
    CALL_CHANGE,
    CALL_NEW,
    DAYS,
    HOLIDAYS,
    READING,
)
from workflow.models.admin_event import ACCOUNT_CLOSED, APPROVED, DONE, PROPOSED, REFUSED

ACCOUNT_KINDS = (ACCOUNT_NEW, ACCOUNT_ROLES, ACCOUNT_OPEN, ACCOUNT_FACTOR)
CALL_KINDS = (CALL_NEW, CALL_CHANGE)
KIND_WORDS: dict[str, Callable[[], str]] = {
    ACCOUNT_NEW: lambda: _("开通账号"),
    ACCOUNT_ROLES: lambda: _("改角色"),
    ACCOUNT_OPEN: lambda: _("恢复账号"),
    ACCOUNT_FACTOR: lambda: _("关闭两步验证"),
    ACCOUNT_CLOSED: lambda: _("停用账号"),
    CALL_NEW: lambda: _("新开批次"),
    CALL_CHANGE: lambda: _("改批次"),
    HOLIDAYS: lambda: _("导入节假日"),
    DAYS: lambda: _("改办理时限"),
    READING: lambda: _("记下口径答复"),
}
DEED_WORDS: dict[str, Callable[[], str]] = {
    PROPOSED: lambda: _("已提议"),
    APPROVED: lambda: _("已批准"),
    REFUSED: lambda: _("没有同意"),
    DONE: lambda: _("办理"),
}
GROUP_WORDS: dict[str, Callable[[], str]] = {
    "casework": lambda: _("经办"),
    "decision": lambda: _("决定"),
    "finance": lambda: _("财务"),
    "audit": lambda: _("审计"),
    "administration": lambda: _("系统管理"),
}


def words(table: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    """The table in the page's language."""
    return {key: word() for key, word in table.items()}
