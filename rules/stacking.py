"""No double funding: the same matter is not paid twice (不重复资助). Pure: the shell asks at evaluation and before payment.

A matter is an enterprise with an invoice, a contract, a leased unit in a month, a product or a statistics year. Invoices,
contracts and unit months are the same matter under every item. A product, a statistics year or a project is one only
within its item, because different articles reward different things about it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rules import money
from rules.matter_kinds import KINDS, shown
from rules.say import Say


class Filing(NamedTuple):
    """A case as the check sees it. `fen` is its award; `keys` come from `keys_of`, `files` are hashes of its documents."""

    case: str
    item: str
    enterprise: str
    year: int
    fen: int
    keys: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


class Declared(NamedTuple):
    """Money from another public source that the enterprise has declared, or an outcome reported by another scheme."""

    source: str
    fen: int


class Hit(NamedTuple):
    """Something found twice. `kind`: matter · file · declared · exclusive. It names both cases; `fen` is the other money."""

    kind: str
    key: str
    case: str
    other: str
    fen: int
    text: Say


def find(
    own: Filing, others: Iterable[Filing], declared: Iterable[Declared] = (), exclusive: Iterable[frozenset[str]] = ()
) -> tuple[Hit, ...]:
    """Everything that a case shares with other cases or other money, in a fixed order."""
    excluded = list(exclusive)
    hits: list[Hit] = []
    for other in sorted(others):
        if other.case != own.case:
            hits += [*_matters(own, other), *_files(own, other), *_exclusive(own, other, excluded)]
    for one in sorted(declared):
        text = Say(
            f"{own.case}的同一事项已从“{one.source}”获得{money.grouped(one.fen)}元",
            f"{own.case}: {money.grouped(one.fen)} yuan for the same matter came from {one.source}",
        )
        hits.append(Hit("declared", one.source, own.case, one.source, one.fen, text))
    return tuple(hits)


def _matters(own: Filing, other: Filing) -> Iterator[Hit]:
    if own.enterprise != other.enterprise:
        return
    for shared in sorted(own.keys & other.keys):
        kind, _, value = shared.partition(":")
        words, told = KINDS[kind], shown(kind, value)
        text = Say(
            f"{own.case}与{other.case}使用了相同的{words.zh}：{told}",
            f"{own.case} and {other.case} rest on the same {words.en}: {told}",
        )
        yield Hit("matter", shared, own.case, other.case, other.fen, text)


def _files(own: Filing, other: Filing) -> Iterator[Hit]:
    for shared in sorted(own.files & other.files):
        text = Say(f"{own.case}与{other.case}提交了同一份文件", f"{own.case} and {other.case} hand in the same file")
        yield Hit("file", shared, own.case, other.case, 0, text)


def _exclusive(own: Filing, other: Filing, excluded: list[frozenset[str]]) -> Iterator[Hit]:
    pair = frozenset({own.item, other.item})
    if own.enterprise == other.enterprise and own.year == other.year and pair in excluded:
        text = Say(
            f"{own.case}与{other.case}的事项同一年度不能同时享受",
            f"the items of {own.case} and {other.case} exclude each other in one year",
        )
        yield Hit("exclusive", "+".join(sorted(pair)), own.case, other.case, other.fen, text)
