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

POLICIES = ("difference", "block", "higher_of")


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


class Settlement(NamedTuple):
    """What may be paid in fen after the check, which other cases have to be reversed for it, and why."""

    fen: int
    reverse: tuple[str, ...]
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


def settle(own_fen: int, hits: Iterable[Hit], dup_policy: str = "difference") -> Settlement:
    """What may be paid of an award when the same matter has got other money. Each other case or source counts once.

    `difference`: the award less the other money · `block`: nothing if there is any · `higher_of`: the larger single award,
    the other ones reversed. A file handed in twice is a flag for the caseworker and changes no amount.
    """
    if dup_policy not in POLICIES:
        raise ValueError(f"no way to settle called {dup_policy!r}")
    other = {hit.other: hit.fen for hit in hits if hit.kind != "file" and hit.fen > 0}
    if not other:
        return Settlement(own_fen, (), Say("没有同一事项的其他资金", "no other money for the same matter"))
    names, total = "、".join(sorted(other)), money.grouped(sum(other.values()))
    english = ", ".join(sorted(other))
    if dup_policy == "block":
        return Settlement(
            0, (), Say(f"同一事项已获资助（{names}），不再支持", f"already funded ({english}); nothing more")
        )
    if dup_policy == "difference":
        fen = max(0, own_fen - sum(other.values()))
        return Settlement(
            fen, (), Say(f"扣除同一事项已获{total}元（{names}）", f"less {total} yuan for the same matter ({english})")
        )
    if own_fen > max(other.values()):
        text = Say(
            f"就高支持，撤回较低的资助（{names}）", f"the higher award counts; the lower ones are reversed ({english})"
        )
        return Settlement(own_fen, tuple(sorted(other)), text)
    return Settlement(
        0, (), Say(f"就高不重复，已有更高或相同的资助（{names}）", f"an award as high exists ({english})")
    )
