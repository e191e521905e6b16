"""Policy versions: every figure has its source, a version freezes with a digest, replays without its files, and compares."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from rules import caps, catalogue, policy
from rules.difference import Difference, differences
from rules.policy import HERE
from rules.readings import BadPolicy
from rules.units import quantity
from tests.rules.worked import WORKED

FILE = HERE / "policies" / "consultation-draft.toml"
FIGURES = [
    (code, name, entry)
    for code, section in tomllib.loads(FILE.read_text(encoding="utf-8"))["item"].items()
    for name, entry in section.items()
    if isinstance(entry, dict) and ("value" in entry or "table" in entry)
]


@pytest.mark.parametrize(("code", "name", "entry"), FIGURES, ids=[f"{code}.{name}" for code, name, _ in FIGURES])
def test_every_figure_has_unit_source_and_day(code: str, name: str, entry: dict[str, str]) -> None:
    assert entry["zh"]
    assert entry["en"]
    assert entry["source"]
    assert date.fromisoformat(entry["checked"]).isoformat() == entry["checked"]
    for text in [entry["value"]] if "value" in entry else [cell for row in entry["table"] for cell in row]:
        assert " " in text, f"{code}.{name}: {text} has no unit"
        quantity(text)


def test_the_source_sentences_are_those_of_the_quoted_articles() -> None:
    sections = policy.draft().sections
    for code, name, entry in FIGURES:
        for piece in entry["source"].partition("（")[0].split("……"):
            assert piece in sections[code]["quote"], (code, name)


def test_a_figure_without_source_is_refused(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace('source = "按照项目实际投资的40%", ', "")
    (tmp_path / "draft.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadPolicy, match=r"7a\.rate lacks source"):
        policy.read(tmp_path / "draft.toml", [HERE])


def test_an_item_without_article_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match="no article file"):
        policy.read(FILE, [tmp_path])


def test_steps_that_do_not_ascend_are_refused(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace('"200_000 yuan"],', '"100_000 yuan"],')
    (tmp_path / "draft.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadPolicy, match="ascend"):
        policy.read(tmp_path / "draft.toml", [HERE])


def test_a_frozen_version_answers_every_worked_case_alike() -> None:
    draft = policy.draft()
    frozen = policy.from_json(json.loads(json.dumps(draft.as_json())))
    assert (frozen.digest, frozen.digest_words) == (draft.digest, draft.digest_words)
    for case in WORKED:
        assert catalogue.evaluate(case.item, case.inputs, case.context, frozen) == catalogue.evaluate(
            case.item, case.inputs, case.context
        )
    for code in catalogue.ITEMS:
        assert catalogue.item(code, frozen) == catalogue.item(code)
        assert catalogue.explain(code, frozen) == catalogue.explain(code)


def test_a_version_frozen_for_another_engine_is_refused() -> None:
    with pytest.raises(BadPolicy, match="engine"):
        policy.from_json(policy.draft().as_json() | {"engine": "0"})


def test_words_change_one_digest_and_figures_both(tmp_path: Path) -> None:
    draft = policy.draft()
    (tmp_path / "w.toml").write_text(
        FILE.read_text(encoding="utf-8").replace("matching rate", "rate of matching"), encoding="utf-8"
    )
    words = policy.read(tmp_path / "w.toml", [HERE])
    assert words.digest == draft.digest
    assert words.digest_words != draft.digest_words
    figures = policy.load(changes={"4.rate": "49 %"})
    assert figures.digest != draft.digest


def test_what_two_versions_do_differently() -> None:
    found = differences(
        policy.draft(), policy.load(changes={"5.rate": "25 %", "10.reach": "exceed", "rounding.unit": "1 yuan"})
    )
    assert Difference("5", "rate.value", "30 %", "25 %", decides=True) in found
    assert Difference("10", "readings.reach.value", "reach", "exceed", decides=True) in found
    assert Difference("rounding", "unit.value", "0.01 yuan", "1 yuan", decides=True) in found
    assert len([one for one in found if one.what != "rule"]) == 3
    assert differences(policy.draft(), policy.draft()) == ()


def test_a_change_in_an_article_file_shows_as_well() -> None:
    frozen = policy.draft().as_json()
    changed = json.loads(json.dumps(frozen))
    changed["rules"]["4"]["tapes"]["award"]["needs"].pop()
    assert [(one.item, one.what) for one in differences(policy.draft(), policy.from_json(changed))] == [("4", "rule")]


def test_caps_for_the_accounts_of_the_ledger() -> None:
    draft = policy.draft()
    found = {code: (caps.cap_of(code, draft).scope, caps.cap_of(code, draft).fen // 100) for code in draft.rules}
    assert found == {
        "4": ("project", 10_000_000), "5": ("year", 5_000_000), "7a": ("project", 10_000_000), "7b": ("year", 2_000_000),
        "9": ("ever", 100_000), "10": ("ever", 1_000_000), "11": ("year", 5_000_000), "14": ("year", 200_000),
    }  # fmt: skip
    assert caps.cap_of("11", policy.load(changes={"11.cap_per": "ever"})).scope == "ever"


def test_the_highest_step_is_the_cap_for_life() -> None:
    section = policy.draft().sections["10"]
    assert section["tiers"]["table"][-1][1] == section["life_cap"]["value"]
    assert policy.draft().sections["9"]["reward"]["value"] == policy.draft().sections["9"]["life_cap"]["value"]


def test_the_days_on_which_a_version_applies(tmp_path: Path) -> None:
    assert policy.draft().in_force(date(1990, 1, 1))
    text = FILE.read_text(encoding="utf-8").replace('valid_from = ""', 'valid_from = "2024-07-01"')
    (tmp_path / "d.toml").write_text(text.replace('valid_until = ""', 'valid_until = "2027-06-30"'), encoding="utf-8")
    dated = policy.from_json(policy.read(tmp_path / "d.toml", [HERE]).as_json())
    days = [date(2024, 6, 30), date(2024, 7, 1), date(2027, 6, 30), date(2027, 7, 1)]
    assert [dated.in_force(day) for day in days] == [False, True, True, False]
    assert dated.digest == policy.draft().digest


def test_every_article_has_its_section_and_its_table_of_cases() -> None:
    files = sorted(file.stem for file in HERE.glob("article_*.py"))
    tables = sorted(file.stem for file in Path(__file__).parent.glob("article_*.csv"))
    assert files == tables
    assert len(files) == len(policy.draft().rules) == 8


def test_every_figure_and_reading_is_used_by_a_rule() -> None:
    """A figure that no tape holds and no account of the ledger reads would be a promise nobody keeps."""
    for code, rule in policy.draft().rules.items():
        held = {r.data.get("key") for one in rule.tapes.values() for r in one.records}
        figures = {name for of, name, _ in FIGURES if of == code}
        assert figures - held <= {"life_cap"} | ({"max_months"} if rule.walk else set()), code
