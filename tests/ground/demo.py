"""`flask demo` in a process of its own, as somebody starts it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).parents[2]
#: Where `told_by_its_command` notes how it went.
RECORD = "first-start.json"
#: What a run that was cut off while it played leaves behind.
HALF = ("demo-unfinished", "zhigan.sqlite3")


@contextmanager
def demo(folder: Path, *options: str, **environment: str) -> Iterator[tuple[str, str]]:
    """`flask demo` on a free port; gives its address and what it said until it served, and ends it by Ctrl-C."""
    program = [str(Path(sys.executable).parent / "flask"), "demo", "--port", "0", *options]
    whole = os.environ | {"ZHIGAN_INSTANCE": str(folder), "PYTHONUNBUFFERED": "1"} | environment
    running = subprocess.Popen(
        program, cwd=HOUSE, env=whole, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert running.stdout is not None
    said = ""
    try:
        for line in iter(running.stdout.readline, ""):
            said += line
            if "Ctrl-C" in line:
                break
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address, said
        yield address[0], said
    finally:
        running.send_signal(signal.SIGINT)
        rest = running.stdout.read()
        running.stdout.close()
        running.wait(timeout=20)
    assert (running.returncode, "Traceback" in rest) == (0, False), rest
    assert "Stopping." in rest


def lists_people(address: str) -> bool:
    """Whether the sign-in page opens and lists the people of the demo with their password."""
    with urllib.request.urlopen(address + "sign-in") as answer:
        return "longhua-2026" in answer.read().decode()


def told_by_its_command(folder: Path, secret_key: str) -> None:
    """Let `flask demo` fill a folder in which an earlier run was cut off, and note there how that went."""
    folder.mkdir(exist_ok=True)
    for half in HALF:
        (folder / half).touch()
    with demo(folder, ZHIGAN_SECRET_KEY=secret_key) as (address, said):
        record = {"said": said, "people": lists_people(address)}
        deadline = time.monotonic() + 10
        while not (letters := len(list((folder / "mail").glob("*.eml")))) and time.monotonic() < deadline:
            time.sleep(0.1)
    (folder / RECORD).write_text(json.dumps(record | {"letters": letters}))
