"""What the tests of letters share: the rows, the files, and a real mail server that keeps what it gets."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select

from workflow.db import db
from workflow.models.mail import MailMessage


def rows() -> list[MailMessage]:
    """Every letter as the database holds it now."""
    db.session.expire_all()
    return list(db.session.scalars(select(MailMessage).order_by(MailMessage.id)))


def files(app: Flask) -> list[Path]:
    """The letters that the file carrier wrote."""
    return sorted((Path(app.config["INSTANCE"]) / "mail").glob("*.eml"))


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Keeper:
    """Keeps every letter; can be slow, or refuse with a line of its own."""

    def __init__(self, pause: float = 0, answer: str = "250 kept", recipient: str = "250 ok") -> None:
        """Wait so many seconds before each answer to DATA; answer the recipient and the text like that."""
        self.pause, self.answer, self.recipient = pause, answer, recipient
        self.kept: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take the recipient or not."""
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the letter."""
        if self.pause:
            await asyncio.sleep(self.pause)
        if self.answer.startswith("250"):
            letter = message_from_bytes(envelope.content, policy=default)
            assert isinstance(letter, EmailMessage)
            self.kept.append(letter)
        return self.answer


@contextmanager
def server(keeper: Keeper, *, utf8: bool = True) -> Iterator[str]:
    """A mail server on a free port of this machine; gives its address as the setting names it. `utf8`: knows RFC 6531."""
    port = free_port()
    controller = Controller(keeper, hostname="127.0.0.1", port=port, enable_SMTPUTF8=utf8)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
        assert threading.active_count() < 20
