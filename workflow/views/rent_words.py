"""How months, areas and the end of the support read on the rent pages."""

from flask_babel import gettext as _

from rules.months import month_text
from workflow.queries.rent_forecast import Forecast
from workflow.queries.rent_track import Track
from workflow.views.filters import MONTHS
from workflow.views.locale import english


def month_name(month: int) -> str:
    """A month number as people say it: 2027年6月, Jun 2027."""
    year, of = divmod(month, 12)
    return f"{MONTHS[of]} {year}" if english() else f"{year}年{of + 1}月"


def short_month(month: int) -> str:
    """A month number in a cell: 24.07."""
    return month_text(month)[2:].replace("-", ".")


def area(hundredths: int) -> str:
    """An area in m², without useless zeros: 720000 → 7,200."""
    whole, part = divmod(hundredths, 100)
    return f"{whole:,}" + (f".{part:02d}" if part else "")


def whole_yuan(fen: int) -> str:
    """Money in a cell: whole yuan where it is whole."""
    return f"{fen // 100:,}" + (f".{fen % 100:02d}" if fen % 100 else "")


def end_of(found: Track, end: Forecast) -> str:
    """When the entitlement ends, in one line of the overview."""
    left = end.unusable
    if end.why == "used_up" and end.month is not None:
        if len(found.of("paid", "approved")) == found.measure.most:
            return _("%(month)s已用完", month=month_name(end.month))
        return _("%(month)s用完", month=month_name(end.month))
    if end.month is not None and end.why == "expired":
        return _("%(month)s到期，余%(n)s个月用不上", month=month_name(end.month), n=left)
    if end.month is not None:
        return _("%(month)s租约到期，余%(n)s个月用不上", month=month_name(end.month), n=left)
    return _("不在规模以上名录") if end.why == "not_above_scale" else _("没有登记租约")


def end_words(end: Forecast) -> str:
    """What ends the support, beside its month in large type."""
    return {
        "used_up": _("用完，届时用了%(n)s个月", n=end.used),
        "expired": _("政策有效期到，届时用了%(n)s个月", n=end.used),
        "lease_ends": _("租约到期，届时用了%(n)s个月", n=end.used),
        "not_above_scale": _("不在规模以上名录，没有月份可申请"),
        "nothing": _("没有登记租约，没法推算；已用%(n)s个月", n=end.used),
    }[end.why]
