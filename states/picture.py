"""The lifecycle as a picture (SVG), drawn from the table. Places are chosen by hand, everything else is computed.

Main line downwards, returns upwards between two cards, corrections on the left, the other ends on the right.
A step between two states that has no route here is an error, so the picture cannot fall behind the table.
"""

from states.lifecycle import State
from states.picture_card import HEAD, LINE, WIDTH, Card
from states.picture_cards import cards, events_of
from states.picture_icons import ICONS, TONES
from states.picture_legend import legend
from states.picture_pens import diamond, text
from states.picture_routes import routes
from states.picture_style import STYLE
from states.rings import RINGS
from states.words import STAFF_WORDS


def _card(card: Card) -> str:
    icon = RINGS[card.state].icon
    tone, words = TONES[icon], STAFF_WORDS[card.state]
    parts = [
        f'<rect class="card {tone}" x="{card.x}" y="{card.y}" width="{card.w}" height="{card.h}" rx="8"/>',
        f'<g class="ring {tone}" transform="translate({card.x + 14} {card.y + 11}) scale(1.25)">{ICONS[icon]}</g>',
        text(card.x + 44, card.y + 27, "name", words.zh),
        text(card.x + 52 + 17 * len(words.zh), card.y + 26, "en", words.en),
    ]
    for number, row in enumerate(events_of(card.state)):
        y = card.y + HEAD + 10 + LINE * number
        parts.append(text(card.x + 44, y, "event", row.label.zh))
        parts.append(text(card.x + 134, y, "en", row.label.en))
        if row.control:
            parts.append(diamond(card.x + 26, y - 4))
    return "".join(parts)


def svg() -> str:
    """The whole picture, readable on a light and on a dark page, with the fonts of the reader's system."""
    place = cards()
    height = place[State.PAID].bottom + 32
    markers = "".join(
        f'<marker id="{tone}" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path class="tip {tone}" d="M0 0 8 4 0 8z"/></marker>'
        for tone in ("main", "back", "turn", "no", "gone")
    )
    body = routes(place) + "".join(map(_card, place.values()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">'
        '<title id="t">一件申请的一生 · The life of an application</title>'
        '<desc id="d">每个状态、每一步和退回的路线。States, steps and returns, drawn from the table of steps.</desc>'
        f"<style>{STYLE}</style><defs>{markers}</defs>"
        f'<rect class="sheet" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1}" rx="12"/>'
        + text(36, 40, "title", "一件申请的一生")
        + text(196, 40, "en", "The life of an application")
        + body
        + legend(place[State.COMMITTEE].y + 150)
        + "</svg>\n"
    )
