"""Tabs, filters, search and pages of the desk's lists, on both databases."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from states.dossier import Actor
from tests.ground.queries import expected
from tests.workflow.filing import actor, draft
from tests.workflow.many import case_row
from tests.workflow.onward import evaluated, reviewed
from workflow.actions import message
from workflow.db import db
from workflow.models.case import Case
from workflow.models.conditional import ConditionalAcceptance
from workflow.queries import queue, queue_counts, search
from workflow.queries.case_query import parse
from workflow.queries.queue_terms import SEARCH, TABS, Ask, Place, Sort, View, asks


def seen(query: str = "", tab: str = "all", sort: Sort = "due") -> View:
    """The view that a query asks for."""
    return View(tab=tab, terms=parse(query).terms, sort=sort)


def ready(view: View, who: Actor) -> tuple[Ask, ...]:
    return asks(view.terms, who, {name: key for key, name in queue.caseworkers()})


def numbers(view: View, who: Actor) -> list[str]:
    return [row.number for row in queue.page(view, who, ready(view, who)).rows]


def test_each_case_stands_in_its_tabs(app: Flask) -> None:
    with app.app_context():
        shen, jiang, cheng, fang = (actor(login) for login in ("shen", "jiang", "cheng", "fang"))
        soon, today, late = case_row(due_in=9), case_row(due_in=0), case_row(due_in=-1)
        waiting, free = case_row(state="correction", due_in=4), case_row(due_in=3, owner=None)
        jiangs, agenda = case_row(due_in=-2, owner="jiang"), case_row(state="committee", due_in=12)
        paid, gone = case_row(state="paid", due_in=None), case_row(state="withdrawn", due_in=None)
        draft()
        wanted = {
            "mine": [late, today, waiting, soon, agenda],
            "today": [today],
            "late": [late],
            "waiting": [waiting],
            "agenda": [],
            "unclaimed": [free],
            "own": [gone, paid, agenda, waiting, late, today, soon],
            "all": [jiangs, late, today, free, waiting, soon, agenda],
            "done": [gone, paid],
        }
        assert {tab: numbers(View(tab=tab), shen) for tab in TABS} == wanted
        counts = queue_counts.counts(View(tab="all"), shen)
        assert counts.tabs == {tab: len(rows) for tab, rows in wanted.items()}
        assert counts.states == {
            "submitted": 5,
            "correction": 1,
            "documents_checked": 0,
            "evaluated": 0,
            "committee": 1,
            "publicity": 0,
        }
        assert (counts.total, counts.fen) == (7, 70_000_000)
        assert numbers(View(tab="late"), cheng) == [jiangs, late]
        assert numbers(View(tab="mine"), cheng) == [agenda]
        assert numbers(View(tab="mine"), jiang) == [jiangs]
        assert numbers(View(tab="mine"), fang) == []


def test_documents_that_are_to_follow_wait_for_the_enterprise_like_a_correction(app: Flask) -> None:
    with app.app_context():
        shen, cheng = actor("shen"), actor("cheng")
        correction, follow, plain = case_row(state="correction", due_in=4), case_row(due_in=3), case_row(due_in=2)
        case = db.session.scalars(select(Case).where(Case.number == follow)).one()
        promise = {
            "seq": 1,
            "kinds": ["bank_account"],
            "due_on": case.due_on,
            "on_failure": "correction",
            "state": "open",
        }
        ids = {"case_id": case.id, "enterprise_id": case.enterprise_id, "accepted_by": shen.user_id}
        db.session.add(ConditionalAcceptance(**ids, **promise, accepted_at=case.submitted_at))
        db.session.flush()
        for who in (shen, cheng):
            assert numbers(View(tab="waiting"), who) == [follow, correction]
            assert queue_counts.counts(View(), who).tabs["waiting"] == 2
        assert numbers(seen("等待:企业"), shen) == [follow, correction]
        assert numbers(seen("等待:经办"), shen) == [plain]
        row = queue.page(View(tab="waiting"), shen).rows[0]
        assert (row.number, row.to_follow) == (follow, True)


def test_a_tab_says_that_it_was_not_counted_to_its_end(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_counts, "TAB_CAP", 2)
    with app.app_context():
        for due_in in range(1, 4):
            case_row(due_in=due_in)
        case_row(state="correction", due_in=9)
        counts = queue_counts.counts(View(), actor("shen"))
        assert (counts.tabs["waiting"], "waiting" in counts.more_tabs, "late" in counts.more_tabs) == (0, True, False)


def test_the_reviewer_and_the_agenda_share_the_evaluated_cases(app: Flask) -> None:
    with app.app_context():
        plain, confirmed = evaluated().number, reviewed(login="yanbei").number
        assert numbers(View(tab="mine"), actor("xu")) == [plain]
        assert numbers(View(tab="agenda"), actor("shen")) == [confirmed]
        rows = {row.number: row for row in queue.page(View(tab="mine"), actor("shen")).rows}
        assert (rows[plain].fen, rows[plain].reason, rows[plain].review) == (10_000_000, "ok", None)
        assert rows[confirmed].review == "passed"
        assert rows[confirmed].owner == "沈砚"


def test_filters_narrow_a_tab(app: Flask) -> None:
    with app.app_context():
        shen = actor("shen")
        ten, rent = case_row("10", due_in=1), case_row("14", due_in=2)
        free, jiangs = case_row("14", "evaluated", due_in=3, owner=None), case_row("14", due_in=4, owner="jiang")
        for query, wanted in {
            "条款:14": [rent, free, jiangs],
            "条款:14 状态:已评估": [free],
            "条款:14 -状态:已评估": [rent, jiangs],
            "负责人:江予": [jiangs],
            "-负责人:江予": [ten, rent, free],
            "负责人:不认识": [],
            "负责人:无": [free],
            "负责人:@我 条款:10,14": [ten, rent],
            "条款:10 负责人:无": [],
            "到期:3天内": [ten, rent, free],
            "到期:>+3": [jiangs],
            "逾期": [],
            "-逾期": [ten, rent, free, jiangs],
            "提交:今天": [ten, rent, free, jiangs],
            "提交:<今天": [],
            "最近办理:1天前": [],
            "最近办理:今天 条款:10": [ten],
            "金额:10万": [ten, rent, free, jiangs],
            "金额:>10万": [],
            "补正次数:0 条款:10": [ten],
            "补正次数:>0": [],
            "等待:复核": [free],
            "等待:经办": [ten, rent, jiangs],
            "等待:企业,会议,财务": [],
            "复核:未复核": [free],
            "复核:通过": [],
            "留言:等答复": [],
        }.items():
            assert numbers(seen(query), shen) == wanted, query
        both = seen("条款:14 状态:已评估")
        counts = queue_counts.counts(both, shen, ready(both, shen))
        assert (counts.total, counts.states["submitted"], counts.tabs["all"], counts.more) == (1, 2, 4, False)
        assert queue_counts.total(both, shen, ready(both, shen)) == (1, False)


def test_lists_in_every_order(app: Flask) -> None:
    with app.app_context():
        shen = actor("shen")
        made = [case_row(due_in=3, fen=fen) for fen in (300, 100, 200, 100)]
        case_row(due_in=None, state="paid", fen=400)
        assert numbers(seen(sort="due"), shen) == made
        assert numbers(seen(sort="newest"), shen) == made[::-1]
        assert numbers(seen(sort="amount"), shen) == [made[at] for at in (0, 2, 3, 1)]
        assert numbers(seen("负责人:@我 金额:>=1", sort="amount"), shen) == [made[at] for at in (0, 2, 3, 1)]
        assert numbers(seen("条款:10", tab="own", sort="amount"), shen)[1:] == [made[at] for at in (0, 2, 3, 1)]


def test_search_finds_by_everything_a_case_is_known_by(app: Flask) -> None:
    with app.app_context():
        shen = actor("shen")
        first, paid = case_row(), case_row(state="paid", due_in=None)
        other = case_row(firm="yanbei")
        draft()
        case = db.session.scalars(select(Case).where(Case.number == other)).one()
        message.write(case, "掩模版的发票抬头是母公司 Ltd", actor("yanbei"), files=[])

        def found(text: str, tab: str = SEARCH) -> list[str]:
            return numbers(seen(text, tab), shen)

        assert found(first) == [first]
        assert found(first[:7].lower()) == [other, paid, first]
        for text in ("岚汐", "汐传", "lanxi", "LANXI", "lxcg", "lx", "MA5HX2A0", "深圳岚汐传感技术有限公司", "企业:岚"):
            assert found(text) == [paid, first], text
        assert found("91440300ma5hx2b") == [other]
        for text in ("掩模", "发票抬头", "ltd", '"掩模版的发票"', "yanbei 掩模"):
            assert found(text) == [other], text
        assert found("-岚汐") == [other]
        assert found("岚汐 -状态:已拨付") == [first]
        assert found("有限公司") == found("深圳") == [other, paid, first]
        for nothing in ("100%", "2027-", "没有的企业", "票发", "岚汐 砚北", "D", "企业:掩模"):
            assert found(nothing) == [], nothing


@pytest.mark.parametrize("tab", ["all", "done"])
def test_pages_forward_and_back_show_every_row_once(app: Flask, tab: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    with app.app_context():
        shen = actor("shen")
        # Several cases share a due day: the id decides between them.
        made = [
            case_row(due_in=day) if tab == "all" else case_row(state="paid", due_in=None)
            for day in (1, 2, 2, 2, 2, 2, 3)
        ]
        wanted = made if tab == "all" else made[::-1]
        seen, view, pages = [], View(tab=tab), []
        while True:
            page = queue.page(view, shen)
            rows, more = page.rows, page.more
            seen += [row.number for row in rows]
            pages.append([row.number for row in rows])
            if not more:
                break
            view = View(tab=tab, after=Place(rows[-1].due_on, rows[-1].id))
        assert seen == wanted
        assert [len(one) for one in pages] == [3, 3, 1]
        first = rows[0]
        back = queue.page(View(tab=tab, before=Place(first.due_on, first.id)), shen)
        assert ([row.number for row in back.rows], back.more) == (pages[1], True)
        place = Place(back.rows[0].due_on, back.rows[0].id)
        assert [row.number for row in queue.page(View(tab=tab, before=place), shen).rows] == pages[0]
        near = queue.neighbours(View(tab=tab), shen, place, (), back.rows[0].id)
        at = wanted.index(back.rows[0].number)
        assert [row and row.number for row in near] == [wanted[at - 1], wanted[at + 1]]


def test_counts_stop_at_their_cap(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_counts, "CAP", 2)
    monkeypatch.setattr(queue_counts, "TAB_CAP", 2)
    with app.app_context():
        for _ in range(5):
            case_row()
        counts = queue_counts.counts(View(), actor("shen"))
        assert (counts.tabs["all"], counts.states["submitted"], counts.total) == (3, 3, 3)
        assert counts.more


@pytest.fixture
def statements_made_anew() -> Iterator[None]:
    """The statements of a search hold its limits, and are kept: a test with other limits neither finds nor leaves any."""
    kept = (search._naming, search._telling)
    for made in kept:
        made.cache_clear()
    yield
    for made in kept:
        made.cache_clear()


@pytest.mark.usefixtures("statements_made_anew")
@pytest.mark.parametrize("most", [0, 200])
def test_a_text_in_every_name_finds_the_same_along_the_list(
    app: Flask, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(search, "MOST", most)  # 0: any text means more enterprises than are looked up
    monkeypatch.setattr(queue_counts, "TAB_CAP", 3)
    with app.app_context():
        shen = actor("shen")
        made = [case_row(due_in=at, firm=("lanxi", "yanbei")[at % 2]) for at in range(5)]
        everywhere, one = seen("有限公司", tab=SEARCH), seen("岚汐 条款:10", tab=SEARCH)
        assert ("open" in ready(everywhere, shen)[0].form) == (most == 0)
        assert numbers(everywhere, shen) == made[::-1]
        assert numbers(one, shen) == made[::-2]
        counts = queue_counts.counts(everywhere, shen, ready(everywhere, shen))
        assert (counts.total, counts.more, counts.cap) == (4, True, 3)
        after = View(tab=SEARCH, terms=everywhere.terms, after=Place(None, queue.page(everywhere, shen).rows[1].id))
        assert numbers(after, shen) == made[2::-1]


@pytest.mark.parametrize("sort", ["due", "newest", "amount"])
def test_a_search_that_went_far_says_where_it_paused(app: Flask, sort: Sort, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "FAR", 4)
    monkeypatch.setattr(queue, "PAGE", 2)
    with app.app_context():
        shen = actor("shen")
        made = [case_row("14" if at == 6 else "10", due_in=at) for at in range(9)]
        view = seen("-条款:10", sort=sort)
        got, steps = [], 0
        while True:
            page = queue.page(view, shen, ready(view, shen))
            got += [row.number for row in page.rows]
            if page.reached is None:
                break
            view, steps = View(tab=view.tab, terms=view.terms, sort=sort, after=page.reached), steps + 1
        assert (got, steps) == ([made[6]], 2)


def test_a_list_and_its_counts_are_two_statements(app: Flask) -> None:
    with app.app_context():
        shen = actor("shen")
        for _ in range(3):
            case_row()
        ten = seen("条款:10")
        asked = ready(ten, shen)
        with expected(db.engine, 2):
            queue.page(ten, shen, asked)
            queue_counts.counts(ten, shen, asked)


def test_other_cases_of_the_enterprise(app: Flask) -> None:
    with app.app_context():
        one, two, foreign = case_row(), case_row("14", "paid", due_in=None), case_row(firm="yanbei")
        case = db.session.scalars(select(Case).where(Case.number == one)).one()
        assert [row.number for row in queue.of_enterprise(case.enterprise_id, case.id)] == [two]
        assert foreign not in {row.number for row in queue.of_enterprise(case.enterprise_id, 0)}
