"""Keys that tie enterprises together follow every change, on both databases, in the transaction of the change."""

from datetime import date
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import delete, select

from tests.road import Road
from tests.workflow.desk import firm_id
from tests.workflow.filing import actor
from workflow.actions import contacts, documents, lease, relation
from workflow.alike import plain
from workflow.db import db
from workflow.demo.papers import paper
from workflow.models.enterprise import Enterprise
from workflow.models.relation import RelationKey
from workflow.models.zone import ZoneUnit
from workflow.queries.related import Related, related
from workflow.queries.relation_keys import kept, wanted

SAME = paper("the same")


def firm(key: str) -> Enterprise:
    return db.session.get_one(Enterprise, firm_id(key))


def ties(found: list[Related]) -> dict[str, list[tuple[str, str]]]:
    return {one.name: [(tie.kind, tie.text) for tie in one.ties] for one in found}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("address", "深圳市龙华区观澜街道智造路 18 号 A3 栋", "广东省深圳市龙华区观澜街道智造路18号A3座"),
        ("address", "民治街道星湾大厦 12 楼", "深圳龙华区民治街道星湾大厦12F"),
        ("address", "观澜街道智造路三栋805室", "观澜街道智造路3幢805"),
        ("phone", "+86 138-0000-0001", "１３８００００００01"),
        ("account", "4000 0201 0020 0123 401", "4000020100200123401"),
        ("representative", "林　既白", "林既白"),
    ],
)
def test_one_thing_written_in_two_ways_is_one(kind: str, one: str, other: str) -> None:
    assert plain(kind, one) == plain(kind, other) != ""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("address", "智造路18号A3栋", "智造路18号A2栋"),
        ("address", "智造路1栋12层", "智造路11栋2层"),
        ("phone", "13800000001", "13800000002"),
        ("representative", "林既白", "林知夏"),
    ],
)
def test_broken_twin_two_things_stay_two(kind: str, one: str, other: str) -> None:
    assert plain(kind, one) != plain(kind, other)


@pytest.mark.parametrize(("kind", "text"), [("phone", "1"), ("account", "62-2"), ("address", "示例"), ("phone", "——")])
def test_what_says_too_little_ties_nobody(kind: str, text: str) -> None:
    assert plain(kind, text) == ""


def test_a_change_of_contacts_ties_and_unties(app: Flask) -> None:
    with app.app_context():
        mine, other = firm("lanxi"), firm("yanbei")
        assert ties(related(mine)) == {}
        contacts.change(actor("lanxi"), other.address.replace(" ", ""), "林知夏", "138-0000-0002")
        db.session.commit()
        assert ties(related(mine)) == {other.name: [("address", mine.address), ("phone", "138-0000-0002")]}
        assert ties(related(other)) == {mine.name: [("address", other.address), ("phone", other.contact_phone)]}
        contacts.change(actor("lanxi"), "深圳市龙华区大浪街道别处 1 号", "林知夏", "13800000001")
        db.session.commit()
        assert related(mine) == related(other) == []


def test_units_and_files_tie_and_a_draft_does_not(app: Flask) -> None:
    Road(app).to("filled", firm="qinglan")
    with app.app_context():
        assert not [kind for kind, _ in kept(firm_id("qinglan")) if kind == "file"]
    for key in ("qinglan", "xingwan"):
        road = Road(app)
        road.to("filled", firm=key)
        with app.app_context():
            road.play.step(partial(documents.attach, kind="statement", name=f"{key}.pdf", data=SAME, actor=actor(key)))
            road.play.submit()
    with app.app_context():
        db.session.add(
            ZoneUnit(code="T1-1", address="智造城T1栋1层", area=100_000, since=date(2024, 1, 1), source="园区")
        )
        db.session.flush()
        terms = lease.Terms(contract_area=1, own_area=1, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))
        for key in ("qinglan", "xingwan"):
            lease.register(firm_id(key), "T1-1", f"N-{key}", terms, actor("shen"))
        db.session.commit()
        found = ties(related(firm("qinglan")))
        assert list(found) == [firm("xingwan").name]
        assert found[firm("xingwan").name] == [("unit", "T1-1"), ("file", "qinglan.pdf")]
        assert all(kept(one.id) == wanted(one) for one in relation.enterprises())


def test_rebuilding_mends_what_is_missing_and_what_is_too_much(app: Flask) -> None:
    runner = app.test_cli_runner()
    with app.app_context():
        mine = firm_id("lanxi")
        db.session.execute(delete(RelationKey).where(RelationKey.enterprise_id == mine))
        db.session.add(RelationKey(kind="unit", hash="0" * 64, enterprise_id=firm_id("yanbei")))
        db.session.commit()
    wrong = runner.invoke(args=["related", "check"])
    assert (wrong.exit_code, wrong.output.count("BAD")) == (1, 2)
    assert "2 家" in runner.invoke(args=["related", "rebuild"]).output
    assert runner.invoke(args=["related", "check"]).exit_code == 0
    with app.app_context():
        assert db.session.scalar(select(RelationKey.kind).where(RelationKey.hash == "0" * 64)) is None
        assert {kind for kind, _ in kept(mine)} == {"account", "address", "phone", "representative"}
