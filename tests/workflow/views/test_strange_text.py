"""A NUL in an address or a field: SQLite would take it, PostgreSQL cannot; no page may break over it."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.road import Road
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
FAR_AWAY = "999999999999999"


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_a_nul_in_an_address_or_a_field_breaks_no_page(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted", firm="lanxi")
    shen, lanxi = visit("shen"), visit("lanxi")
    far = [f"/{one}~{FAR_AWAY}" for one in ("enterprises?after=a", "rent?after=a", "rent?sort=used&after=-1")]
    nul = ["/enterprises?q=a%00", "/enterprises?after=a%00~1", "/rent?q=%00", "/rent?after=a%00~1", "/absences?q=%00"]
    for place in (*far, *nul, f"/referrals?after=2026-01-01T00:00:00%2B08:00~{FAR_AWAY}"):
        shen.open(place)
    assert shen.client.get("/rent/export?q=%00", buffered=True).status_code == 200
    assert visit(None).client.get("/track?number=a%00&code=b%00").status_code == 422
    shen.open(f"/cases/{number}")
    shen.send("/facts/revenue/check", document="\x00", expect=422)
    ref = shen.open(f"/cases/{number}").partition("/documents/")[2].partition("/")[0].partition('"')[0]
    lanxi.open(f"/applications/{number}/withdrawal")
    guards = {name: values[0] for name, values in lanxi.form("/withdrawal").fields.items()}
    place = f"/applications/{number}/documents/{ref}/expiry"  # accepted: no page shows the document with what is wrong
    assert lanxi.client.post(place, data=guards | {"expires_on": "x"}).status_code == 409
