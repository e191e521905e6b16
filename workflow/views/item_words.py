"""Names of the items for lists: looked up once for each process, not once for each row."""

from functools import cache

from rules import catalogue
from rules.say import Say


@cache
def item_words(code: str) -> tuple[Say, Say]:
    """Article and title of an item: 第十条, 支持企业扩大规模."""
    item = catalogue.item(code)
    return item.article, item.title


@cache
def computes(code: str) -> bool:
    """Whether the item has a formula of its own; else it is handled by another scheme."""
    return catalogue.item(code).kind == "computes"
