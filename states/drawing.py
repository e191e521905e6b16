"""The lifecycle for readers: `python -m states.drawing` writes docs/lifecycle.md and docs/lifecycle.svg anew."""

from pathlib import Path

from states.drawing_tables import guard_row, guards, state_rows, step_row, table
from states.drawing_words import INTRO
from states.lifecycle import STEPS, Control
from states.picture import svg

DOCS = Path(__file__).parents[1] / "docs"


def markdown() -> str:
    """The page: picture, states, steps, and the sentences of the guards."""
    controls = " → ".join(f"`{control}`" for control in Control)
    return "\n".join(
        [
            INTRO,
            f"◆ {controls}\n",
            "## 状态 · States\n",
            table(
                ["code", "经办看到 Staff", "申报单位看到 Applicant", "下一步 What happens next", "环 Ring"],
                state_rows(),
            ),
            "## 步骤 · Steps\n",
            table(
                ["action", "按钮 Button", "从 From", "到 To", "谁 Who", "条件 Only if", "理由 Reason"],
                [step_row(row) for row in STEPS],
            ),
            "## 条件不满足时的话 · What is said when a condition is not met\n",
            table(["condition", "中文", "English"], [guard_row(guard) for guard in guards()]),
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
