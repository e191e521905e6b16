"""A call as a calendar file (RFC 5545): when it opens, when it closes, when corrections close."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

HOUR = timedelta(hours=1)
LONGEST_LINE = 75


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line breaks are written out."""
    for char in "\\;,":
        text = text.replace(char, f"\\{char}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, never inside a character; further pieces begin with a blank."""
    piece = ""
    for char in line:
        if len((piece + char).encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += char
    yield piece


def stamp(moment: datetime) -> str:
    """A moment in UTC as calendars write it."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def event(uid: str, made: datetime, ends: datetime, summary: str, text: str, url: str) -> list[str]:
    """The hour before `ends`, with an alarm a week earlier."""
    shown = escaped(summary)
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp(made)}", f"DTSTART:{stamp(ends - HOUR)}",
        f"DTEND:{stamp(ends)}", f"SUMMARY:{shown}", f"DESCRIPTION:{escaped(text)}", f"URL:{url}", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P7D", f"DESCRIPTION:{shown}", "END:VALARM", "END:VEVENT",
    ]  # fmt: skip


def calendar_file(events: list[list[str]]) -> bytes:
    """The file of these events."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zhigan//Calls//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines = [*head, *(line for one in events for line in one), "END:VCALENDAR"]
    return "".join(f"{piece}\r\n" for line in lines for piece in folded(line)).encode()
