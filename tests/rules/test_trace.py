"""The explanation as screens and notices draw it: lines with numbers over captions, limits that decided, hints."""

from typing import Any

import pytest

from rules import catalogue
from rules.say import Say

FIVE: dict[str, Any] = {
    "year": 2026,
    "runs": [{"ip_fee": "1860000.00", "mask_fee": "3900000.00", "wafer_fee": "7940000.00", "first_run": True}],
}
HELD = [{"article": "5", "year": 2026, "yuan": "1500000.00"}]


def test_a_capped_case_line_by_line() -> None:
    lines = catalogue.evaluate("5", FIVE, HELD).lines
    assert [line.kind for line in lines] == ["condition", "step", "step", "cap", "sum"]
    assert [line.flag for line in lines] == ["ok", "", "", "capped", ""]
    cost, share, room, total = lines[1:]
    assert [(p.operator.zh, p.value.zh, p.caption.zh) for p in cost.parts] == [
        ("", "1,860,000元", "IP授权或购置费"),
        ("+", "3,900,000元", "掩模版制作费"),
        ("+", "7,940,000元", "流片费"),
    ]
    assert share.result == Say("4,110,000元", "4,110,000 yuan")
    assert room.result == Say("3,500,000元", "3,500,000 yuan")
    assert room.note is not None
    assert "610,000元不能享受" in room.note.zh
    assert total.result == Say("3,500,000元", "3,500,000 yuan")
    assert {line.clause for line in lines} == {Say("第五条", "Article 5")}


def test_a_line_as_a_sentence() -> None:
    share = catalogue.evaluate("5", FIVE, HELD).lines[2].text
    assert share.zh == "按比例补贴：首轮流片费用合计 13,700,000元 × 补贴比例 30% = 4,110,000元"
    assert share.en == "share of the cost: cost of first tape-outs 13,700,000 yuan × rate 30% = 4,110,000 yuan"


def test_the_step_reached_stands_between_two_edges() -> None:
    lines = catalogue.evaluate("10", {"year": 2024, "revenue": "327460000.00", "peak": "120000000.00"}, []).lines
    step = next(line for line in lines if line.kind == "step")
    assert [part.value.zh for part in step.parts] == ["327,460,000元", "300,000,000元", "500,000,000元"]
    assert [part.operator.zh for part in step.parts] == ["", "≥", "且 <"]
    assert step.parts[1].caption == Say("第三台阶", "step 3")


def test_rounding_is_told_when_it_happened() -> None:
    exact = catalogue.evaluate(
        "11", {"year": 2024, "own_design": True, "sales_this": "6000000.05", "sales_last": "6000000.00"}, []
    )
    assert exact.lines[-1].note is None
    rounded = catalogue.evaluate(
        "11", {"year": 2024, "own_design": True, "sales_this": "6000000.13", "sales_last": "6000000.00"}, []
    )
    assert rounded.lines[-1].note is not None
    assert "四舍五入" in rounded.lines[-1].note.zh


@pytest.mark.parametrize(
    ("item", "inputs", "context", "hint"),
    [
        ("5", FIVE, HELD, "“left of this year's cap” decides the amount."),
        (
            "10",
            {"year": 2024, "revenue": "60000000.00", "peak": "0.00"},
            [],
            "If “revenue last year” were 100,000,000 yuan, the amount would be 200,000 yuan.",
        ),
        (
            "10",
            {"year": 2024, "revenue": "1.00", "peak": "0.00"},
            [],
            "If “revenue last year” were 50,000,000 yuan, the amount would be 100,000 yuan.",
        ),
        (
            "11",
            {"year": 2024, "own_design": True, "sales_this": "5000000.00", "sales_last": "0.00"},
            [],
            "If “sales of qualifying products this year” were 5,000,000.01 yuan, the amount would be 1,000,000 yuan.",
        ),
        (
            "4",
            {"project": "P", "listed": True, "in_district": False, "municipal_support": "2.00"},
            [],
            "If “built in the district” were yes, the amount would be 1 yuan.",
        ),
        (
            "14",
            {"in_zone": True, "above_scale": True, "area": "1000.00", "from": "2024-01", "months": 1},
            [],
            "With 100 m² more of “leased area in own use” the amount is 3,300 yuan.",
        ),
        (
            "14",
            {"in_zone": True, "above_scale": True, "area": "1000.00", "from": "2024-01", "months": 37},
            [],
            "“months granted” decides the amount.",
        ),
    ],
)
def test_what_decides_and_what_would_change_it(
    item: str, inputs: dict[str, Any], context: list[Any], hint: str
) -> None:
    assert hint in [one.en for one in catalogue.evaluate(item, inputs, context).hints]


@pytest.mark.parametrize("item", catalogue.ITEMS)
def test_how_it_is_computed_without_a_case(item: str) -> None:
    lines = catalogue.explain(item)
    assert lines
    for line in lines:
        assert line.text.zh
        assert line.text.en
        assert line.flag == ""
    if catalogue.item(item).kind == "computes":
        assert all(line.result is None for line in lines if line.title.en != "one-off reward")


def test_the_public_text_names_the_figures_of_the_policy() -> None:
    text = "\n".join(line.text.zh for line in catalogue.explain("14"))
    for figure in ("30%", "10元/平方米·月", "36个月", "200,000元"):
        assert figure in text
    text = "\n".join(line.text.en for line in catalogue.explain("10"))
    assert "step 5, 1,000,000 yuan" in text
