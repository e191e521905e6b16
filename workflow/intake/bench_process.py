"""The process in which files are opened: reads `kind size` and the bytes, answers with a line of JSON. Ends with its parent."""

import json
import os
import resource
import signal
import sys
from typing import BinaryIO

from PIL import Image

from workflow.intake import office, pdf, picture
from workflow.intake.fault import FaultError, broken, too_hard

SECONDS = 2
MEMORY = 1 << 30
ROOMS = {
    "pdf": pdf.check,
    "jpeg": picture.check,
    "png": picture.check,
    "docx": office.check,
    "xlsx": office.check,
    "ofd": office.check,
}


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the parent is gone."""
    while head := jobs.readline():
        code, size = head.decode().split()
        data = jobs.read(int(size))
        answers.write(_in_a_child(code, data) + b"\n")
        answers.flush()


def _in_a_child(code: str, data: bytes) -> bytes:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, json.dumps(_judge(code, data)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer or json.dumps(_words(too_hard())).encode()  # killed by its limits, or by the file


def _judge(code: str, data: bytes) -> list[str]:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file, whatever the file says
    try:
        ROOMS[code](code, data)
    except FaultError as fault:
        return _words(fault)
    except MemoryError:
        return _words(too_hard())
    except Exception:  # noqa: BLE001 -- whatever breaks a reader is a broken file
        return _words(broken())
    return []


def _words(fault: FaultError) -> list[str]:
    return [fault.zh, fault.en]


if __name__ == "__main__":
    Image.preinit()  # the readers are loaded once, not in every child
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the parent, and with it this process
    serve(sys.stdin.buffer, sys.stdout.buffer)
