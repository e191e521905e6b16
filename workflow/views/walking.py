"""Keeps the list that a case was opened from through the steps that are taken on its page."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import request, url_for

#: What of a list's address a case's address keeps.
KEPT = ("tab", "q", "sort", "cols", "place")


def walking(target: str) -> str:
    """After a step taken on the page of a case, its address again with the list that it was opened from."""
    came = urlsplit(request.referrer or "")
    asked, _hash, part = target.partition("#")
    if came.path != asked or "place=" not in came.query or not asked.startswith(url_for("queue.index") + "/"):
        return target
    kept = urlencode([pair for pair in parse_qsl(came.query) if pair[0] in KEPT], safe=",:@")
    return f"{asked}?{kept}" + (f"#{part}" if part else "")
