"""Experts of the demo: a list, a case that three have judged, one with a single sheet. All people are invented."""

from rules.proofs import CRITERIA
from workflow.actions import assessment, expert, score_sheet
from workflow.actions.score_sheet import Sheet
from workflow.clock import business_date
from workflow.db import db
from workflow.demo.papers import paper
from workflow.demo.play import actor
from workflow.models.case import Case
from workflow.models.expert import Expert

EXPERTS = (
    ("闻一川", "微机电系统", "南岭大学微电子学院（虚构）"),
    ("苏合", "封装测试", "华南集成电路研究院（虚构）"),
    ("岑安", "传感器工艺", "东湖理工大学（虚构）"),
    ("骆遥", "产业经济", "湾区产业研究中心（虚构）"),
    ("季青", "封装测试", "深圳青榄半导体有限公司"),
    ("俞白", "集成电路设计", "北岸大学（虚构）"),
)


def list_experts() -> None:
    """The list; one of them works for an enterprise that applies."""
    for name, field, employer in EXPERTS:
        expert.add(name, field, employer, "", actor("bai"))


def _ask(case: Case, name: str, points: tuple[int, ...] = (), opinion: str = "") -> None:
    """Ask somebody, who has no conflict; with points the sheet is there too."""
    person = db.session.query(Expert).filter_by(name=name).one()
    seat = assessment.ask(case, person, actor("bai"))
    assessment.declare(case, seat, "", actor("bai"), conflict=False)
    if points:
        given = {one.code: number for one, number in zip(CRITERIA[case.item], points, strict=True)}
        scan = (f"评分表{seat.seat}.pdf", paper("Score sheet", case.number, f"Seat {seat.seat}"))
        score_sheet.enter(case, seat, Sheet(given, business_date(), opinion), scan, actor("bai"))


def assess(case: Case) -> None:
    """Two too far apart, a third decides, the caseworker adopts."""
    _ask(case, "闻一川", (88, 85, 90, 80), "设备齐全，具备八英寸晶圆级封装能力。")
    _ask(case, "苏合", (62, 70, 75, 60), "开放服务制度还要细化，收费标准不完整。")
    _ask(case, "岑安", (84, 82, 86, 78), "平台能满足区内企业中小批量需求。")
    assessment.adopt(case, actor("shen"))


def begin(case: Case) -> None:
    """The first has a conflict and is replaced; one sheet of two is there."""
    person = db.session.query(Expert).filter_by(name="骆遥").one()
    seat = assessment.ask(case, person, actor("bai"))
    assessment.declare(case, seat, "去年为该单位编过可行性报告。", actor("bai"), conflict=True)
    _ask(case, "闻一川", (82, 80, 85, 76))
    _ask(case, "俞白")
