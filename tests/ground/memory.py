"""Where throw-away data lies: in memory when the machine has enough of it, so that no test waits for a disk."""

import os
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 2 * 1024**3  # bytes free: several servers, their databases and a demo or two; containers often give 64 MB


def roomy() -> Path:
    """`/dev/shm` if it is large, writable and may hold programs; `/tmp` otherwise (paths of sockets must be short)."""
    try:
        found = os.statvfs(MEMORY)
    except (AttributeError, OSError):
        return Path("/tmp")
    fit = found.f_bavail * found.f_frsize >= ENOUGH and not found.f_flag & os.ST_NOEXEC and os.access(MEMORY, os.W_OK)
    return MEMORY if fit else Path("/tmp")
