"""Tabs, filters, search and pages of the desk's lists, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import select

from states.dossier import Actor
from tests.ground.queries import expected
from tests.workflow.filing import actor, draft
from tests.workflow.many import case_row, person
from tests.workflow.onward import evaluated, reviewed
from workflow.db import db
from workflow.models.case import Case
from workflow.queries import queue
from workflow.queries.queue_terms import SEARCH, TABS, Place, View


def numbers(view: View, who: Actor) -> list[str]:
    return [row.number for row in queue.page(view, who)[0]]


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
            "all": [jiangs, late, today, free, waiting, soon, agenda],
            "done": [gone, paid],
        }
        assert {tab: numbers(View(tab=tab), shen) for tab in TABS} == wanted
        counts = queue.counts(View(tab="all"), shen)
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


def test_the_reviewer_and_the_agenda_share_the_evaluated_cases(app: Flask) -> None:
    with app.app_context():
        plain, confirmed = evaluated().number, reviewed(login="yanbei").number
        assert numbers(View(tab="mine"), actor("xu")) == [plain]
        assert numbers(View(tab="agenda"), actor("shen")) == [confirmed]
        rows = {row.number: row for row in queue.page(View(tab="mine"), actor("shen"))[0]}
        assert (rows[plain].fen, rows[plain].reason, rows[plain].review) == (10_000_000, "ok", None)
        assert rows[confirmed].review == "passed"
        assert rows[confirmed].owner == "沈砚"


def test_filters_narrow_a_tab(app: Flask) -> None:
    with app.app_context():
        shen = actor("shen")
        ten, rent = case_row("10", due_in=1), case_row("14", due_in=2)
        free, jiangs = case_row("14", "evaluated", due_in=3, owner=None), case_row("14", due_in=4, owner="jiang")
        assert numbers(View(item="14"), shen) == [rent, free, jiangs]
        assert numbers(View(item="14", state="evaluated"), shen) == [free]
        assert numbers(View(owner=person("jiang")), shen) == [jiangs]
        assert numbers(View(owner=0), shen) == [free]
        assert numbers(View(item="10", owner=0), shen) == []
        counts = queue.counts(View(item="14", state="evaluated"), shen)
        assert (counts.total, counts.states["submitted"], counts.tabs["all"]) == (1, 2, 4)
        assert ten not in numbers(View(item="14"), shen)


def test_search_finds_number_name_and_credit_code_in_every_submitted_case(app: Flask) -> None:
    with app.app_context():
        shen = actor("shen")
        first, paid = case_row(), case_row(state="paid", due_in=None)
        other = case_row(firm="yanbei")
        draft()

        def found(text: str) -> list[str]:
            return numbers(View(tab=SEARCH, text=text), shen)

        assert found(first) == [first]
        assert found(first[:7].lower()) == [other, paid, first]
        assert found("岚汐") == [paid, first]
        assert found("91440300ma5hx2b") == [other]
        for nothing in ("100%", "2026_", "没有的企业", "D"):
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
            rows, more = queue.page(view, shen)
            seen += [row.number for row in rows]
            pages.append([row.number for row in rows])
            if not more:
                break
            view = View(tab=tab, after=Place(rows[-1].due_on, rows[-1].id))
        assert seen == wanted
        assert [len(one) for one in pages] == [3, 3, 1]
        first = rows[0]
        back, more = queue.page(View(tab=tab, before=Place(first.due_on, first.id)), shen)
        assert ([row.number for row in back], more) == (pages[1], True)
        back, more = queue.page(View(tab=tab, before=Place(back[0].due_on, back[0].id)), shen)
        assert ([row.number for row in back], more) == (pages[0], False)


def test_counts_stop_at_their_cap(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "CAP", 2)
    with app.app_context():
        for _ in range(5):
            case_row()
        counts = queue.counts(View(), actor("shen"))
        assert (counts.tabs["all"], counts.states["submitted"], counts.total) == (3, 3, 3)
        assert counts.fen == 20_000_000


def test_a_list_and_its_counts_are_two_statements(app: Flask) -> None:
    with app.app_context():
        shen = actor("shen")
        for _ in range(3):
            case_row()
        with expected(db.engine, 2):
            queue.page(View(item="10", text="岚汐", tab=SEARCH), shen)
            queue.counts(View(item="10"), shen)


def test_other_cases_of_the_enterprise(app: Flask) -> None:
    with app.app_context():
        one, two, foreign = case_row(), case_row("14", "paid", due_in=None), case_row(firm="yanbei")
        case = db.session.scalars(select(Case).where(Case.number == one)).one()
        assert [row.number for row in queue.of_enterprise(case.enterprise_id, case.id)] == [two]
        assert foreign not in {row.number for row in queue.of_enterprise(case.enterprise_id, 0)}
