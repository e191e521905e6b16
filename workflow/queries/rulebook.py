"""The rules as the shell asks for them: the policy version a case is pinned to, and the number of an item's article."""

from functools import cache

from rules import policy as policies
from rules.policy import Policy


@cache
def policy(version: str) -> Policy:
    """The policy version of that name, read once per process. Raises FileNotFoundError for a version that is not there."""
    return policies.load(version)


def article_number(item: str) -> int:
    """The article an item belongs to: 7 for `7a`."""
    return int(item.rstrip("ab"))
