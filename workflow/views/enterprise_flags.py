"""What to keep in mind about an enterprise: registers, recoveries, a change of account, papers that ran out, relations."""

from collections.abc import Iterator, Sequence
from datetime import date

from flask_babel import gettext as _

from states.duties import BY_CODE
from workflow.models.bank_change import BankChange
from workflow.models.enterprise import Enterprise
from workflow.queries import duties, enterprise_file
from workflow.views.filters import fullday, say, yuan
from workflow.views.locale import listed

Flag = dict[str, str]


def flags(firm: Enterprise, live: BankChange | None, expired: Sequence[str], relations: int, today: date) -> list[Flag]:
    """The flags, the gravest first. `live`: a change of account under way; `expired`: titles of papers that ran out."""
    found = [
        *_listed(firm, today),
        *_recovered(firm.id),
        *_breached(firm.id),
        *([_flag("ask", _("在换收款账户，确认以前付到原账户"))] if live else []),
        *([_flag("ask", _("材料已过期：%(kinds)s", kinds=listed(expired)))] if expired else []),
        *(
            [_flag("ask", _("与%(n)s家企业有相同的登记信息", n=relations), _("只作提示，不影响办理"))]
            if relations
            else []
        ),
    ]
    return sorted(found, key=lambda flag: ("no", "ask", "ok").index(flag["tone"]))


def _flag(tone: str, text: str, small: str = "") -> Flag:
    return {"tone": tone, "text": text, "small": small}


def _listed(firm: Enterprise, today: date) -> Iterator[Flag]:
    since = enterprise_file.dishonest_since(firm.uscc, today)
    if since is not None:
        yield _flag("no", _("在严重失信主体名单上，%(day)s起", day=fullday(since)))
    else:
        yield _flag("ok", _("不在严重失信主体名单上"))
    years = enterprise_file.above_scale(firm.id)
    if years:
        text = _("规上企业：%(years)s年", years=listed(str(year) for year, _source in years))
        yield _flag("ok", text, listed(dict.fromkeys(source for _year, source in years)))
    else:
        yield _flag("ask", _("规上名单里没有这家企业"))


def _recovered(enterprise_id: int) -> Iterator[Flag]:
    for number, row in enterprise_file.recoveries(enterprise_id):
        if row.settled_at is not None:
            yield _flag("ask", _("案件%(number)s追回%(fen)s元，已退清", number=number, fen=yuan(row.fen)), row.reason)
        elif row.state == "approved":
            yield _flag("no", _("案件%(number)s追回%(fen)s元", number=number, fen=yuan(row.fen)), row.reason)
        else:
            yield _flag(
                "ask", _("案件%(number)s提出追回%(fen)s元，等决定", number=number, fen=yuan(row.fen)), row.reason
            )


def _breached(enterprise_id: int) -> Iterator[Flag]:
    for number, row in duties.breached(enterprise_id):
        yield _flag(
            "no", _("案件%(number)s没有履行：%(what)s", number=number, what=say(BY_CODE[row.kind].title)), row.note
        )
