"""The lifecycle for readers: `python -m states.drawing` writes docs/lifecycle.md and docs/lifecycle.svg anew."""

from pathlib import Path

from states import words
from states.dossier import Dossier
from states.guard import Guard
from states.lifecycle import STEPS, Control, State, Step
from states.picture import svg

DOCS = Path(__file__).parents[1] / "docs"

# Numbers for the sentences of the guards that quote them.
EXAMPLE = Dossier(
    facts_missing=3,
    documents_missing=2,
    documents_unchecked=2,
    correction_items_open=4,
    correction_days_left=6,
    computed_fen=60_000_000,
    award_fen=70_000_000,
    budget_room_fen=20_000_000,
    publicity_days_left=3,
    objections_open=1,
    instalments_left=2,
)

INTRO = """# 一件申请的一生 · The life of an application

<!-- Written by `python -m states.drawing` from the table in states/lifecycle.py. Do not edit by hand. -->

![生命周期图 Lifecycle](lifecycle.svg)

每个状态是最后办完的里程碑；“会议审定”例外，表示已提交会议、等待审定。没有终点的步骤只留下记录，不改变状态。
五个控制环节（◆）在同一件申请上由五个不同的人办。条件不满足时，界面显示下面的句子。

A state is the last milestone that was finished, except the committee: there the case is on an agenda and awaits its
decision. A step without a target leaves the state and only writes its record. The five control steps (◆) are done by
five different people on one case. When a condition is not met, the page shows the sentence listed below.
"""


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _state_rows() -> list[list[str]]:
    rows = []
    for state in State:
        staff, applicant, sentence = words.STAFF_WORDS[state], words.APPLICANT_WORDS[state], words.NEXT_SENTENCES[state]
        rows.append(
            [
                f"`{state}`",
                f"{staff.zh}<br>{staff.en}",
                f"{applicant.zh}<br>{applicant.en}",
                f"{sentence.zh}<br>{sentence.en}",
                f"{words.RINGS[state].turns}/5",
            ]
        )
    return rows


def _step_row(row: Step) -> list[str]:
    roles = [words.ROLE_WORDS[role] for role in row.roles]
    return [
        f"`{row.action}`" + (" ◆" if row.control else ""),
        f"{row.label.zh}<br>{row.label.en}",
        "<br>".join(words.STAFF_WORDS[source].zh for source in row.sources),
        words.STAFF_WORDS[row.target].zh if row.target else "–",
        "、".join(role.zh for role in roles) + "<br>" + ", ".join(role.en for role in roles),
        "<br>".join(f"`{guard.code}`" for guard in row.guards),
        "是 yes" if row.needs_reason else "",
    ]


def guards() -> list[Guard]:
    """Every guard of the table once, in the order in which it first appears."""
    return list({guard.code: guard for row in STEPS for guard in row.guards}.values())


def _guard_row(guard: Guard) -> list[str]:
    example = guard.blocker(EXAMPLE)
    return [f"`{guard.code}`", example.zh, example.en]


def markdown() -> str:
    """The page: picture, states, steps, and the sentences of the guards."""
    controls = " → ".join(f"`{control}`" for control in Control)
    return "\n".join(
        [
            INTRO,
            f"◆ {controls}\n",
            "## 状态 · States\n",
            _table(
                ["code", "经办看到 Staff", "申报单位看到 Applicant", "下一步 What happens next", "环 Ring"],
                _state_rows(),
            ),
            "## 步骤 · Steps\n",
            _table(
                ["action", "按钮 Button", "从 From", "到 To", "谁 Who", "条件 Only if", "理由 Reason"],
                [_step_row(row) for row in STEPS],
            ),
            "## 条件不满足时的话 · What is said when a condition is not met\n",
            _table(["condition", "中文", "English"], [_guard_row(guard) for guard in guards()]),
        ]
    )


def pages() -> dict[Path, str]:
    """What belongs into the docs folder, by path."""
    return {DOCS / "lifecycle.md": markdown(), DOCS / "lifecycle.svg": svg()}


def write() -> None:
    """Write both pages."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
