"""Where a redirect may lead: only to a path of this application."""

from urllib.parse import urlsplit


def local_target(value: str | None, default: str = "/") -> str:
    """`value` if it is a plain path on this site, else `default`.

    Refuses other hosts, schemes, double slashes, backslashes and control characters.
    """
    if not value or len(value) > 500 or not value.startswith("/"):
        return default
    if "\\" in value or "//" in value.split("?", maxsplit=1)[0] or any(ord(char) < 33 for char in value):
        return default
    parts = urlsplit(value)
    return default if parts.scheme or parts.netloc else value
