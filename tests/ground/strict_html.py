"""Judges a page as strictly as the HTML standard and our own promises: sound, safe under the CSP, usable by ear."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.constants import E as SENTENCES
from werkzeug.test import TestResponse

SVG = "{http://www.w3.org/2000/svg}"
POINTERS = (
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-labelledby",
    "aria-owns",
)
FIELDS = ("input", "meter", "output", "progress", "select", "textarea")
FIELDS_WITHOUT_LABEL = ("button", "hidden", "image", "reset", "submit")


def assert_strict(html: str, *, fragment: bool = False) -> None:
    """Fail with everything that is wrong with a whole page, or with a part that a script will put into one."""
    found = judged(html, fragment=fragment)
    assert not found, "The page is not sound:\n" + "\n".join(f"- {problem}" for problem in found)


#: What cannot make a page unsound, whatever it says: how entities are spelt, words between tags, and the values of
#: attributes that point to nothing on the page. Empty stays empty, blank stays blank, a bare & or < stays where it is.
ENTITY = re.compile(r"&(?:amp|gt|lt|quot|#\d+);")
VALUE = re.compile(
    r" (action|class|content|d|datetime|formaction|height|href|placeholder|points|src|title|value|viewBox|width|x|y)="
    r'"(?!#|\s*javascript:)[^"<&]+"',
    re.IGNORECASE,
)
WORDS = re.compile(r">[^<>&]*[^<>&\s][^<>&]*(?=<)")


def shape(html: str) -> str:
    """A page without what it says: pages of one shape are sound together, so one of them is read for all."""
    return WORDS.sub(">x", VALUE.sub(r' \1="x"', ENTITY.sub("x", html)))


def judged(html: str, *, fragment: bool = False) -> tuple[str, ...]:
    """What is wrong with a page. Only the first page of a shape is read; an unsound one is read as it is, for its words."""
    return problems(html, fragment=fragment) if problems(shape(html), fragment=fragment) else ()


@lru_cache(maxsize=4096)
def problems(html: str, *, fragment: bool = False) -> tuple[str, ...]:
    """What is wrong, one sentence each; empty for a sound page. A fragment may point to ids of the page around it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parseFragment(html) if fragment else parser.parse(html)
    lines = html.splitlines() or [""]
    syntax = [
        f"line {line}: {SENTENCES[code] % details} … {lines[min(line, len(lines)) - 1].strip()[:120]}"
        for (line, _), code, details in parser.errors
    ]
    checks = CHECKS if fragment else (*CHECKS, *CHECKS_OF_A_WHOLE_PAGE)
    return (*syntax, *(problem for check in checks for problem in check(page)))


def page_is_announced(page: Element) -> Iterator[str]:
    """Language, title and exactly one main heading."""
    if not page.get("lang", "").strip():
        yield "<html> has no lang"
    if not (page.findtext("head/title") or "").strip():
        yield "the page has no title"
    headings = len(list(page.iter("h1")))
    if headings != 1:
        yield f"{headings} h1 instead of one"


def identifiers_are_unique(page: Element) -> Iterator[str]:
    """An id stands once and is one word."""
    counts = Counter(element.get("id") for element in page.iter() if element.get("id") is not None)
    for name, number in counts.items():
        if number > 1:
            yield f"id {name!r} stands {number} times"
        if not name or len(name.split()) != 1:
            yield f"id {name!r} is not one word"


def pointers_have_targets(page: Element) -> Iterator[str]:
    """What points to an id on this page finds it."""
    known = {element.get("id") for element in page.iter()}
    for element in page.iter():
        for attribute in POINTERS:
            for target in element.get(attribute, "").split():
                if target not in known:
                    yield f"{attribute}={target!r} on {show(element)} points to nothing"
        target = element.get("href", "")
        if element.tag == "a" and target.startswith("#") and target[1:] not in known:
            yield f"the link {show(element)} leads nowhere"


