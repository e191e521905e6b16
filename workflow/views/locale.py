"""Which language a page is in: the cookie's, else Chinese."""

from flask import has_request_context, request
from flask_babel import get_locale

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}


def chosen() -> str:
    """The locale of this request."""
    if not has_request_context():
        return LANGUAGES["zh"]
    return LANGUAGES.get(request.cookies.get("lang", ""), LANGUAGES["zh"])


def english() -> bool:
    """Whether this page is in English."""
    locale = get_locale()
    return locale is not None and locale.language == "en"
