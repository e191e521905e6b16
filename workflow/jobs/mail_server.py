"""Handing letters to a mail server (SMTP, RFC 5321)."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

#: Seconds that a mail server may be silent.
PATIENCE = 10.0
#: The server ends the connection: no letter goes through now.
GOING_AWAY = 421


class UndeliverableError(Exception):
    """The receiver's server will never take this letter; trying again is of no use."""


class NotThisOneError(OSError):
    """The server does not take this letter now; it takes others."""


class MailServer:
    """A mail server, spoken to over one connection for several letters."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """Settings as `smtp://user:password@host:port?tls=1`; `smtps://` begins encrypted."""
        self.parts, self.patience = urlsplit(url), patience
        self.open: smtplib.SMTP | None = None

    def carry(self, message: EmailMessage, place: int) -> None:
        """Hand it over. Raises UndeliverableError when the server refuses it for good, NotThisOneError for now."""
        try:
            server = self.open or self._connect()
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            self.close()
            said = f"{code} {words.decode('utf-8', 'replace')}"
            if code >= 500:
                raise UndeliverableError(said) from refused
            if code == GOING_AWAY:
                raise
            raise NotThisOneError(said) from refused
        except smtplib.SMTPNotSupportedError as unable:
            raise UndeliverableError(str(unable)) from unable
        except smtplib.SMTPDataError as refused:
            raise NotThisOneError(str(refused)) from refused
        except OSError:
            if self.open is not None:
                self.open.close()
            self.open = None
            raise

    def _connect(self) -> smtplib.SMTP:
        host, encrypted = self.parts.hostname or "localhost", self.parts.scheme == "smtps"
        if encrypted:
            context = ssl.create_default_context()
            self.open = smtplib.SMTP_SSL(host, self.parts.port or 465, timeout=self.patience, context=context)
        else:
            self.open = smtplib.SMTP(host, self.parts.port or 25, timeout=self.patience)
            if parse_qs(self.parts.query).get("tls") == ["1"]:
                self.open.starttls(context=ssl.create_default_context())
        if self.parts.username:
            self.open.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        return self.open

    def close(self) -> None:
        """Say goodbye, as far as the server listens."""
        if self.open is not None:
            try:
                self.open.quit()
            except OSError:
                self.open.close()
        self.open = None
