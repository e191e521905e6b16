"""Where a Chinese name stands in a list: by the first letters of its characters, which GB 2312 keeps in pinyin order."""

from bisect import bisect_right

#: First code of each letter among the 3,755 common characters; no pinyin begins with i, u or v.
STARTS = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"), (0xB9FE, "h"),
    (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"), (0xC5BE, "p"), (0xC6DA, "q"),
    (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"), (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
LAST = 0xD7F9


def initial(char: str) -> str:
    """The first letter of a common character's pinyin; anything else stands for itself, in small letters."""
    try:
        code = int.from_bytes(char.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return char.lower()
    if not STARTS[0][0] <= code <= LAST:
        return char.lower()
    return STARTS[bisect_right(STARTS, (code, "~")) - 1][1]


def sort_key(name: str) -> str:
    """The key of a name: at most 200 characters."""
    return "".join(initial(char) for char in name)[:200]
