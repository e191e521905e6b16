"""Names of the articles that pay here, for tables and choices."""

from functools import cache

from rules import catalogue
from rules.say import Say
from workflow.queries.rulebook import PAYING_ARTICLES, article_number
from workflow.views.filters import say
from workflow.views.item_words import item_words


@cache
def article_words(article: int) -> tuple[Say, Say]:
    """Number and title of an article; of one with several items, the title of the first."""
    code = next((one for one in catalogue.ITEMS if article_number(one) == article), None)
    return item_words(code) if code else (Say(f"第{article}条", f"Article {article}"), Say("", ""))


def article_choices() -> list[tuple[str, str]]:
    """The articles with a budget, for a list to choose from."""
    return [(str(article), "　".join(map(say, article_words(article)))) for article in sorted(PAYING_ARTICLES)]
