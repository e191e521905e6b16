"""Where an enterprise is and whom to call: its own people keep it up to date."""

from states.dossier import Actor
from states.lifecycle import Refused
from workflow.account_refusals import PHONE_STAYS
from workflow.actions.account_log import note
from workflow.actions.bank_change import locked_firm
from workflow.actions.relation import keep
from workflow.queries.bank_changes import live_change

FIELDS = ("address", "contact_name", "contact_phone")


def change(actor: Actor, address: str, contact_name: str, contact_phone: str) -> None:
    """Write the new contacts, with the old ones in the record.

    Raises Refused for another telephone number while the bureau is to call about a new account.
    """
    assert actor.user_id is not None
    assert actor.enterprise_id is not None
    firm = locked_firm(actor.enterprise_id)
    if contact_phone != firm.contact_phone and live_change(firm.id) is not None:
        raise Refused((PHONE_STAYS,))
    new = dict(zip(FIELDS, (address, contact_name, contact_phone), strict=True))
    before = {name: getattr(firm, name) for name in FIELDS}
    for name, value in new.items():
        setattr(firm, name, value)
    keep(firm.id)
    note(actor.user_id, "contacts_changed", actor.user_id, **{name: [before[name], new[name]] for name in FIELDS})
