"""The drawn lifecycle is the one in the table, complete, legible and up to date."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from states import picture, picture_card, picture_cards, picture_routes
from states.drawing import markdown, pages
from states.drawing_tables import guards
from states.lifecycle import STEPS, State, Step
from states.picture_icons import ICONS, TONES
from states.rings import RINGS
from states.words import STAFF_WORDS

SVG = "{http://www.w3.org/2000/svg}"


def texts() -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(picture.svg()).iter(f"{SVG}text")]


def test_the_committed_pages_are_up_to_date() -> None:
    for path, text in pages().items():
        assert path.read_text(encoding="utf-8") == text, f"run `python -m states.drawing` to renew {path.name}"


def test_the_picture_names_every_state_and_step_in_both_languages() -> None:
    shown = " / ".join(texts()).split(" / ")
    for words in [*STAFF_WORDS.values(), *(row.label for row in STEPS)]:
        assert words.zh in shown
        assert words.en in shown


def test_a_step_without_a_route_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    shortcut = Step("approve", (State.DRAFT,), State.PAID, (), ())
    monkeypatch.setattr(picture_routes, "STEPS", (*STEPS, shortcut))
    with pytest.raises(ValueError, match="draft"):
        picture.svg()


def test_cards_do_not_overlap_and_stay_on_the_sheet() -> None:
    cards = picture_cards.cards().values()
    assert len(cards) == len(State)
    for one, other in combinations(cards, 2):
        apart = one.right < other.x or other.right < one.x or one.bottom < other.y or other.bottom < one.y
        assert apart, (one.state, other.state)
    assert all(card.x > 0 and card.right < picture_card.WIDTH for card in cards)


def test_every_ring_can_be_drawn() -> None:
    assert {ring.icon for ring in RINGS.values()} <= set(ICONS)
    assert {ring.icon for ring in RINGS.values()} == set(TONES)


def test_the_picture_stands_alone() -> None:
    text = picture.svg()
    assert "prefers-color-scheme:dark" in text
    assert not re.search(r"href|@import|url\((?!#)|<script|<foreignObject", text)


def test_the_page_lists_every_state_step_and_guard() -> None:
    page = markdown()
    for code in [*State, *(row.action for row in STEPS), *(guard.code for guard in guards())]:
        assert f"`{code}`" in page
    widths = {line.count(" | ") for line in page.splitlines() if line.startswith("|")}
    assert widths == {2, 4, 6}
