"""The style sheets keep their promises: one place for colours, twin dark blocks, no class that nobody wrote."""

import re
from pathlib import Path

import flask_bootstrap
import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
NAME = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
MARKUP = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)


def without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def test_the_two_dark_blocks_are_the_same() -> None:
    """One is chosen by hand, one by the system; they cannot share rules without newer CSS."""
    text = (ROOT / "static" / "css" / "tokens.css").read_text()
    chosen, system = re.findall(r"color-scheme: dark;(.*?)}", text, flags=re.DOTALL)
    assert chosen.split() == system.split()
    assert len(chosen.split()) > 100


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.stem != "tokens"], ids=lambda sheet: sheet.stem)
def test_colours_come_from_the_tokens(sheet: Path) -> None:
    """Paper is always black on white; a key on a coloured button may be a veil of white."""
    rules = re.findall(r"([^{}]+){([^{}]*)}", without_comments(sheet))
    paper = re.compile(r"\.a4|\.doc-|\.seal|body, \.main|\.preview|\.kbd--on")
    assert [selector.strip() for selector, body in rules if COLOUR.search(body) and not paper.search(selector)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_sheet_is_linked(sheet: Path) -> None:
    assert f"'{sheet.stem}'" in (ROOT / "templates" / "layouts" / "base.html").read_text()


def test_every_token_in_use_exists() -> None:
    text = "".join(map(without_comments, SHEETS))
    assert set(re.findall(r"var\((--ui-[\w-]+)", text)) <= set(re.findall(r"(--ui-[\w-]+):", text))


def test_every_class_of_the_macros_has_a_rule() -> None:
    bootstrap = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "css" / "bootstrap.min.css"
    known = set(NAME.findall("".join(map(without_comments, SHEETS)) + bootstrap.read_text()))
    used: dict[str, str] = {}
    for folder in ("macros", "layouts", "errors"):
        for file in (ROOT / "templates" / folder).glob("*.html"):
            for value in re.findall(r'class="([^"]*)"', re.sub(r"{{.*?}}", "\0", MARKUP.sub(" ", file.read_text()))):
                used |= dict.fromkeys(
                    (word for word in value.split() if "\0" not in word and not word.endswith("-")), file.name
                )
    assert len(used) > 100
    assert {name: file for name, file in used.items() if name not in known} == {}
