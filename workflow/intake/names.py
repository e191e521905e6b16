"""The name under which a file is shown and downloaded. It never names a place on the disk."""

import unicodedata

LONGEST = 120


def shown_name(name: str) -> str:
    """Chinese kept, composed (NFC); folders, control and bidirectional characters dropped; at most 120 characters."""
    last = unicodedata.normalize("NFC", name[:4000]).replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(". ")
    stem, dot, extension = clean.rpartition(".")
    if not dot or not stem or len(extension) >= LONGEST:
        return clean[:LONGEST]
    return f"{stem[: LONGEST - len(extension)]}.{extension}"
