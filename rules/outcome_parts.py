"""What an outcome is made of: parts and lines of the trace, conditions, failures, months."""

from typing import Any, NamedTuple

from rules.say import Say


class Part(NamedTuple):
    """A number in a line, the words under it, and the sign before it (empty for the first)."""

    value: Say
    caption: Say
    operator: Say

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"value": self.value.as_json(), "caption": self.caption.as_json(), "operator": self.operator.as_json()}


class Line(NamedTuple):
    """One line of the explanation.

    `kind`: condition, step, cap (what is left of a limit), months, block (heading of a year), problem or sum.
    `flag`: ok or failed for a condition, capped, limited or used_up for a limit that decided, else empty.
    """

    kind: str
    title: Say
    parts: tuple[Part, ...] = ()
    result: Say | None = None
    flag: str = ""
    clause: Say | None = None
    readings: tuple[Say, ...] = ()
    note: Say | None = None

    @property
    def text(self) -> Say:
        """The whole line as one sentence in each language, for notices and the command line."""
        return Say(self._text("zh"), self._text("en"))

    def _text(self, tongue: str) -> str:
        chinese = tongue == "zh"
        words = [getattr(self.title, tongue)]
        if self.parts:
            gap = "" if chinese else " "
            shown = (
                f"{getattr(p.operator, tongue)} {getattr(p.caption, tongue)} {getattr(p.value, tongue)}".strip()
                for p in self.parts
            )
            words += ["：" if chinese else ":", gap, " ".join(shown)]
        if self.result:
            words += [" = " if self.parts else ("：" if chinese else ": "), getattr(self.result, tongue)]
        if self.note:
            words += ["；" if chinese else "; ", getattr(self.note, tongue)]
        mark = {"ok": "[✓] ", "failed": "[✗] "}.get(self.flag, "")
        return mark + "".join(words)

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "kind": self.kind,
            "title": self.title.as_json(),
            "parts": [part.as_json() for part in self.parts],
            "result": self.result.as_json() if self.result else None,
            "flag": self.flag,
            "clause": self.clause.as_json() if self.clause else None,
            "readings": [reading.as_json() for reading in self.readings],
            "note": self.note.as_json() if self.note else None,
        }
