"""The tables of the lifecycle page: states, steps, and the sentences of the guards."""

from states.drawing_words import EXAMPLE
from states.guard import Guard
from states.lifecycle import STEPS, State, Step
from states.next_words import NEXT_SENTENCES
from states.rings import RINGS
from states.words import APPLICANT_WORDS, ROLE_WORDS, STAFF_WORDS


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def state_rows() -> list[list[str]]:
    """Every state: its words for both audiences, what comes next, how much of its ring is filled."""
    rows = []
    for state in State:
        staff, applicant, sentence = STAFF_WORDS[state], APPLICANT_WORDS[state], NEXT_SENTENCES[state]
        rows.append(
            [
                f"`{state}`",
                f"{staff.zh}<br>{staff.en}",
                f"{applicant.zh}<br>{applicant.en}",
                f"{sentence.zh}<br>{sentence.en}",
                f"{RINGS[state].turns}/5",
            ]
        )
    return rows


def step_row(row: Step) -> list[str]:
    """A step: button, states, roles, conditions, whether it needs a reason."""
    roles = [ROLE_WORDS[role] for role in row.roles]
    return [
        f"`{row.action}`" + (" ◆" if row.control else ""),
        f"{row.label.zh}<br>{row.label.en}",
        "<br>".join(STAFF_WORDS[source].zh for source in row.sources),
        STAFF_WORDS[row.target].zh if row.target else "–",
        "、".join(role.zh for role in roles) + "<br>" + ", ".join(role.en for role in roles),
        "<br>".join(f"`{guard.code}`" for guard in row.guards),
        "是 yes" if row.needs_reason else "",
    ]


def guards() -> list[Guard]:
    """Every guard of the table once, in the order in which it first appears."""
    return list({guard.code: guard for row in STEPS for guard in row.guards}.values())


def guard_row(guard: Guard) -> list[str]:
    """A condition with the sentence it says, for an example case."""
    example = guard.blocker(EXAMPLE)
    return [f"`{guard.code}`", example.zh, example.en]
