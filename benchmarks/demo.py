"""How long the demo takes from nothing to serving, and its first page: `python -m benchmarks.demo`. Seconds."""

import tempfile
import time
import urllib.request
from pathlib import Path

from tests.ground.demo import demo


def main() -> None:
    """Start it in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        with demo(Path(folder)) as (address, _):
            serving = time.monotonic()
            urllib.request.urlopen(address + "sign-in").read()  # noqa: S310  # our own address
            page = time.monotonic()
        print(f"serving after {serving - started:.1f} s (20 allowed), first page {page - serving:.3f} s (1 allowed)")


if __name__ == "__main__":
    main()
