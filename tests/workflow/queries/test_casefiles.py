"""Many files at once are what each file is alone, at the price of one."""

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from tests.ground.queries import counted
from tests.road import Road
from tests.workflow.filing import submitted
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Document
from workflow.queries.casefile import open_file, open_files


def every() -> list[Case]:
    query = select(Case).options(joinedload(Case.enterprise), joinedload(Case.call)).order_by(Case.id)
    return list(db.session.scalars(query))


def test_a_file_is_the_same_alone_and_among_others(app: Flask) -> None:
    road = Road(app)
    for place, item, firm in (
        ("released", "14", "lanxi"), ("correction", "10", "lanxi"), ("reviewed", "7b", "lanxi"), ("draft", "14", "yanbei"),
        ("committee", "10", "qinglan"), ("referred", "12", "qinglan"), ("submitted", "14", "xingwan"),
    ):  # fmt: skip
        road.to(place, item=item, firm=firm)
    with app.app_context():
        cases = every()
        together = open_files(cases)
        for case in cases:
            alone = open_file(case)
            assert together[case.id].dossier == alone.dossier
            assert (together[case.id].hits, together[case.id].required) == (alone.hits, alone.required)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_many_cost_what_few_cost(app: Flask) -> None:
    with app.app_context():
        for firm in ("lanxi", "yanbei", "qinglan"):
            submitted(firm, "14")
        waivable = Document.kind == "above_scale_proof"
        gone = update(Document).where(waivable).values(removed_at=now()).returning(Document.id)
        assert len(db.session.scalars(gone).all()) == 3
        db.session.commit()
        cases, prices = every(), []
        for many in (cases[:2], cases):
            open_files(many)  # the connection warms up
            with counted(db.engine) as statements:
                for file in open_files(many).values():
                    assert file.dossier.documents_missing == 0
            prices.append(len(statements))
        assert prices == [11, 11]
