"""The house keeps its own rules: formatted, linted, typed, imports one way, small rooms."""

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from workflow.demo.people import HUMANS, PASSWORD

HOUSE = Path(__file__).parent.parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 50
USUAL_FILE = 60  # never raise it: split a room at a natural joint instead
TOOLS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "--output-format=concise", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "templates": ["djlint", "--quiet", "--lint", "templates"],
}


def rooms() -> dict[Path, str]:
    """Every Python file of the application with its text; migrations are history and not counted."""
    found = {HOUSE / "wsgi.py"}
    for folder in ("rules", "states", "forms", "workflow"):
        found |= {file for file in (HOUSE / folder).rglob("*.py") if "versions" not in file.parts}
    return {file: file.read_text() for file in sorted(found)}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_has_nothing_to_say(tool: str) -> None:
    program, *arguments = TOOLS[tool]
    command = [str(Path(sys.executable).parent / program), *arguments]
    answer = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_rooms_are_small() -> None:
    lines = {file: text.count("\n") for file, text in rooms().items()}
    assert {str(file): length for file, length in lines.items() if length > LONGEST_FILE} == {}
    assert statistics.median(lines.values()) <= USUAL_FILE


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{file.relative_to(HOUSE)}:{node.lineno} {node.name}"
        for file, text in rooms().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_packages_only_introduce_themselves() -> None:
    talkative = []
    for file, text in rooms().items():
        body = ast.parse(text).body
        if file.name == "__init__.py" and (len(body) != 1 or ast.get_docstring(ast.Module(body, [])) is None):
            talkative.append(str(file.relative_to(HOUSE)))
    assert talkative == []


def test_no_drawer_for_odds_and_ends() -> None:
    assert [
        str(file) for file in rooms() if file.stem in ("common", "helper", "helpers", "misc", "util", "utils")
    ] == []


def test_the_ci_runs_the_command_that_the_readme_prints() -> None:
    commands = [line for line in (HOUSE / "README.md").read_text().splitlines() if "-r requirements-dev.txt" in line]
    assert commands == ["python3 -m venv .venv && .venv/bin/pip install -q -r requirements-dev.txt && .venv/bin/pytest"]
    assert (
        "grep -m 1 -E '^python3 .* -r requirements-dev\\.txt && .*pytest$' README.md" in (HOUSE / ".ci/run").read_text()
    )


def test_the_readme_introduces_the_people_of_the_demo() -> None:
    readme = (HOUSE / "README.md").read_text()
    assert f"`{PASSWORD}`" in readme
    missing = [human.login for human in HUMANS if f"`{human.login}`" not in readme or human.name not in readme]
    assert missing == []
