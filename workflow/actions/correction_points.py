"""The points of a correction notice: what it may name, what must stand on it, and its words."""

from collections.abc import Mapping, Sequence

from rules.item import Item
from states.guard import Blocker
from states.say import Say
from workflow.actions.application import OTHER_MONEY
from workflow.queries.casefile import CaseFile

#: Parts of the form beside the item's own facts that a notice may name.
BESIDE_FACTS = {OTHER_MONEY: Say("同一事项的其他资助", "Other public money for the same matter")}


def problems(file: CaseFile, points: Sequence[Mapping[str, str]]) -> list[Blocker]:
    """What is wrong with the list: empty, a point double or unknown, without words, or not complete."""
    words = titles(file.item)
    named = [(one["kind"], one["name"]) for one in points]
    found = []
    if not points:
        found.append(
            Blocker("empty", "补正通知还没有内容，请至少选一项", "The notice is empty; choose at least one point")
        )
    if len(set(named)) < len(named) or set(named) - set(words):
        found.append(
            Blocker(
                "unknown_point",
                "补正通知里有重复或不存在的项目，请重新选",
                "A point is double or unknown; choose again",
            )
        )
    if not all(one["wrong"] for one in points):
        found.append(
            Blocker(
                "wrong_missing", "每一项都要写清哪里不对、怎么补", "Say for each point what is wrong and what is needed"
            )
        )
    if missed := [kind for kind in refused_kinds(file) if ("document", kind) not in named]:
        zh = "、".join(words["document", kind].zh for kind in missed)
        en = ", ".join(words["document", kind].en for kind in missed)
        found.append(
            Blocker(
                "refused_missing",
                f"补正通知要一次写全，这些材料不通过或没有交，却没有列进来：{zh}",
                f"The notice must be complete; these refused or missing documents are not on it: {en}",
            )
        )
    return found


def refused_kinds(file: CaseFile) -> list[str]:
    """Kinds of documents with a refused file, or awaited since a conditional acceptance, in the order of the item's list."""
    refused = {d.kind for d, _blob, verdict in file.documents if verdict is not None and verdict.verdict == "refused"}
    if file.terms.open_condition is not None:
        refused |= set(file.missing_documents)
    return [kind.code for kind in file.item.documents if kind.code in refused]


def titles(item: Item) -> dict[tuple[str, str], Say]:
    """What a notice may name, with its words: (kind, name) of every fact and document, and other public money."""
    named = {("fact", fact.name): Say(*fact.label) for fact in item.facts}
    named |= {("fact", name): words for name, words in BESIDE_FACTS.items()}
    return named | {("document", kind.code): Say(*kind.title) for kind in item.documents}


def spoken(file: CaseFile, points: Sequence[Mapping[str, str]]) -> str:
    """The list as one text; what is wrong stays in the words of the caseworker."""
    words = titles(file.item)
    return "；".join(f"{words[one['kind'], one['name']].zh}：{one['wrong'].rstrip('。；;.')}" for one in points)
