"""The form of an automatic check: what was looked at, how it came out, by which evidence, and where to look oneself."""

from typing import Literal, NamedTuple

#: ok: it holds · bad: it does not · look: a person must look · wait: not done yet.
Level = Literal["ok", "bad", "look", "wait"]


class Check(NamedTuple):
    """One line. `evidence` stands below it; `url` leads to where it comes from, under the words `link`."""

    level: Level
    text: str
    evidence: str = ""
    url: str = ""
    link: str = ""
