"""The tracker's months and its forecast, with the figures of the mock-up and of the article, worked out by hand."""

from rules.months import month_text, parse_month
from tests.workflow.queries.rent_firm import claim, granted, holding, measure, term
from workflow.queries.holdings import Holdings
from workflow.queries.rent_forecast import forecast, gap_months, years
from workflow.queries.rent_track import Track, track

A3 = term("A3-2", 4600, "2024-07-01", "2025-02-28")
B1 = term("B1-1", 6200, "2025-05-01", "2028-04-30")
B5 = term("B1-5", 1000, "2026-01-01", "2028-04-30", contract_area=130_000, sublet_area=30_000)


def yanbei() -> Holdings:
    """The enterprise of mock-up 11 on 1 March 2026: 13 paid, 3 approved, 2 claimed, after a gap of two months."""
    return holding(
        A3, B1, B5,
        granted=(
            *granted("2024-07", [13_800] * 8),
            *granted("2025-05", [18_600] * 5, seq=9),
            *granted("2025-10", [18_600] * 3, seq=14, state="reserved"),
        ),
        claims=(claim("2026-01", 2, ("B1-1", 6200, "2026-01-01", "2026-02-28"), ("B1-5", 1000, "2026-01-01", "2026-02-28")),),
    )  # fmt: skip


def picture(found: Track) -> list[str]:
    return [
        f"{cell.no} {month_text(cell.month) if cell.month is not None else '-'} {cell.state} {cell.fen // 100}"
        for cell in found.cells
    ]


def test_the_grid_of_the_mock_up() -> None:
    found = track(yanbei(), measure("2026-03-01"))
    assert found.used == 18
    lines = picture(found)
    assert lines[7:9] == ["8 2025-02 paid 13800", "9 2025-05 paid 18600"]
    assert lines[15:19] == ["16 2025-12 approved 18600", "17 2026-01 claimed 21600", "18 2026-02 claimed 21600",
                            "19 2026-03 open 21600"]  # fmt: skip
    assert lines[24:29] == ["25 2026-09 open 21600", "26 2026-10 open 5600", "27 2026-11 open 0", "28 2026-12 open 0",
                            "29 2027-01 open 21600"]  # fmt: skip
    assert lines[33:] == ["34 2027-06 open 21600", "35 2027-07 dead 0", "36 2027-08 dead 0"]
    assert [month_text(month) for month in gap_months(found)] == ["2025-03", "2025-04"]


def test_the_years_of_the_mock_up() -> None:
    rows = years(track(yanbei(), measure("2026-03-01")))
    assert [(row.year, row.fen // 100, row.lost_fen // 100) for row in rows] == [
        (2024, 82_800, 0), (2025, 176_400, 0), (2026, 200_000, 59_200), (2027, 129_600, 0),
    ]  # fmt: skip
    assert rows[1].states == ("paid",) * 2 + ("gap",) * 2 + ("paid",) * 5 + ("approved",) * 3
    assert rows[2].states == ("claimed",) * 2 + ("open",) * 8 + ("cap",) * 2
    assert rows[3].states == ("open",) * 6 + ("dead",) * 2 + ("",) * 4
    assert (rows[2].held_fen, rows[2].claimed_fen, rows[2].open_fen) == (0, 4_320_000, 15_680_000)


def test_the_forecast_of_the_mock_up() -> None:
    end = forecast(track(yanbei(), measure("2026-03-01")))
    assert (end.why, end.month, end.used, end.unusable) == ("expired", parse_month("2027-06"), 34, 2)
    assert (end.total_fen // 100, end.lost_fen // 100, end.gap_months) == (588_800, 59_200, 2)


def test_without_an_end_of_the_measures_the_entitlement_is_used_up() -> None:
    end = forecast(track(yanbei(), measure("2026-03-01", until=None)))
    assert (end.why, end.month, end.used, end.unusable) == ("used_up", parse_month("2027-08"), 36, 0)
    assert end.total_fen // 100 == 588_800 + 2 * 21_600


def test_the_example_of_the_article_pays_688000() -> None:
    firm = holding(term("A", 8000, "2024-07-01", "2027-06-30"))
    end = forecast(track(firm, measure("2025-01-15", until=None)))
    assert (end.why, end.used, end.total_fen // 100) == ("used_up", 36, 144_000 + 200_000 + 200_000 + 144_000)
    assert end.lost_fen // 100 == 2 * (288_000 - 200_000)


def test_a_lease_that_ends_first() -> None:
    firm = holding(term("A", 1000, "2026-01-01", "2026-09-15"))
    found = track(firm, measure("2026-03-01"))
    end = forecast(found)
    assert (end.why, end.month, end.used, end.unusable) == ("lease_ends", parse_month("2026-08"), 8, 28)
    assert [cell.state for cell in found.cells[8:]] == ["dead"] * 28
    assert {cell.month for cell in found.cells[8:]} == {None}


def test_a_year_whose_limit_is_used_up_uses_no_month() -> None:
    firm = holding(
        term("A", 8000, "2025-01-01", "2027-12-31"), granted=tuple(granted("2025-01", [24_000] * 8 + [8_000]))
    )
    found = track(firm, measure("2026-01-10", until=None))
    assert [month_text(one.month) for one in found.skipped] == ["2025-10", "2025-11", "2025-12"]
    assert found.cells[9].month == parse_month("2026-01")
    assert years(found)[0].states[9:] == ("cap",) * 3
    assert forecast(found).lost_fen // 100 == 3 * 24_000 + 2 * 88_000


def test_a_number_that_came_back_is_the_next_to_be_used() -> None:
    firm = holding(term("A", 1000, "2026-01-01", "2027-12-31"), granted=tuple(granted("2026-03", [3_000], seq=2)))
    found = track(firm, measure("2026-06-01"))
    assert picture(found)[:3] == ["1 2026-01 open 3000", "2 2026-03 paid 3000", "3 2026-02 open 3000"]


def test_no_longer_above_scale() -> None:
    firm = holding(term("A", 1000, "2025-01-01", "2027-12-31"), scale=range(2024, 2025))
    found = track(firm, measure("2026-06-01"))
    assert (found.now, found.used, forecast(found).why) == ("not_above_scale", 0, "not_above_scale")


def test_an_enterprise_without_leases() -> None:
    found = track(holding(), measure("2026-06-01"))
    assert (forecast(found).why, years(found), found.now) == ("nothing", [], "no_lease")
    assert {cell.state for cell in found.cells} == {"free"}
    assert (len(found.cells), forecast(found).unusable) == (36, 0)
