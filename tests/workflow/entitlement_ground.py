"""Lists of the statistics bureau for tests: rows as a file has them, and lists read in and confirmed."""

from sqlalchemy import select

from tests.people import FIRM
from workflow.actions import entitlement, entitlement_confirming
from workflow.db import db
from workflow.demo.play import actor
from workflow.models.call import Call
from workflow.models.entitlement import AwardOffer, EntitlementList
from workflow.sheets import Row

STRANGER = "91440300MA5HX9Q09"


def call_of(item: str) -> Call:
    """The open call of an item."""
    return db.session.scalars(select(Call).where(Call.item == item).order_by(Call.id).limit(1)).one()


def grown(number: int, firm: str, revenue: str = "60000000", peak: str = "0", **other: str) -> Row:
    """A row of article 10 about a firm of the demo."""
    known = FIRM[firm]
    cells = {"uscc": known.uscc, "name": known.name, "revenue": revenue, "peak": peak, "email": ""}
    return Row(number, cells | other)


def read(*rows: Row, item: str = "10", by: str = "jiang") -> EntitlementList:
    """Read a list in and commit."""
    found = entitlement.read(call_of(item), "名单.xlsx", f"{len(rows):064d}", rows, actor(by))
    db.session.commit()
    return found


def confirmed(*rows: Row, item: str = "10") -> list[AwardOffer]:
    """The offers of a list that was read in and confirmed, in the order of its rows."""
    found = read(*rows, item=item)
    entitlement_confirming.confirm(found, call_of(item), actor("xu"))
    db.session.commit()
    query = select(AwardOffer).where(AwardOffer.list_id == found.id).order_by(AwardOffer.number)
    return list(db.session.scalars(query))
