"""What a process that opens strangers' files is told of the machine: nothing that leads to the database or signs anything."""

import os

#: What Python and the libraries need; neither the secret nor the address of the database is among it.
TOLD = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "PYTHONHOME",
    "PYTHONPATH",
    "SYSTEMROOT",
)


def environment() -> dict[str, str]:
    """The environment for such a process."""
    return {name: os.environ[name] for name in TOLD if name in os.environ}
