"""What must be true about changed facts and amounts (overrides) before a step."""

from states.guard import Guard, about
from states.say import Say

override_open = about(
    "override_open",
    lambda d: d.overrides_open > 0,
    Say("没有等确认的调整", "No change of a number waits for confirmation"),
)
no_override_open = about(
    "no_override_open",
    lambda d: d.overrides_open == 0,
    Say(
        "还有{d.overrides_open}处调整没有第二个人确认，请先确认或撤销",
        "Changed numbers not confirmed by a second person: {d.overrides_open}; confirm or withdraw them first",
    ),
)
not_own_change = Guard(
    "not_own_change",
    lambda d, a: a.user_id not in d.changed_by,
    Say(
        "您提出过这件的调整，复核要由另一位同事做",
        "You proposed a changed number of this case; another colleague reviews it",
    ),
)
