"""A sentence in both languages."""

from typing import NamedTuple


class Say(NamedTuple):
    """One text in Simplified Chinese and English; templates print the one the reader asked for."""

    zh: str
    en: str
