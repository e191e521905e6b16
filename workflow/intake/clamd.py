"""Speaks with clamd, the virus scanner: INSTREAM over a unix or tcp socket. Bytes go out, a verdict comes back."""

import re
import socket
import struct
from collections.abc import Iterable

PATIENCE = 60.0
LONGEST_ANSWER = 4096
FOUND = re.compile(r"stream: (?P<finding>.{1,190}) FOUND")


class ScannerError(Exception):
    """The scanner answered, but with no verdict on these bytes."""


def scan(place: str, pieces: Iterable[bytes]) -> str:
    """What the scanner at `place` (unix:/path, tcp:host:port) found in the bytes; an empty text when they are clean.

    Raises OSError when it cannot be reached, ScannerError when it gives no verdict.
    """
    with _connected(place) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = _answer(line)
    if answer == "stream: OK":
        return ""
    found = FOUND.fullmatch(answer)
    if found is None:
        raise ScannerError(answer[:200])
    return found["finding"]


def _connected(place: str) -> socket.socket:
    way, _, where = place.partition(":")
    if way == "tcp":
        host, _, port = where.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    if not said:
        raise ConnectionError("the scanner hung up")
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
