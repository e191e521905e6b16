"""The sixteen items: everything a form, a document list and a public page need, in both languages."""

import inspect

import pytest

from rules import catalogue, item
from rules.facts import Fact

KINDS = {"yuan", "area", "months", "month", "yes", "int", "text", "rows", "date", "month_list"}


def test_the_items_in_the_order_of_the_measures() -> None:
    assert catalogue.ITEMS == (
        "4",
        "5",
        "6",
        "7a",
        "7b",
        "8",
        "9",
        "10",
        "11",
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
    )
    kinds = {code: catalogue.item(code).kind for code in catalogue.ITEMS}
    assert [code for code in kinds if kinds[code] == "computes"] == ["4", "5", "7a", "7b", "9", "10", "11", "14"]
    assert (kinds["8"], kinds["18"]) == ("recognises", "serves")
    assert [item.code for item in catalogue.items()] == list(catalogue.ITEMS)


def _all(facts: tuple[Fact, ...]) -> list[Fact]:
    return [one for fact in facts for one in [fact, *_all(fact.rows)]]


@pytest.mark.parametrize("code", catalogue.ITEMS)
def test_an_item_is_complete_in_both_languages(code: str) -> None:
    item = catalogue.item(code)
    assert item.article.en == f"Article {code.rstrip('ab')}"
    assert all(item.article)
    assert all(item.title)
    assert item.quote
    assert item.facts
    for fact in _all(item.facts):
        assert fact.kind in KINDS
        assert all(fact.label)
        assert bool(fact.hint.zh) is bool(fact.hint.en)
    names = [fact.name for fact in item.facts]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("code", catalogue.ITEMS)
def test_documents_are_few_and_distinct(code: str) -> None:
    documents = catalogue.item(code).documents
    codes = [document.code for document in documents]
    assert len(codes) == len(set(codes))
    assert any(document.required for document in documents)
    assert len([document for document in documents if document.required]) <= 12
    assert all(all(document.title) for document in documents)


@pytest.mark.parametrize(
    ("code", "declared"),
    [
        ("4", ["listed", "in_district", "municipal_support"]),
        ("5", ["runs"]),
        ("7a", ["platform", "investment"]),
        ("7b", ["opened", "contracts"]),
        ("9", ["first_listed", "transferred"]),
        ("10", ["revenue", "peak"]),
        ("11", ["own_design", "sales_this", "sales_last"]),
        ("14", ["in_zone", "above_scale", "area", "months", "from"]),
    ],
)
def test_facts_are_judged_in_declared_order(code: str, declared: list[str]) -> None:
    failures = [one.code for one in catalogue.evaluate(code, {}, []).failures]
    assert failures[: len(declared)] == [f"missing:{name}" for name in declared]
    assert all(one in ("missing:year", "missing:project") for one in failures[len(declared) :])


@pytest.mark.parametrize("code", [code for code in catalogue.ITEMS if catalogue.item(code).kind != "computes"])
def test_what_is_granted_elsewhere_names_where(code: str) -> None:
    item = catalogue.item(code)
    assert item.scheme is not None
    assert item.department is not None
    assert all(all(words) for _, words in item.outcomes)
    outcome = catalogue.evaluate(code, {"subject": "x"}, "whatever")
    assert (str(outcome.amount), outcome.eligible, outcome.reason) == ("0.00", False, "refers")
    assert item.scheme.zh in outcome.lines[0].title.zh


def test_what_a_form_still_lacks() -> None:
    assert catalogue.problems("10", {"revenue": "x"}) == ("invalid:revenue", "missing:peak")
    assert catalogue.problems("10", {"revenue": "1.00", "peak": "0"}) == ()
    assert catalogue.problems("18", {}) == ("missing:service", "missing:subject")


def test_an_unknown_item() -> None:
    assert catalogue.evaluate("7", {}, []).reason == "invalid:article"
    with pytest.raises(item.UnknownItem):
        catalogue.item("7")
    with pytest.raises(item.UnknownItem):
        catalogue.explain("7")


def test_the_example_of_the_front_door_runs() -> None:
    assert "Decimal('100000.00')" in inspect.getdoc(catalogue).replace('"', "'")  # type: ignore[union-attr]
    assert (
        str(catalogue.evaluate("10", {"year": 2024, "revenue": "60000000.00", "peak": "0.00"}, []).amount)
        == "100000.00"
    )
