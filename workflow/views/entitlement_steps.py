"""A list is confirmed by a second person, or dropped."""

from flask import Blueprint, abort, flash, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from workflow.actions import entitlement, entitlement_confirming
from workflow.db import db
from workflow.models.call import Call
from workflow.models.entitlement import EntitlementList
from workflow.permissions import current_actor
from workflow.views.acting import Answer, acts

bp = Blueprint("entitlement_steps", __name__)


@bp.post("/entitlements/<int:entitled>/confirmation")
@acts
def confirm(entitled: int) -> Answer:
    """The second person invites everybody who is entitled."""
    found = _locked(entitled)
    invited = entitlement_confirming.confirm(found, db.session.get_one(Call, found.call_id), current_actor())
    flash(ngettext("已邀请%(num)s家企业。", "已邀请%(num)s家企业。", invited), "success")
    return url_for("entitlement_page.show", entitled=entitled)


@bp.post("/entitlements/<int:entitled>/dropping")
@acts
def drop(entitled: int) -> Answer:
    """It was the wrong file."""
    entitlement.drop(_locked(entitled))
    flash(_("这份名单作废了，没有邀请任何企业。"), "info")
    return url_for("entitlements.index")


def _locked(entitled: int) -> EntitlementList:
    query = select(EntitlementList).where(EntitlementList.id == entitled).with_for_update()
    row = db.session.scalar(query) if entitled < 2**63 else None
    if row is None:
        abort(404)
    return row
