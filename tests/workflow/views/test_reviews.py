"""The second review through its page: what is not plain comes first, a return names its section, points stay open."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from forms.review import LONGEST_POINT, ReturnForm
from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.filing import actor, reload
from tests.workflow.onward import checked, evaluated, papers
from tests.workflow.overriding import confirmed, proposed
from workflow.actions import evaluation, review
from workflow.clock import now
from workflow.db import db
from workflow.models.filing import Verdict
from workflow.models.review_point import LONGEST, SECTIONS, ReviewPoint

#: Statements of the page, whatever the case has been through.
QUERIES = 28
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def made(app: Flask) -> str:
    """An evaluated case that claimed more than it is given."""
    with app.app_context():
        case = checked()
        evaluation.evaluate(case, actor("shen"), "材料齐备")
        case.estimate_fen = (case.proposed_fen or 0) + 100_000
        db.session.commit()
        return case.number


def test_a_return_names_its_sections_and_stays_open_until_the_next_evaluation(app: Flask) -> None:
    number = made(app)
    xu, shen = Visitor(app, "xu"), Visitor(app, "shen")
    page = xu.open(f"/cases/{number}/review")
    first, _folded = page.split("怎么算出来的", 1)
    assert "与按填报试算相差1,000.00元" in first
    assert page.index("先看这些") < page.index("全部") < page.index("看案件全部内容")
    page = xu.send("/return", expect=422)
    assert "至少在一处写明退回的意见" in page
    page = xu.send("/return", comment_facts="长" * (LONGEST_POINT + 1), expect=422)
    assert "长" * (LONGEST_POINT + 1) in page
    xu.send("/return", comment_facts="营业收入口径不对", comment_documents="缺审计报告附注", expect=200)
    page = shen.open(f"/cases/{number}")
    points = page.split("复核退回，要再核的", 1)[1].split("</section>", 1)[0]
    assert ["营业收入口径不对" in points, "缺审计报告附注" in points, "许岚" in points] == [True, True, True]
    assert 'href="#f"' in points
    assert 'href="#documents"' in points
    shen.send("/evaluation", expect=200)
    assert "复核退回，要再核的" not in shen.text
    page = xu.open(f"/cases/{number}/review")
    assert "第1轮退回" in page.split("怎么算出来的", 1)[0]
    assert "数据和金额与上次复核时相同" in page
    xu.send("/review", comment="复算一致", expect=200)
    with app.app_context():
        rows = db.session.scalars(select(ReviewPoint).order_by(ReviewPoint.section)).all()
        assert [(row.round, row.section) for row in rows] == [(1, "documents"), (1, "facts")]
        assert (reload(number).state, reload(number).round) == ("evaluated", 2)


@SQLITE
def test_the_page_asks_as_much_for_a_case_with_a_history_as_for_a_plain_one(app: Flask) -> None:
    assert (LONGEST_POINT, tuple(ReturnForm.SECTIONS)) == (LONGEST, SECTIONS)
    with app.app_context():
        plain, long = evaluated().number, evaluated("10", login="yanbei", pages=40)
        for _round in range(3):
            review.return_review(long, actor("xu"), {"facts": "请核对", "evaluation": "请重算"})
            evaluation.evaluate(long, actor("shen"))
        db.session.commit()
        numbers = [plain, long.number]
    xu = Visitor(app, "xu")
    for number in numbers:
        xu.open(f"/cases/{number}/review")
        with app.app_context(), expected(db.engine, QUERIES):
            xu.open(f"/cases/{number}/review")


@SQLITE
def test_what_people_changed_and_what_was_refused_come_first(app: Flask) -> None:
    """Changes by hand, a document that did not pass at first and one that came late, a fact that changed since the review."""
    with app.app_context():
        case = evaluated()
        review.return_review(case, actor("xu"), {"facts": "请核对营业收入"})
        first = papers(case)[0]
        at = now() + timedelta(minutes=1)
        db.session.add(
            Verdict(document_id=first.id, verdict="refused", reason="看不清公章", actor_id=first.uploaded_by, at=at)
        )
        db.session.add(Verdict(document_id=first.id, verdict="accepted", reason="", actor_id=first.uploaded_by, at=at))
        first.uploaded_at = at
        row = confirmed(case, fact="revenue", value="58000000.00")
        evaluation.evaluate(case, actor("shen"))
        proposed(case, fen=1_000_000)
        db.session.commit()
        number, reason, row_id = case.number, row.reason, row.id
    page = Visitor(app, "xu").open(f"/cases/{number}/review").split("怎么算出来的", 1)[0]
    by_hand, since, rest = _parts(page, "人工调整", "上次复核以来的变化", "材料")
    assert ["58,000,000.00" in by_hand, reason in by_hand, "已确认" in by_hand, "等第二个人确认" in by_hand] == [
        True
    ] * 4
    assert f'href="/cases/{number}/overrides/{row_id}"' in by_hand
    told = Visitor(app, "shen")
    assert "复核退回了，请重新评估" in told.open("/notices")
    told.client.set_cookie("lang", "en")
    record = told.open(f"/cases/{number}/record")
    assert "Facts: 请核对营业收入" in record  # what the system wrote, in the reader's language
    assert ["第1轮退回" in since, "58,000,000.00" in since] == [True, True]
    assert ["看不清公章" in rest, "曾不通过" in rest, "提交以后补的" in rest] == [True] * 3


def _parts(page: str, *titles: str) -> list[str]:
    """What stands under each of these headings, which come in this order."""
    places = [page.index(f"<h3>{title}</h3>") for title in titles]
    assert places == sorted(places)
    return [page[start:end] for start, end in zip(places, [*places[1:], len(page)], strict=True)]


@SQLITE
def test_who_may_not_review_reads_why_and_keeps_what_was_written(app: Flask) -> None:
    number = made(app)
    shen, xu, late = Visitor(app, "shen"), Visitor(app, "xu"), Visitor(app, "xu")
    assert "由复核人办" in shen.open(f"/cases/{number}/review")
    assert "复核通过</button>" not in shen.text
    xu.open(f"/cases/{number}/review")
    late.open(f"/cases/{number}/review")
    xu.send("/review", expect=200)
    page = late.send("/return", comment_evaluation="上限算错了", expect=409)
    assert ["上限算错了" in page, "许岚" in page] == [True, True]
