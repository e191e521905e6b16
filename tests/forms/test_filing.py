"""The form of each item: what it takes, what it keeps, and that the rules read what it calls right."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from forms.fields import in_words
from forms.filing import FilingForm
from forms.layout import facts_of, sections_of
from rules import catalogue
from tests.workflow.filing import FACTS

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def locale() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="zh_Hans_CN")
    with app.test_request_context():
        yield


def form(item: str, typed: dict[str, Any] | None = None, **more: Any) -> FilingForm:
    formdata = MultiDict(typed) if typed is not None else None
    stored = more.pop("stored", {})
    return FilingForm(
        catalogue.item(item), stored, more.pop("money", []), formdata=formdata, today=TODAY, year=2026, **more
    )


@pytest.mark.parametrize("code", catalogue.ITEMS)
def test_every_fact_of_every_item_stands_on_its_page_once(code: str) -> None:
    item = catalogue.item(code)
    shown = [name for section in sections_of(item) for line in section.lines for name in line]
    assert sorted(shown) == sorted(facts_of(item))
    assert {fact.name for fact in item.facts if not fact.optional} - {"from"} <= set(shown)
    assert [field.short_name for _, lines in form(code).sections() for line in lines for field in line] == shown


@pytest.mark.parametrize("item", FACTS)
def test_what_is_stored_is_shown_and_read_back_unchanged(item: str) -> None:
    first = form(item, stored=FACTS[item])
    assert first.validate(), first.errors()
    assert first.facts() == FACTS[item]


@pytest.mark.parametrize("code", catalogue.ITEMS)
def test_an_empty_form_is_refused_exactly_where_the_rules_refuse_it(code: str) -> None:
    empty = form(code, {"nothing": "typed"})
    assert not empty.validate()
    assert catalogue.problems(code, empty.facts())
    assert catalogue.evaluate(code, empty.facts(), []).amount_fen == 0


@pytest.mark.parametrize(
    ("typed", "answer", "good"),
    [
        ("1,234.50", "1234.50", True),
        (" 60000000 ", "60000000.00", True),
        ("0", "0.00", True),
        ("100,000,000,000", "100000000000.00", True),
        ("100,000,000,000.01", "100,000,000,000.01", False),
        ("sNaN", "sNaN", False),
        ("1e9", "1e9", False),
        ("-1", "-1", False),
        ("１２３４", "１２３４", False),
        ("1_000", "1_000", False),
        ("12,34", "12,34", False),
        ("1.234", "1.234", False),
        ("六千万", "六千万", False),
        ("٣", "٣", False),
    ],
)
def test_money_is_read_strictly_and_kept_as_typed(typed: str, answer: str, good: bool) -> None:
    filled = form("10", {"year": "2026", "revenue": typed, "peak": "0"})
    assert filled.validate() is good
    assert filled.facts()["revenue"] == answer
    assert bool(filled.errors()) is not good
    assert (catalogue.problems("10", filled.facts()) == ()) is good
    again = form("10", stored=filled.facts())
    assert again.form["revenue"].data.replace(",", "") == answer.removesuffix(".00").replace(",", "")


def test_nul_and_controls_never_reach_the_rules() -> None:
    filled = form("4", {"project": "A\x00B\u202e\r\nC" + "长" * 5000, "year": "2026"})
    assert filled.facts()["project"].startswith("AB C长")
    assert len(filled.facts()["project"]) < 2001


def test_months_are_one_run_and_a_gap_is_said() -> None:
    typed = {"in_zone": "yes", "above_scale": "yes", "area": "2,400"}
    good = form("14", MultiDict([*typed.items(), ("months", "2026-02"), ("months", "2026-01"), ("months", "2025-12")]))
    assert good.validate(), good.errors()
    assert (good.facts()["from"], good.facts()["months"]) == ("2025-12", 3)
    assert good.form["months"].read_back == "已选3个月：2025年12月至2026年2月"
    gap = form("14", MultiDict([*typed.items(), ("months", "2026-01"), ("months", "2026-03")]))
    assert not gap.validate()
    assert catalogue.problems("14", gap.facts()) == ("invalid:months",)
    assert form("14", stored=gap.facts()).form["months"].data == ["2026-01", "2026-03"]
    assert not form("14", typed | {"months": "2026-13"}).validate()


def test_months_that_were_supported_or_are_to_come_cannot_be_ticked() -> None:
    page = form("14", taken={"2026-01"}, stored={"from": "2024-11", "months": 2})
    years = dict(page.form["months"].boxes())
    assert sorted(years) == [2024, 2025, 2026]
    assert [box.value for box in years[2024] if box.chosen] == ["2024-11", "2024-12"]
    assert [box.why for box in years[2026]][:2] == ["已经支持过", ""]
    assert years[2026][6].why == "还没到"


def test_own_use_is_at_most_the_contract_without_sublet() -> None:
    typed = {"in_zone": "yes", "above_scale": "yes", "area": "2,860", "months": "2026-01"}
    wrong = form("14", typed | {"contract_area": "2,600", "sublet_area": "200"})
    assert not wrong.validate()
    assert "应是2,400平方米" in wrong.errors()[0][1]
    right = form("14", typed | {"area": "2,400", "contract_area": "2600", "sublet_area": "200"})
    assert right.validate()
    assert "sublet_area" not in form("14", typed | {"sublet_area": "0"}).facts()


RUN = {"runs-0-ip_fee": "1,860,000", "runs-0-mask_fee": "0", "runs-0-wafer_fee": "7", "runs-0-first_run": "yes"}


def test_rows_are_added_removed_and_blank_ones_forgiven() -> None:
    filled = form("5", RUN | {"year": "2026", "runs-1-ip_fee": "", "runs-2-ip_fee": "5"})
    assert len(filled.facts()["runs"]) == 2
    assert not filled.validate()
    assert [target for target, _ in filled.errors()] == ["runs-2-mask_fee", "runs-2-wafer_fee", "runs-2-first_run"]
    filled = form("5", RUN | {"year": "2026", "runs-1-ip_fee": ""})
    filled.add_row("runs")
    assert len(filled.form["runs"].entries) == 3
    assert filled.validate(), filled.errors()
    filled.remove_row("runs", 0)
    filled.remove_row("runs", 99)
    filled.remove_row("year", 0)
    assert "runs" not in filled.facts()
    assert catalogue.problems("5", filled.facts()) == ("missing:runs",)


def test_other_money_is_complete_or_absent() -> None:
    base = {"year": "2026", "revenue": "1", "peak": "1"}
    assert form("10", base).other_money() == []
    filled = form("10", base | {"other_money-0-source": "市级补贴", "other_money-0-yuan": "30,000"})
    assert filled.validate()
    assert filled.other_money() == [{"source": "市级补贴", "yuan": "30000.00"}]
    half = form("10", base | {"other_money-0-yuan": "30,000"})
    assert not half.validate()
    assert half.errors()[0][0] == "other_money-0-source"


def test_a_correction_opens_only_what_is_listed() -> None:
    only = form("14", {"area": "9", "in_zone": "no"}, stored=FACTS["14"], only={"area"})
    assert [field.short_name for field in only.form] == ["area"]
    assert only.facts() == FACTS["14"] | {"area": "9.00"}
    months = form("14", {"months": "2026-05"}, stored=FACTS["14"], only={"from"})
    assert months.facts()["from"] == "2026-05"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "0元"),
        (32_746_000_000, "3亿2,746万元"),
        (6_000_000_000, "6,000万元"),
        (123_450, "1,234.50元"),
        (1_000_000_123, "1,000万1.23元"),
    ],
)
def test_amounts_read_back_in_words(fen: int, words: str) -> None:
    assert in_words(fen) == words
