"""The strokes of the picture: words, labels in both languages, lines with an arrow, the mark of a control step."""

from html import escape

from states.lifecycle import Step
from states.say import Say


def text(x: int, y: int, kind: str, words: str, anchor: str = "start") -> str:
    """One line of words, escaped; `kind` is their class in the style of the picture."""
    extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" class="{kind}"{extra}>{escape(words)}</text>'


def both(x: int, y: int, words: Say, anchor: str = "start") -> str:
    """A label of two lines: Chinese above, English below."""
    return text(x, y, "zh", words.zh, anchor) + text(x, y + 15, "en", words.en, anchor)


def line(tone: str, points: str) -> str:
    """A line with an arrow at its end; `points` is the body of an SVG path."""
    return f'<path class="line {tone}" marker-end="url(#{tone})" d="{points}"/>'


def diamond(x: int, y: int) -> str:
    """The mark of a control step, around its middle."""
    return f'<path class="control" d="M{x} {y - 5}l5 5-5 5-5-5z"/>'


def labels_of(rows: list[Step]) -> Say:
    """The labels of steps that share a route, side by side."""
    return Say(" / ".join(row.label.zh for row in rows), " / ".join(row.label.en for row in rows))
