"""The operator's commands."""

from flask import Flask


def register(app: Flask) -> None:
    """Attach the commands; heavy parts load when a command runs."""
