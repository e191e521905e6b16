"""Two runs of an evaluation side by side: what they stood on, each step of both, and what differs."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from flask_babel import gettext as _

from forms.layout import labels_of
from rules.item import Item
from workflow.models.evaluation import Evaluation
from workflow.views.fact_text import fact_text
from workflow.views.filters import ruleset, say, yuan


class Pair(NamedTuple):
    """One line of both runs; empty text: that run has no such line."""

    title: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the runs are not the same here."""
        return self.before != self.after


def comparison(item: Item, before: Evaluation, after: Evaluation) -> list[tuple[str, list[Pair]]]:
    """The parts of a comparison with their lines, in the order of a receipt."""
    return [
        (_("结果"), _result(before, after)),
        (_("规则"), _rules(before, after)),
        (_("事实"), _inputs(item, before.inputs, after.inputs)),
        (_("人工调整"), _aligned(_changes(before), _changes(after))),
        (_("已获资助"), _aligned(_context(before), _context(after))),
        (_("同一事项的其他资金"), _aligned(_hits(before), _hits(after))),
        (_("计算步骤"), _aligned(_steps(before), _steps(after))),
    ]


def _result(before: Evaluation, after: Evaluation) -> list[Pair]:
    amounts = (_("%(sum)s元", sum=yuan(run.amount_fen)) for run in (before, after))
    words = (say(run.outcome["reason_text"]) for run in (before, after))
    return [Pair(_("建议金额"), *amounts), Pair(_("计算结论"), *words)]


def _rules(before: Evaluation, after: Evaluation) -> list[Pair]:
    return [
        Pair(_("规则版本"), ruleset(before.policy_version), ruleset(after.policy_version)),
        Pair(_("规则校验值"), before.policy_digest[:12], after.policy_digest[:12]),
        Pair(_("计算引擎"), before.engine, after.engine),
    ]


def _inputs(item: Item, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Pair]:
    labels = labels_of(item)
    names = [name for name in labels if name in before or name in after]
    names += sorted((before.keys() | after.keys()) - labels.keys())
    found = []
    for name in names:
        fact = labels.get(name)
        texts = (
            "" if name not in one else fact_text(fact, one[name]) if fact else str(one[name]) for one in (before, after)
        )
        found.append(Pair(say(fact.label) if fact else name, *texts))
    return found


def _changes(run: Evaluation) -> list[tuple[str, str]]:
    found = []
    for one in run.sources.get("changes", []):
        if one["label"]:
            found.append((say(one["label"]), f"{say(one['was'])} → {say(one['now'])}"))
        else:
            found.append((_("金额"), f"{yuan(one['from_fen'])} → {yuan(one['to_fen'])}"))
    return found


def _context(run: Evaluation) -> list[tuple[str, str]]:
    return [
        (" ".join(str(entry[name]) for name in ("year", "project") if entry.get(name)), _awarded(entry))
        for entry in run.context
    ]


def _awarded(entry: Mapping[str, Any]) -> str:
    told = _("%(sum)s元", sum=entry["yuan"])
    return told if "months" not in entry else _("%(sum)s，%(n)s个月", sum=told, n=entry["months"])


def _hits(run: Evaluation) -> list[tuple[str, str]]:
    return [(say(hit["text"]), _("%(sum)s元", sum=yuan(hit["fen"])) if hit["fen"] else "—") for hit in run.hits]


def _steps(run: Evaluation) -> list[tuple[str, str]]:
    return [(say(line["title"]), _step(line)) for line in run.outcome["lines"]]


def _step(line: Mapping[str, Any]) -> str:
    if line["kind"] == "condition" and not line["parts"]:
        return _("不符合") if line["flag"] == "failed" else _("符合")
    parts = " ".join(f"{say(part['operator'])} {say(part['value'])}".strip() for part in line["parts"])
    result = say(line["result"]) if line["result"] else ""
    return " = ".join(text for text in (parts, result) if text) or "—"


def _aligned(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[Pair]:
    """Lines with the same title face each other; a line that only one run has faces nothing."""
    old, new = ([title for title, _text in lines] for lines in (before, after))
    found: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [
                Pair(title, one, other) for (title, one), (_same, other) in zip(before[a:b], after[c:d], strict=True)
            ]
        else:
            found += [Pair(title, text, "") for title, text in before[a:b]]
            found += [Pair(title, "", text) for title, text in after[c:d]]
    return found


def count(parts: Iterable[tuple[str, list[Pair]]]) -> int:
    """How many lines differ."""
    return sum(pair.differs for _title, pairs in parts for pair in pairs)
