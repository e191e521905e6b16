"""How the catalogue arranges the measures: by chapter, and counted as articles."""

from typing import Any

from workflow.queries.measure_words import CHAPTERS
from workflow.queries.measures import Measure


def articles_of(found: list[Measure]) -> list[list[Measure]]:
    """One measure for each article, chapter by chapter: 7a stands for article 7."""
    first: dict[str, Measure] = {}
    for one in found:
        first.setdefault(one.item.article.en, one)
    return [[one for one in first.values() if one.code in chapter.items] for chapter in CHAPTERS]


def chapters_of(found: list[Measure]) -> list[tuple[Any, list[Measure]]]:
    """The chapters that hold any of the measures, with them."""
    chapters = [(chapter, [one for one in found if one.code in chapter.items]) for chapter in CHAPTERS]
    return [(chapter, inside) for chapter, inside in chapters if inside]


def count(found: Any) -> int:
    """Measures are counted as articles: 7a and 7b are one."""
    return len({one.item.article.en for one in found})
