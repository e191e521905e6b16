"""Settings from the environment, checked when the application starts."""

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class ConfigError(RuntimeError):
    """A setting is missing or wrong; the message says which and what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between one installation and another."""

    instance: Path = ROOT / "instance"
    database_url: str = ""
    secret_key: str = ""
    #: True in the demo and in tests: cookies also travel over plain HTTP on the own machine.
    insecure_cookies: bool = True
    trusted_hosts: tuple[str, ...] = ()
    #: How many proxies of our own stand in front: so many entries of X-Forwarded-For and -Proto are believed.
    proxies: int = 0
    #: Address of this installation as printed on papers; empty: that of the request.
    public_url: str = ""
    max_upload_bytes: int = 20 * 1024 * 1024
    #: Where clamd listens: unix:/run/clamav/clamd.ctl or tcp:host:port. Empty: files are not scanned.
    clamd: str = ""
    idle_minutes: int = 60
    absolute_hours: int = 12
    hash_memory_kib: int = 65536
    #: Whether everybody of the bureau must have a second factor; enterprises choose for themselves.
    staff_second_factor: bool = False
    #: What follows when documents promised at acceptance do not come in time: `correction` or `decline`.
    condition_failure: str = "correction"
    #: How letters leave: `file` (instance/mail), `console`, or smtp[s]://user:password@host:port?tls=1
    mail: str = "file"
    mail_from: str = "noreply@zhigan.example"
    testing: bool = False
    extra: dict[str, object] = field(default_factory=dict)

    def url(self) -> str:
        """The database: the one named, else SQLite in the instance folder."""
        return self.database_url or f"sqlite:///{self.instance / 'zhigan.sqlite3'}"


def from_environment() -> Settings:
    """Read the settings of this process. Raises ConfigError with a sentence when one cannot be used."""
    env = os.environ
    instance = Path(env.get("ZHIGAN_INSTANCE", ROOT / "instance")).resolve()
    url = env.get("ZHIGAN_DATABASE_URL", "")
    if url and not url.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
        raise ConfigError("ZHIGAN_DATABASE_URL must start with sqlite:// or postgresql://")
    return Settings(
        instance=instance,
        database_url=url,
        secret_key=env.get("ZHIGAN_SECRET_KEY", "") or _own_secret(instance),
        public_url=env.get("ZHIGAN_PUBLIC_URL", ""),
        mail=_mail(env.get("ZHIGAN_MAIL", "") or "file"),
        mail_from=env.get("ZHIGAN_MAIL_FROM", "") or "noreply@zhigan.example",
        staff_second_factor=env.get("ZHIGAN_STAFF_SECOND_FACTOR", "") == "1",
        condition_failure=_condition_failure(env.get("ZHIGAN_CONDITION_FAILURE", "") or "correction"),
        insecure_cookies=env.get("ZHIGAN_INSECURE_COOKIES", "1") == "1",
        clamd=_clamd(env.get("ZHIGAN_CLAMD", "")),
        proxies=_proxies(env.get("ZHIGAN_PROXIES", "") or "0"),
        trusted_hosts=tuple(host for host in env.get("ZHIGAN_TRUSTED_HOSTS", "").split(",") if host),
    )


def _condition_failure(word: str) -> str:
    """What follows a conditional acceptance whose documents are late."""
    if word not in {"correction", "decline"}:
        raise ConfigError("ZHIGAN_CONDITION_FAILURE must be correction or decline")
    return word


def _proxies(number: str) -> int:
    """How many proxies stand in front."""
    if number not in {"0", "1", "2", "3"}:
        raise ConfigError("ZHIGAN_PROXIES is the number of proxies in front of the application, 0 to 3")
    return int(number)


def _mail(way: str) -> str:
    """The way letters leave, if it can be used."""
    if way not in {"file", "console"} and not way.startswith(("smtp://", "smtps://")):
        raise ConfigError("ZHIGAN_MAIL must be file, console or smtp://user:password@host:port?tls=1")
    return way


def _own_secret(instance: Path) -> str:
    """A secret made once and kept beside the embedded database, readable by its owner only."""
    file = instance / "secret_key"
    if file.exists():
        return file.read_text(encoding="ascii").strip()
    instance.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(48)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(secret)
    return secret


def _clamd(place: str) -> str:
    if place and not re.fullmatch(r"unix:/\S+|tcp:[\w.:\[\]-]+:\d{1,5}", place):
        raise ConfigError("ZHIGAN_CLAMD must be unix:/path/to/socket or tcp:host:port")
    return place
