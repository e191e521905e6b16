"""What must be true to stop, restart and extend the bureau's clock."""

from states.guard import about
from states.say import Say

clock_running = about(
    "clock_running",
    lambda d: not d.clock_stopped and not d.condition_open,
    Say("计时已经停着，不用再停", "The clock stands still already"),
)
clock_stopped = about(
    "clock_stopped",
    lambda d: d.clock_stopped,
    Say("计时没有停，不用恢复", "The clock is running; there is nothing to restart"),
)
stage_not_extended = about(
    "stage_not_extended",
    lambda d: d.clock_extensions == 0,
    Say("这个环节已延长过一次，不能再延长", "This stage was extended once already and cannot be extended again"),
)
