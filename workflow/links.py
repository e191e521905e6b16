"""Addresses of pages as letters carry them: complete, and never made from what a browser says the host is."""

from flask import current_app

AT_HOME = "http://127.0.0.1:5000/"


def absolute(endpoint: str, **values: object) -> str:
    """The whole address of a page, by the setting ZHIGAN_PUBLIC_URL; works without a request."""
    base = str(current_app.config["PUBLIC_URL"] or AT_HOME)
    return base.rstrip("/") + current_app.url_map.bind("").build(endpoint, values)
