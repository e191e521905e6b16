"""The ways a letter leaves: a file for each in `instance/mail`, the console, or a mail server."""

import os
import sys
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Protocol

from workflow.jobs.mail_server import MailServer

READABLE = default.clone(utf8=True, max_line_length=None)


class Carrier(Protocol):
    """Takes one letter after the other. Raises OSError (also SMTPException) when it may be tried again."""

    def carry(self, message: EmailMessage, place: int) -> None:
        """Deliver the letter whose row has the number `place`."""

    def close(self) -> None:
        """No more letters for now."""


class Files:
    """One readable file for each letter, named after its row: the same letter again is the same file."""

    def __init__(self, folder: Path) -> None:
        """Letters go to this folder."""
        self.folder = folder

    def carry(self, message: EmailMessage, place: int) -> None:
        """Write the file to its final place in one step."""
        self.folder.mkdir(parents=True, exist_ok=True)
        letter = self.folder / f"{place:08d}.eml"
        unfinished = letter.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(readable(message))
        unfinished.replace(letter)

    def close(self) -> None:
        """Nothing is open."""


class Console:
    """Prints letters, for somebody who develops."""

    def carry(self, message: EmailMessage, place: int) -> None:
        """Print it."""
        sys.stdout.write(f"--- {place}\n{readable(message).decode()}\n")

    def close(self) -> None:
        """Nothing is open."""


def readable(message: EmailMessage) -> bytes:
    """The letter as people read it: headers and text in UTF-8."""
    copy = EmailMessage(policy=READABLE)
    for name, value in message.items():
        copy[name] = str(value)
    copy.set_content(message.get_content(), cte="8bit")
    return copy.as_bytes()


def carrier(setting: str, instance: Path) -> Carrier:
    """What the setting names: `file`, `console`, or the address of a mail server."""
    if setting == "console":
        return Console()
    return Files(instance / "mail") if setting == "file" else MailServer(setting)
