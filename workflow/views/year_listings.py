"""The lists of a year with their columns: the report's figures, who was supported (whole, or to publish), what was paid."""

from collections.abc import Callable

from flask_babel import gettext as _

from workflow.clock import business_date
from workflow.exports.listings import Listing
from workflow.queries import year_lists, yearly
from workflow.views.article_words import article_words
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.masking import public_name


def _item(code: str) -> str:
    return "　".join(map(say, item_words(code)))


def report(year: int) -> Listing:
    """The figures of the report, one row for each article."""
    columns = (
        ("article", _("条款"), 34), ("handed_in", _("提交（件）"), 12), ("planned", _("预算（元）"), 16),
        ("reserved", _("审定（元）"), 16), ("decided", _("公示期满（元）"), 16), ("paid", _("已拨付（元）"), 16),
        ("recovered", _("追回（元）"), 16),
    )  # fmt: skip
    lines = yearly.figures(year, business_date()).articles
    rows = ["　".join(map(say, article_words(one.article))) for one in lines]
    return Listing(
        _("%(year)s年度报告", year=year),
        columns,
        [(name, str(one.handed_in), *one[2:]) for name, one in zip(rows, lines, strict=True)],
    )


def beneficiaries(year: int) -> Listing:
    """Who was supported, for the bureau."""
    columns = (
        ("case", _("申请编号"), 16), ("enterprise", _("企业"), 38), ("uscc", _("统一社会信用代码"), 22),
        ("item", _("条款"), 34), ("award", _("审定金额（元）"), 16), ("paid", _("已拨付（元）"), 16),
        ("notice_ended", _("公示期满"), 12),
    )  # fmt: skip
    rows = ((one.number, one.firm, one.uscc, _item(one.item), *one[4:]) for one in year_lists.beneficiaries(year))
    return Listing(_("%(year)s年度受益名单", year=year), columns, rows)


def public(year: int) -> Listing:
    """The same to be published: natural persons covered, no numbers of cases or enterprises."""
    columns = (
        ("enterprise", _("企业"), 38), ("item", _("条款"), 34), ("award", _("审定金额（元）"), 16),
        ("notice_ended", _("公示期满"), 12),
    )  # fmt: skip
    rows = (
        (public_name(one.firm, one.uscc), _item(one.item), one.award_fen, one.ended_on)
        for one in year_lists.beneficiaries(year)
    )
    return Listing(_("%(year)s年度受益名单（公开版）", year=year), columns, rows)


def payments(year: int) -> Listing:
    """What the bank confirmed."""
    columns = (
        ("on", _("到账日期"), 12), ("voucher", _("凭证号"), 18), ("batch", _("批次"), 14), ("case", _("申请编号"), 16),
        ("payee", _("收款单位"), 38), ("instalment", _("期次"), 8), ("account", _("账号尾号"), 12),
        ("bank_ref", _("银行回单号"), 24), ("amount", _("金额（元）"), 16),
    )  # fmt: skip
    rows = ((*one[:5], str(one.instalment), *one[6:]) for one in year_lists.payments(year))
    return Listing(_("%(year)s年度拨付台账", year=year), columns, rows)


LISTINGS: dict[str, Callable[[int], Listing]] = {
    "report": report,
    "beneficiaries": beneficiaries,
    "public": public,
    "payments": payments,
}
