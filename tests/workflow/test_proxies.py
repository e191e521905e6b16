"""Where a request comes from: the proxies that the installation names are believed, nobody else."""

from pathlib import Path

import pytest
from flask import request

from workflow.app import create_app
from workflow.config import ConfigError, Settings, from_environment

FAR, FORGED = "203.0.113.7", "198.51.100.1"


@pytest.mark.parametrize(
    ("proxies", "seen", "scheme"), [(0, "127.0.0.1", "http"), (1, FAR, "https"), (2, FORGED, "http")]
)
def test_as_many_entries_are_believed_as_there_are_proxies(
    tmp_path: Path, proxies: int, seen: str, scheme: str
) -> None:
    app = create_app(Settings(instance=tmp_path, secret_key="x", hash_memory_kib=8, proxies=proxies))
    headers = {"X-Forwarded-For": f"{FORGED}, {FAR}", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    with app.test_client() as client:
        client.get("/static/css/tokens.css", headers=headers).close()
        assert (request.remote_addr, request.scheme, request.host) == (seen, scheme, "localhost")


@pytest.mark.parametrize(("setting", "number"), [("", 0), ("1", 1)])
def test_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, number: int) -> None:
    monkeypatch.setenv("ZHIGAN_INSTANCE", str(tmp_path))
    monkeypatch.setenv("ZHIGAN_PROXIES", setting)
    assert from_environment().proxies == number


@pytest.mark.parametrize("setting", ["yes", "-1", "4"])
def test_a_setting_that_is_no_number_of_proxies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("ZHIGAN_INSTANCE", str(tmp_path))
    monkeypatch.setenv("ZHIGAN_PROXIES", setting)
    with pytest.raises(ConfigError, match="ZHIGAN_PROXIES"):
        from_environment()
