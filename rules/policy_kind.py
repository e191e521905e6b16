"""What a version of the policy is called in a line: the words of its title that tell it from others, never its code."""

import re
import tomllib
from functools import cache
from pathlib import Path

from rules.say import Say

HERE = Path(__file__).parent / "policies"
#: What stands in brackets at the end of a title: （征求意见稿）, (consultation draft).
KIND = re.compile(r"[（(]([^（()）]+)[)）]\s*$")


@cache
def policy_kind(version: str) -> Say:
    """征求意见稿 in place of `consultation-draft`; a version whose file is not in this release keeps its code."""
    file = next((one for one in HERE.glob("*.toml") if one.stem == version), None)
    if file is None:
        return Say(version, version)
    title = tomllib.loads(file.read_text(encoding="utf-8"))["policy"]["title"]
    return Say(_kind(title["zh"]), _kind(title["en"]))


def _kind(title: str) -> str:
    found = KIND.search(title)
    return found[1] if found else title
