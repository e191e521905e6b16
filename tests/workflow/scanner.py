"""A small clamd: a real TCP server that speaks INSTREAM and knows one virus."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.workflow.hostile.recipes import EICAR


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Read the pieces to their end and say what is in them."""
        server = self.server
        assert isinstance(server, Scanner)
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        server.seen.append(data)
        self.wfile.write(
            server.answer or (b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0")
        )


class Scanner(socketserver.ThreadingTCPServer):
    """`seen`: what was sent to it; `answer`: what it says instead of a verdict."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.seen: list[bytes] = []
        self.answer = b""

    @property
    def place(self) -> str:
        """Where it listens, as the setting says it."""
        return f"tcp:127.0.0.1:{self.server_address[1]}"


@contextmanager
def scanner() -> Iterator[Scanner]:
    """The server while it runs."""
    with Scanner() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
