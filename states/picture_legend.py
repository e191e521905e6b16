"""What the colours and marks of the picture mean."""

from states.picture_pens import diamond, line, text
from states.say import Say

LEGEND = (
    ("main", Say("由主管部门办", "With the bureau")),
    ("turn", Say("等申报单位", "Waiting for the applicant")),
    ("good", Say("已办成", "Done")),
    ("no", Say("不予支持", "Not supported")),
    ("gone", Say("未开始或已撤回", "Not started or withdrawn")),
)


def legend(y: int) -> str:
    """The legend, its first line at that height."""
    parts = []
    for number, (tone, words) in enumerate(LEGEND):
        row = y + 24 * number
        parts.append(f'<g class="ring {tone}"><circle class="dot" cx="49" cy="{row - 4}" r="6"/></g>')
        parts.append(text(66, row, "event", words.zh) + text(168, row, "en", words.en))
    row = y + 24 * len(LEGEND)
    parts.append(diamond(49, row - 4) + text(66, row, "event", "控制环节") + text(168, row, "en", "Control step:"))
    parts.append(text(66, row + 18, "event", "五步由五个人办") + text(168, row + 18, "en", "five different people"))
    row += 48
    parts.append(line("back", f"M49 {row + 1}V{row - 12}") + text(66, row, "event", "退回"))
    parts.append(text(168, row, "en", "Returned"))
    return "".join(parts)
