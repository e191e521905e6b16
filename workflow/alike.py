"""The plain form of what enterprises write down, so that the same thing written in two ways is found to be the same."""

import re
import unicodedata
from hashlib import sha256

#: What everybody here may leave out of an address.
DISTRICT = ("中国", "广东省", "广东", "深圳市", "深圳", "龙华新区", "龙华区")
DIGITS = str.maketrans("一二三四五六七八九", "123456789")
NOT_WORD = re.compile(r"[\W_]+")
#: One word for what addresses call by several: building and floor; what ends a room says nothing.
SAME = ((r"(?<=[0-9A-Z])[幢座]", "栋"), (r"(?<=[0-9])[楼F]", "层"), (r"(?<=[0-9])[室房]$", ""))
#: Shorter ones say too little to tie anybody to anybody.
LEAST = {"account": 6, "address": 6, "phone": 7, "representative": 2}


def plain(kind: str, text: str) -> str:
    """The plain form of an account, address, telephone number or name; empty when it says too little."""
    text = unicodedata.normalize("NFKC", text).upper()
    if kind in {"account", "phone"}:
        text = re.sub(r"\D", "", text)
        text = text.removeprefix("86") if kind == "phone" and len(text) == 13 else text
    else:
        text = NOT_WORD.sub("", text)
    if kind == "address":
        text = _address(text)
    return text if len(text) >= LEAST[kind] else ""


def _address(text: str) -> str:
    cut = True
    while cut:
        cut = False
        for name in DISTRICT:
            if text.startswith(name):
                text, cut = text.removeprefix(name), True
    text = re.sub(r"[一二三四五六七八九](?=[栋幢座楼层号期])", lambda found: found[0].translate(DIGITS), text)
    for pattern, word in SAME:
        text = re.sub(pattern, word, text)
    return text


def fingerprint(kind: str, text: str) -> str:
    """SHA-256 of a plain form; its kind goes in, so that an account and a telephone number never meet."""
    return sha256(f"{kind}:{text}".encode()).hexdigest()
