"""The rings of the states as strokes, and the colours that go with them."""

ICONS = {
    "draft": '<circle class="o" cx="8" cy="8" r="6.25" stroke-dasharray="2.2 1.727"/>',
    "submitted": '<circle class="o" cx="8" cy="8" r="6.25"/><path class="f" d="M8 8V4.4A3.6 3.6 0 0 1 11.42 6.89Z"/>',
    "checked": '<circle class="o" cx="8" cy="8" r="6.25"/><path class="f" d="M8 8V4.4A3.6 3.6 0 0 1 10.12 10.91Z"/>',
    "evaluated": '<circle class="o" cx="8" cy="8" r="6.25"/><path class="f" d="M8 8V4.4A3.6 3.6 0 1 1 5.88 10.91Z"/>',
    "committee": '<circle class="o" cx="8" cy="8" r="6.25"/><path class="f" d="M8 8V4.4A3.6 3.6 0 1 1 4.58 6.89Z"/>',
    "notice": '<circle class="o" cx="8" cy="8" r="6.25"/><circle class="f" cx="8" cy="8" r="3.6"/>',
    "paid": '<circle class="f" cx="8" cy="8" r="7"/><path class="k" d="m4.9 8.2 2.2 2.2 4-4.6"/>',
    "correction": '<circle class="o" cx="8" cy="8" r="6.25"/><path class="o" d="M8 4.6v4.2M8 11.1v.3"/>',
    "rejected": '<circle class="f" cx="8" cy="8" r="7"/><path class="k" d="m5.6 5.6 4.8 4.8M10.4 5.6l-4.8 4.8"/>',
    "withdrawn": '<circle class="o" cx="8" cy="8" r="6.25"/><path class="o" d="M5.2 8h5.6"/>',
}

TONES = dict.fromkeys(("submitted", "checked", "evaluated", "committee", "notice"), "main") | {
    "draft": "gone",
    "withdrawn": "gone",
    "paid": "good",
    "correction": "turn",
    "rejected": "no",
}
"""Colour means turn or outcome: with the bureau, the applicant's turn, done, refused, ended."""
