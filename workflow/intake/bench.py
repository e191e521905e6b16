"""Opens files in a process apart, so that a file made to exhaust or break its reader breaks nothing else.

The process is started with the first file and waits for more; for each it forks a child that may use two seconds of
processor and 1 GiB of address space. One file at a time: many uploads at once do not add up.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from workflow.intake.apart import environment
from workflow.intake.fault import FaultError

HOUSE = Path(__file__).parents[2]
_lock = threading.Lock()
_running: list[tuple[int, "subprocess.Popen[bytes]"]] = []


def open_apart(code: str, data: bytes) -> None:
    """Have the file opened by the room of its kind. Raises FaultError with what is wrong with it."""
    with _lock:
        answer = _ask(code, data) or _ask(code, data)  # once more with a new process, should the old one have died
    if answer is None:
        raise RuntimeError("the process that opens files does not answer")
    fault = json.loads(answer)
    if fault:
        raise FaultError(*fault)


def _ask(code: str, data: bytes) -> bytes | None:
    process = _process()
    try:
        assert process.stdin is not None
        process.stdin.write(f"{code} {len(data)}\n".encode())
        process.stdin.write(data)
        process.stdin.flush()
        answer = _line(process)
    except BrokenPipeError:
        answer = b""
    if not answer.endswith(b"\n"):
        end()
        return None
    return answer


def _line(process: "subprocess.Popen[bytes]") -> bytes:
    out: BinaryIO | None = process.stdout  # type: ignore[assignment]
    assert out is not None
    return out.readline()


def _process() -> "subprocess.Popen[bytes]":
    """The running process of this one; a forked server does not share that of its parent."""
    if _running and _running[0][0] != os.getpid():
        _running.clear()
    if not _running:
        command = [sys.executable, "-m", "workflow.intake.bench_process"]
        process = subprocess.Popen(  # noqa: S603 -- own code
            command, cwd=HOUSE, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        _running.append((os.getpid(), process))
    return _running[0][1]


def start() -> int:
    """Start the process if it does not run; gives its id."""
    return _process().pid


def end() -> None:
    """End the process; the next file starts another."""
    while _running:
        owner, process = _running.pop()
        if owner != os.getpid():
            continue
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        process.wait(timeout=10)


atexit.register(end)
