"""Which language a page is in: the cookie's, else Chinese."""

from collections.abc import Iterable
from typing import Any

from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel import Domain, get_domain, get_locale

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}


def chosen() -> str:
    """The locale of this request."""
    if not has_request_context():
        return LANGUAGES["zh"]
    return LANGUAGES.get(request.cookies.get("lang", ""), LANGUAGES["zh"])


def english() -> bool:
    """Whether this page is in English. Asked hundreds of times a page: what Flask-Babel has found once is read directly."""
    held = getattr(g, "_flask_babel", None) if has_app_context() else None
    locale = getattr(held, "babel_locale", None) or get_locale()
    return locale is not None and locale.language == "en"


def listed(words: Iterable[str]) -> str:
    """Words in a row as this page's language parts them."""
    return (", " if english() else "、").join(words)


def _single(text: str) -> str:
    return str(get_domain().get_translations().ugettext(text)) if english() else text


def _plural(one: str, many: str, count: int) -> str:
    return str(get_domain().get_translations().ungettext(one, many, count)) if english() else many


class _Quick(Domain):
    """What `gettext` of the code asks: message ids are Chinese, so only English pages look into the catalogue."""

    def gettext(self, string: str, **variables: Any) -> str:
        """The text in this page's language."""
        if english():
            return str(super().gettext(string, **variables))
        return string % variables if variables else string


def speak(app: Flask) -> None:
    """Give templates and code their `_`: message ids are Chinese, so only English pages look into the catalogue."""
    app.extensions["babel"].instance.domain_instance = _Quick()
    app.jinja_env.install_gettext_callables(_single, _plural, newstyle=True)  # type: ignore[attr-defined]
