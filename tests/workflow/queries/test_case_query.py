"""The query box: what it reads, what it says it does not read, and that what it writes is read again as the same."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.queries.case_query import MOST_TERMS, Parsed, Problem, Term, parse
from workflow.queries.case_query_words import FIELDS, MESSAGE, REVIEW, WAITING, choices
from workflow.queries.case_query_writing import write

WANTED = (
    Term("state", ("correction",)),
    Term("owner", "me"),
    Term("item", ("14",)),
    Term("amount", (10_000_001, None)),
    Term("overdue", None),
)


@pytest.mark.parametrize(
    "typed",
    [
        "状态:补正 负责人:@我 条款:14 金额:>10万 逾期",
        "state:correction owner:@me item:14 amount:>100000 overdue",
        "状态：补正　经办：我 条款:第十四条 金额＞100,000 已逾期",
        "STATE:补正 owner:me 条款:十四 金额>10万元 late",
    ],
)
def test_both_languages_and_both_widths_mean_the_same(typed: str) -> None:
    assert parse(typed) == Parsed(WANTED, ())
    assert write(WANTED) == "状态:补正 负责人:@我 条款:14 金额:>10万 逾期"
    assert write(WANTED, english=True) == "state:correction_requested owner:@me item:14 amount:>100000 overdue"


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("-状态:公示,已评估", Term("state", ("publicity", "evaluated"), not_=True)),
        ("状态:公示 状态:已评估", Term("state", ("publicity", "evaluated"))),
        ("条款:7", Term("item", ("7a", "7b"))),
        ('state:"Documents checked"', Term("state", ("documents_checked",))),
        ("企业:“岚汐 传感”", Term("firm", "岚汐 传感")),
        ('"岚汐 传感"', Term("text", "岚汐 传感")),
        ('-"逾期"', Term("text", "逾期", not_=True)),
        ("岚汐", Term("text", "岚汐")),
        ("2026-14-0003", Term("text", "2026-14-0003")),
        ("负责人:无", Term("owner", "")),
        ("owner:沈砚", Term("owner", "沈砚")),
        ("金额:1.5万..2,000,000", Term("amount", (1_500_000, 200_000_000))),
        ("金额:<1亿", Term("amount", (None, 9_999_999_999))),
        ("金额:0", Term("amount", (0, 0))),
        ("到期:7天内", Term("due", (0, 7))),
        ("到期:<今天", Term("due", (None, -1))),
        ("提交:30天内", Term("applied", (-30, 0))),
        ("提交:2026-02", Term("applied", (date(2026, 2, 1), date(2026, 2, 28)))),
        ("年度:2026", Term("applied", (date(2026, 1, 1), date(2026, 12, 31)))),
        ("最近办理:30天前", Term("moved", (None, -30))),
        ("补正次数>1", Term("corrections", (2, None))),
        ("留言:等答复", Term("message", ("bureau",))),
        ("复核:未复核", Term("review", ("none",))),
        ("等待:财务", Term("waiting", ("finance",))),
    ],
)
def test_one_condition(typed: str, term: Term) -> None:
    assert parse(typed) == Parsed((term,), ())


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("颜色:红", Problem("field", "颜色")),
        ("状态:红", Problem("value", "红", "state")),
        ("状态:草稿", Problem("value", "草稿", "state")),
        ("状态:", Problem("value", "", "state")),
        ("金额:很多", Problem("value", "很多", "amount")),
        ("金额:0.001", Problem("value", "0.001", "amount")),
        ("金额:<0", Problem("value", "<0", "amount")),
        ("金额:5..3", Problem("value", "5..3", "amount")),
        ("到期:2026-13", Problem("value", "2026-13", "due")),
        ("到期:2026-02-30", Problem("value", "2026-02-30", "due")),
        ("提交:>9999", Problem("value", ">9999", "applied")),
        ("提交:0001-01-01", Problem("value", "0001-01-01", "applied")),
        ("补正次数:两次", Problem("value", "两次", "corrections")),
    ],
)
def test_what_is_not_understood_is_named_and_left_out(typed: str, problem: Problem) -> None:
    assert parse(f"{typed} 逾期") == Parsed((Term("overdue", None),), (problem,))


def test_too_many_conditions_are_said() -> None:
    found = parse(" ".join(f"甲{n}" for n in range(MOST_TERMS + 3)))
    assert len(found.terms) == MOST_TERMS
    assert found.problems == (Problem("many", str(MOST_TERMS)),)


FEN = st.integers(0, 10**12)
SPANS = st.tuples(FEN, FEN).map(sorted).map(tuple) | FEN.map(lambda n: (n, None)) | FEN.map(lambda n: (None, n))
DATES = st.dates(date(1000, 1, 1), date(9998, 12, 31))
NEAR = st.integers(-9998, 9998)
DAYS = (
    st.tuples(DATES, DATES).map(sorted).map(tuple)
    | st.tuples(NEAR, NEAR).map(sorted).map(tuple)
    | (DATES | NEAR).map(lambda day: (day, None))
    | (DATES | NEAR).map(lambda day: (None, day))
)
PLAIN = st.text("岚汐传感ab7-: <>=逾期,.@", min_size=1, max_size=8).map(str.strip).filter(lambda t: t.strip('-:"'))


def values(key: str) -> st.SearchStrategy[object]:
    """Values that a condition takes."""
    kind = FIELDS[key].kind
    if kind == "words":
        return st.lists(st.sampled_from(sorted(choices(key))), min_size=1, max_size=3, unique=True).map(tuple)
    if kind == "person":
        return st.sampled_from(["me", "", "沈砚", "江 澄"])
    counts = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted).map(tuple)
    return {"yuan": SPANS, "days": DAYS, "count": counts, "text": PLAIN}[kind]


TERM = st.one_of(
    *(st.builds(Term, st.just(key), values(key), st.booleans()) for key in FIELDS),
    st.builds(Term, st.just("text"), PLAIN, st.booleans()),
    st.builds(Term, st.just("overdue"), st.none(), st.booleans()),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(TERM, max_size=4, unique_by=lambda term: (term.key, term.not_)), st.booleans())
def test_what_is_written_is_read_as_the_same(terms: list[Term], english: bool) -> None:
    assert parse(write(terms, english=english)) == Parsed(tuple(terms), ())


@settings(max_examples=120, deadline=None)
@given(st.text('状态负责人金额逾期补正@我:"-<>=., 10万a\n\u3000：“”\x00', max_size=40) | st.text(max_size=30))
def test_anything_typed_is_read_and_settles(typed: str) -> None:
    found = parse(typed)
    assert parse(write(found.terms)) == Parsed(found.terms, ())


def test_words_of_two_conditions_do_not_get_mixed_up() -> None:
    assert {*WAITING, *MESSAGE, *REVIEW} == {"enterprise", "caseworker", "reviewer", "committee", "notice", "finance",
                                             "bureau", "passed", "returned", "none"}  # fmt: skip
