"""Finding a measure by its title, its text or its number; what comes nearest when nothing fits."""

import unicodedata
from collections.abc import Sequence

from workflow.queries.measures import Measure

LONGEST = 100


def typed(text: str) -> str:
    """What a person typed as it is compared: one width, lower case, single blanks, at most 100 characters."""
    return " ".join(unicodedata.normalize("NFKC", text[:LONGEST]).casefold().split())[:LONGEST]


def matching(found: Sequence[Measure], query: str) -> list[Measure]:
    """The measures that a search means: by number when it is one (10, 第十条, article 10), else by every word in the text."""
    wanted = typed(query)
    if not wanted:
        return list(found)
    numbered = [one for one in found if wanted in _numbers(one)]
    return numbered or [one for one in found if all(word in _text(one) for word in wanted.split())]


def nearest(found: Sequence[Measure], query: str) -> Measure | None:
    """The measure that shares most with a search that found nothing, what is rare counting more; None if they share nothing."""
    pairs = _pairs(typed(query))
    if not pairs:
        return None
    texts = [(one, _text(one)) for one in found]
    weight = {pair: len(pair) ** 2 / max(1, sum(pair in text for _, text in texts)) for pair in pairs}
    likeness = [sum(weight[pair] for pair in pairs if pair in text) for _, text in texts]
    best = max(range(len(texts)), key=likeness.__getitem__)
    return texts[best][0] if likeness[best] > 0 else None


def _numbers(one: Measure) -> set[str]:
    """Every way to name the item by number: 7a, 7, 第七条, 第7条, 七, article 7, article 7a."""
    code, digits = one.code, one.code.rstrip("ab")
    numeral = one.item.article.zh.strip("第条")
    ways = {digits, code, numeral, f"第{numeral}", f"第{numeral}条", f"第{digits}条", f"{digits}条", f"{numeral}条"}
    return ways | {f"article {digits}", f"article {code}", f"art. {digits}"}


def _text(one: Measure) -> str:
    item = one.item
    pairs = [item.article, item.title, *one.words, item.scheme, item.department, *(fact.label for fact in item.facts)]
    words = [word for pair in pairs if pair is not None for word in pair]
    return typed_all([*words, item.quote, *(kind.title.zh for kind in item.documents)])


def typed_all(words: Sequence[str]) -> str:
    """Texts as they are compared, without the limit of what is typed."""
    return " ".join(unicodedata.normalize("NFKC", " ".join(words)).casefold().split())


def _pairs(text: str) -> set[str]:
    """Neighbouring characters, and single ones of Chinese: they carry meaning alone."""
    run = text.replace(" ", "")
    return {run[at : at + 2] for at in range(len(run) - 1)} | {char for char in run if ord(char) > 0x2E80}
