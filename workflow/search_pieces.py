"""Pieces of texts by which a search finds them: pairs of neighbouring characters, so that any two letters find a name.

The pieces of a name carry a sign for what they are pieces of: none for the name itself, `~` for its pinyin, `^` for the
initials of the pinyin, `#` for the credit code. What stands in nearly every name (深圳市, 有限公司) has no pinyin pieces.
"""

import re
import unicodedata
from typing import NamedTuple

RUN = re.compile(r"\w+")
BEFORE = re.compile(r"^(广东省?)?(深圳市?)?(龙华区?)?")
AFTER = re.compile(r"(股份有限公司|有限责任公司|集团有限公司|有限公司|集团|公司)$")
MOST_INITIALS = 10
LATIN = re.compile(r"[a-z0-9]+")
#: Only the first so many pieces of one text are kept: enough for 2,000 characters.
MOST = 2000


class Kind(NamedTuple):
    """One way to be found: its sign, and the length of its pieces."""

    sign: str
    length: int


NAME, PINYIN, INITIALS, CODE = Kind("", 2), Kind("~", 3), Kind("^", 2), Kind("#", 4)


def plain(text: str) -> str:
    """A text as it is compared: one width, small letters, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def pieces(text: str, kind: Kind = NAME) -> list[str]:
    """The pieces of every run of letters in a text, in order, each once, with the sign of the kind."""
    found = (
        kind.sign + run[at : at + kind.length]
        for run in RUN.findall(plain(text).replace("_", " "))
        for at in range(len(run) - kind.length + 1)
    )
    return list(dict.fromkeys(found))[:MOST]


def core(name: str) -> str:
    """What tells a name from others: 深圳岚汐传感技术有限公司 → 岚汐传感技术. The whole name when nothing would be left."""
    short = AFTER.sub("", BEFORE.sub("", plain(name)))
    return short or plain(name)


def firm_pieces(name: str, code: str) -> list[str]:
    """Every piece by which an enterprise is found; single characters of the name too."""
    from pypinyin import lazy_pinyin  # its dictionary takes a moment and is wanted once a registration

    short = core(name)
    syllables = lazy_pinyin(short)
    initials = "".join(one[:1] for one in syllables)
    found = [char for char in short if char.isalnum()] + pieces(name) + pieces("".join(syllables), PINYIN)
    return list(dict.fromkeys([*found, *pieces(initials, INITIALS), *pieces(code[8:], CODE)]))


def wanted(text: str) -> dict[Kind, list[str]]:
    """What a name must hold to be meant by a text, by each way that can find it. Nothing: every name may be meant."""
    short = plain(text)
    found = {NAME: pieces(short) or [char for char in short if char.isalnum()][:1]}
    if short.isascii() and short.isalpha():
        found |= {
            PINYIN: pieces(short, PINYIN),
            INITIALS: pieces(short, INITIALS) if len(short) <= MOST_INITIALS else [],
        }
    elif LATIN.fullmatch(short):
        found[CODE] = pieces(short.removeprefix("91440300"), CODE)
    return {kind: those for kind, those in found.items() if those}
