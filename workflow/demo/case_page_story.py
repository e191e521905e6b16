"""A case in the middle of its check: facts verified by its documents, places pinned, one fact changed after it was verified."""

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw
from sqlalchemy import select

from workflow.actions import documents, fact_check, pin
from workflow.actions.pin import Place
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.demo.papers import paper
from workflow.demo.play import Play, actor
from workflow.demo.telling import workday
from workflow.models.case import Case
from workflow.models.filing import Document

FACTS = {"opened": True, "contracts": "3860000.00", "contract_numbers": "HT-2025-018，HT-2025-022"}
WRONG = "合同金额含税，请改成不含税的合同额。"


def tell() -> None:
    """砚北 opens its pilot line; the contracts' sum is corrected after Shen had compared it. Commits."""
    play = Play("yanbei", "7b", FACTS | {"year": business_date().year - 1})
    _on(6, play.draft, play.fill, play.attach, lambda: play.step(_scans), play.submit)
    _on(5, play.accept, lambda: play.step(_marks), lambda: play.ask([_point()], "其他材料没有问题，不用重传。"))
    _on(3, lambda: play.answer(FACTS | {"year": business_date().year - 1, "contracts": "3415900.00"}))
    _on(1, lambda: play.step(_more))


def _on(ago: int, *acts: Callable[[], object]) -> None:
    with told(datetime.combine(workday(ago), time(10, 25), SHANGHAI)):
        for act in acts:
            act()


def _point() -> dict[str, str]:
    return {"kind": "fact", "name": "contracts", "wrong": WRONG}


def _scans(case: Case) -> None:
    """A contract of three pages, and a photograph of the line."""
    pages = pikepdf.new()
    for number in (1, 2, 3):
        with pikepdf.open(BytesIO(paper("Service contract HT-2025-018", f"Page {number} of 3"))) as page:
            pages.pages.extend(page.pages)
    contract, photo = BytesIO(), BytesIO()
    pages.save(contract, deterministic_id=True)
    picture = Image.new("RGB", (1600, 1000), "#dfe6ea")
    ImageDraw.Draw(picture).text((520, 470), "Pilot line, bay 3 (invented)", "#24506b", font_size=44)
    picture.save(photo, "JPEG")
    who = actor("yanbei")
    documents.attach(case, "service_contracts", "服务合同HT-2025-018.pdf", contract.getvalue(), who)
    documents.attach(case, "service_contracts", "产线现场照片.jpg", photo.getvalue(), who)


def _marks(case: Case) -> None:
    contract, shen = _document(case, "服务合同HT-2025-018.pdf"), actor("shen")
    pin.put(case, contract, Place(2, 410, 96), "contracts", "合同总价在第2页，含税", shen)
    pin.put(case, contract, Place(3, 180, 128), "", "签章齐全", shen)
    fact_check.confirm(case, "contracts", contract, "第2页合同总价", shen)
    fact_check.confirm(case, "contract_numbers", contract, "首页编号", shen)


def _more(case: Case) -> None:
    fact_check.confirm(case, "opened", None, "现场看过产线，正在对外接单", actor("shen"))


def _document(case: Case, name: str) -> Document:
    return db.session.scalars(select(Document).where(Document.case_id == case.id, Document.name == name)).one()
