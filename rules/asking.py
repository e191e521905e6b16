"""What an article asks for: constructors named after the kinds of facts."""

from typing import Any

from rules.asked import Asked


def Yuan(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802  # capitalised: field names would shadow it
    """Money in yuan, stated as text with at most two decimals."""
    return Asked("yuan", zh, en, **more)


def Area(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """An area in m², above zero."""
    return Asked("area", zh, en, **more)


def Months(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """A count of calendar months, at least one."""
    return Asked("months", zh, en, **more)


def Month(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """A calendar month such as 2024-07."""
    return Asked("month", zh, en, **more)


def Yes(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """A question to be answered yes or no."""
    return Asked("yes", zh, en, **more)


def Year(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """The calendar year whose cap the award belongs to."""
    return Asked("int", zh, en, scope=True, **more)


def Project(zh: str, en: str, **more: Any) -> Asked:  # noqa: N802
    """The project whose cap the award belongs to."""
    return Asked("text", zh, en, scope=True, **more)
