"""Bureau-started awards of the demo: a list with every kind of row that was confirmed and answered, and one that waits."""

from sqlalchemy import select
from stdnum.cn import uscc as uscc_number

from workflow.actions import award_offer, entitlement, entitlement_confirming, offer_acceptance
from workflow.clock import business_date, now
from workflow.db import db
from workflow.demo.people import FIRMS
from workflow.demo.play import actor
from workflow.demo.proof_story import at
from workflow.models.call import Call
from workflow.models.entitlement import AwardOffer, EntitlementList
from workflow.sheets import Row

KNOWN = {firm.key: firm for firm in FIRMS}
#: Enterprises that have no account here, by the credit code without its check character; all invented.
NEW = {
    "拓微": ("91440300MA5HX7T05", "深圳市拓微传感技术有限公司"),
    "云帆": ("91440300MA5HX7U13", "深圳云帆微纳科技有限公司"),
}
GROWN = (
    ("lanxi", "306,000,000.00", "126,000,000.00", ""),
    ("yanbei", "57,300,000.00", "41,800,000.00", ""),
    ("qinglan", "103,000,000.00", "66,800,000.00", ""),
    ("xingwan", "318,000,000.00", "192,000,000.00", ""),
    ("拓微", "52,460,000.00", "38,900,000.00", "caiwu@tuowei.example"),
    ("云帆", "31,200,000.00", "27,400,000.00", ""),
)
FIRST = (("yanbei", "是", "否"), ("云帆", "是", "否"), ("拓微", "是", "是"))


def tell() -> None:
    """Read the lists in, confirm the first, and let enterprises answer. Commits each step."""
    year = business_date().year
    faulty = {
        "uscc": "91440300MA5HX7V210",
        "name": "深圳市澄海电子有限公司",
        "revenue": "6,100万",
        "peak": "",
        "email": "",
    }
    rows = [_grown(number, *row) for number, row in enumerate(GROWN, 2)] + [Row(len(GROWN) + 2, faulty)]
    at(6, 10, lambda: entitlement.read(_call("10"), f"{year}年规模增长企业名单.xlsx", "7" * 64, rows, actor("jiang")))
    at(5, 9, _confirm)
    at(4, 11, lambda: offer_acceptance.accept(_offer("lanxi"), KNOWN["lanxi"].bank_account, actor("lanxi")))
    at(3, 15, lambda: award_offer.decline(_offer("qinglan"), actor("qinglan"), "正在自己申报，材料已经准备好了。"))
    entries = [Row(number, _entry(*row)) for number, row in enumerate(FIRST, 2)]
    at(1, 10, lambda: entitlement.read(_call("9"), f"{year}年首次入库企业名单.xlsx", "8" * 64, entries, actor("shen")))


def _call(item: str) -> Call:
    open_now = select(Call).where(Call.item == item, Call.opens_at <= now(), Call.new_until > now())
    return db.session.scalars(open_now.order_by(Call.opens_at.desc(), Call.id).limit(1)).one()


def _of(key: str) -> dict[str, str]:
    if key in KNOWN:
        return {"uscc": KNOWN[key].uscc, "name": KNOWN[key].name}
    body, name = NEW[key]
    return {"uscc": body + uscc_number.calc_check_digit(body), "name": name}


def _grown(number: int, key: str, revenue: str, peak: str, email: str) -> Row:
    return Row(number, _of(key) | {"revenue": revenue, "peak": peak, "email": email})


def _entry(key: str, first: str, moved: str) -> dict[str, str]:
    return _of(key) | {"first_listed": first, "transferred": moved, "email": ""}


def _confirm() -> None:
    found = db.session.scalars(select(EntitlementList).where(EntitlementList.item == "10")).one()
    entitlement_confirming.confirm(found, _call("10"), actor("xu"))


def _offer(key: str) -> AwardOffer:
    query = select(AwardOffer).where(AwardOffer.uscc == KNOWN[key].uscc, AwardOffer.item == "10")
    return db.session.scalars(query.with_for_update()).one()
