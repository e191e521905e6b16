"""What a letter looks like on its way. Its Message-ID is made from its key: a second copy can be told to be the same."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from workflow.clock import SHANGHAI
from workflow.models.mail import MailMessage

NAME = "智感惠企"


def message_id(row: MailMessage, sender: str) -> str:
    """The same for every try at this letter, and of no other letter."""
    return f"<{hashlib.sha256(f'{row.id} {row.key}'.encode()).hexdigest()[:32]}@{sender.partition('@')[2]}>"


def written(row: MailMessage, sender: str) -> EmailMessage:
    """The letter of this row. Raises ValueError when the address cannot stand in a header."""
    name, _at, domain = row.recipient.rpartition("@")
    message = EmailMessage()
    message["Message-ID"] = message_id(row, sender)
    message["Date"] = format_datetime(row.at.astimezone(SHANGHAI))
    message["From"] = Address(NAME, *sender.split("@", 1))
    message["To"] = Address(username=name, domain=domain)
    message["Subject"] = row.subject
    message["Auto-Submitted"] = "auto-generated"
    if row.unsubscribe:
        message["List-Unsubscribe"] = f"<{row.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(row.body.rstrip("\n") + "\n")
    return message