def fields_have_labels(page: Element) -> Iterator[str]:
    """A label belongs to a field, and a field has a label."""
    fields = {element.get("id"): element for element in page.iter() if element.tag in FIELDS}
    labelled = {label.get("for") for label in page.iter("label")}
    wrapped = {field for label in page.iter("label") for field in label.iter() if field.tag in FIELDS}
    for label in page.iter("label"):
        target = label.get("for")
        if target is not None and target not in fields:
            yield f"label for={target!r} belongs to no field"
    for field in page.iter():
        if field.tag not in ("input", "select", "textarea") or field.get("type") in FIELDS_WITHOUT_LABEL:
            continue
        named = field.get("aria-label", "").strip() or field.get("aria-labelledby")
        if not named and field not in wrapped and (field.get("id") is None or field.get("id") not in labelled):
            yield f"{show(field)} has no label"


def things_have_names(page: Element) -> Iterator[str]:
    """Pictures have a text or are hidden from the ear; buttons and links say what they do."""
    for element in page.iter():
        hidden = element.get("aria-hidden") == "true"
        if element.tag == "img" and element.get("alt") is None:
            yield f"{show(element)} has no alt"
        if element.tag == f"{SVG}svg" and not hidden and not spoken(element):
            yield f"{show(element)} is neither named nor aria-hidden"
        speaks = element.tag in ("button", "summary", "th") or (element.tag == "a" and element.get("href") is not None)
        if speaks and not hidden and not spoken(element):
            yield f"{show(element)} says nothing"
        if element.tag == "input" and element.get("type") in ("submit", "button") and not element.get("value"):
            yield f"{show(element)} says nothing"


def nothing_is_inline(page: Element) -> Iterator[str]:
    """No style, script or handler inside the page: the content security policy would drop it silently."""
    for element in page.iter():
        if element.get("style") is not None:
            yield f"style= on {show(element)}"
        if element.tag in ("style", f"{SVG}style"):
            yield "a <style> in the page"
        if element.tag in ("script", f"{SVG}script") and element.get("src") is None:
            yield "a <script> in the page"
        for attribute, value in element.attrib.items():
            if attribute.startswith("on"):
                yield f"{attribute}= on {show(element)}"
            if attribute in ("action", "formaction", "href", "src") and value.strip().lower().startswith("javascript:"):
                yield f"script in {attribute} of {show(element)}"


def order_is_natural(page: Element) -> Iterator[str]:
    """The keyboard follows the page."""
    for element in page.iter():
        if element.get("tabindex", "0").strip() not in ("0", "-1"):
            yield f"tabindex={element.get('tabindex')!r} on {show(element)}"


CHECKS: tuple[Callable[[Element], Iterator[str]], ...] = (
    identifiers_are_unique,
    fields_have_labels,
    things_have_names,
    nothing_is_inline,
    order_is_natural,
)
CHECKS_OF_A_WHOLE_PAGE = (page_is_announced, pointers_have_targets)


def spoken(element: Element) -> str:
    """What a screen reader has to say for an element, roughly: its name, its text, its pictures' texts."""
    if element.get("aria-hidden") == "true":
        return ""
    own = element.get("aria-label") or element.get("aria-labelledby") or element.get("alt") or element.text or ""
    inner = "".join(spoken(child) + (child.tail or "") for child in element)
    return (own + inner).strip()


def show(element: Element) -> str:
    """The opening tag, short."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag.removeprefix(SVG)}{attributes}>"[:160]


class StrictClient(FlaskClient):
    """A test client that accepts no unsound page: `app.test_client_class = StrictClient`.

    An answer to a script (header `X-Requested-With`) is a fragment, any other HTML is a whole page. Tests run on two
    databases; the pages come from the same templates, so it is enough to judge them on the embedded one.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send the request and judge every page that comes back, error pages too; files are read and closed."""
        response = super().open(*args, **({"buffered": True} | kwargs))
        for name, value in response.headers:  # a real server cannot send anything else
            assert value.isascii(), f"{name}: {value}"
        embedded = self.application.config.get("SQLALCHEMY_DATABASE_URI", "sqlite").startswith("sqlite")
        if embedded and response.mimetype == "text/html" and response.data and not 300 <= response.status_code < 400:
            assert_strict(response.text, fragment="X-Requested-With" in response.request.headers)
        return response
