"""The kinds of one matter that may be supported once, and their keys."""

import unicodedata
from collections.abc import Iterable, Mapping

from rules.say import Say

KINDS = {
    "invoice": Say("发票", "invoice"),
    "contract": Say("合同", "contract"),
    "unit_month": Say("租赁房号和月份", "leased unit and month"),
    "product": Say("产品型号", "product model"),
    "statistics_year": Say("统计年度", "statistics year"),
    "project": Say("项目", "project"),
}


OF_ONE_ITEM = ("product", "statistics_year", "project")


def key(kind: str, item: str, value: str) -> str:
    """One matter as text: letters and digits only, full-width and small letters made equal, so that typing differs less."""
    if kind not in KINDS:
        raise ValueError(f"no matter of kind {kind!r}")
    plain = "".join(c for c in unicodedata.normalize("NFKC", value).upper() if c.isalnum())
    return f"{kind}:{item}:{plain}" if kind in OF_ONE_ITEM else f"{kind}:{plain}"


def keys_of(item: str, evidence: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The matters of a case from its evidence: a kind of `KINDS` with its numbers. A number without a letter is none."""
    found = (key(kind, item, value) for kind, values in evidence.items() for value in values)
    return frozenset(one for one in found if not one.endswith(":"))


def shown(kind: str, value: str) -> str:
    """A key as people read it: without the item, a month with its dash."""
    text = value.partition(":")[2] if kind in OF_ONE_ITEM else value
    return f"{text[:-2]}-{text[-2:]}" if kind == "unit_month" else text
