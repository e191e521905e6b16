"""Random rows for the rules: mostly sensible, often exactly on an edge, sometimes odd in every way a file can be odd."""

import random
from typing import Any

EDGES = [
    0, 1, 2, 3, 5, 25, 33, 100, 4_999_999_99, 5_000_000_00, 5_000_000_01, 9_999_999_99, 10_000_000_00, 16_666_666_66,
    16_666_666_67, 20_000_000_00, 25_000_000_00, 25_000_000_01, 49_999_999_99, 50_000_000_00, 99_999_999_99,
    100_000_000_00, 299_999_999_99, 300_000_000_00, 500_000_000_00, 999_999_999_99, 1_000_000_000_00, 10**13,
]  # fmt: skip
HELD = [0, 1, 50_000_00, 100_000_00, 200_000_00, 300_000_00, 500_000_00, 1_000_000_00, 2_000_000_00, 4_999_999_99]
HELD += [5_000_000_00, 9_999_999_99, 10_000_000_00, 19_999_999]
ODD: list[Any] = [
    None, "", " ", "abc", "-1.00", "-0.00", "+1", "1e9", "sNaN", "NaN", "Infinity", "１２", "١٢", "1,000.00", "1.", ".5", "1.234",
    " 1.00", "1.00 ", "1_000", "0x10", "100000000000.01", "999999999999", "0000000000001", "1" * 400, 5, 0, 1, -1, 1.5, True, False,
    [], {}, [1], [[]], [{}], {"a": 1}, 10**400, "true", "2024-1", "2024-00", "2024-13", "2024-01-01", "１９９９-01", "0000-01", "\ud800",
]  # fmt: skip
ITEMS = ["4", "5", "7a", "7b", "9", "10", "11", "14"]


def money(chance: random.Random, edges: list[int] = EDGES) -> str:
    fen = chance.choice(edges) if chance.random() < 0.5 else chance.randrange(10 ** chance.randint(1, 12))
    fen = max(0, fen + chance.choice([0, 0, 0, -1, 1])) if chance.random() < 0.3 else fen
    return f"{fen // 100}.{fen % 100:02d}" if chance.random() < 0.9 or fen % 100 else str(fen // 100)


def yes(chance: random.Random, often: float = 0.85) -> bool:
    return chance.random() < often


def facts(chance: random.Random, item: str) -> dict[str, Any]:
    """A well-formed set of facts for an item."""
    year, project = chance.choice([2023, 2024, 2025]), chance.choice(["P1", "P2"])
    if item == "4":
        own = {
            "project": project,
            "listed": yes(chance),
            "in_district": yes(chance),
            "municipal_support": money(chance),
        }
    elif item == "5":
        own = {"runs": [run(chance) for _ in range(chance.randint(1, 3))]}
    elif item == "7a":
        own = {"project": project, "platform": yes(chance), "investment": money(chance)}
    elif item == "7b":
        own = {"opened": yes(chance), "contracts": money(chance)}
    elif item == "9":
        own = {"first_listed": yes(chance), "transferred": yes(chance, 0.2)}
    elif item == "10":
        own = {"revenue": money(chance), "peak": money(chance)}
    elif item == "11":
        own = {"own_design": yes(chance), "sales_this": money(chance), "sales_last": money(chance)}
    else:
        return rent(chance)
    return {"year": year} | own


def run(chance: random.Random) -> dict[str, Any]:
    return {name: money(chance) for name in ("ip_fee", "mask_fee", "wafer_fee")} | {"first_run": yes(chance, 0.7)}


def rent(chance: random.Random) -> dict[str, Any]:
    area = chance.choice([1, 6667, 100_000, 555_555, 555_556, 1_000_000, 10**9, chance.randrange(1, 10**7)])
    return {
        "in_zone": yes(chance), "above_scale": yes(chance), "area": f"{area // 100}.{area % 100:02d}",
        "from": f"{chance.choice([2023, 2024, 2025])}-{chance.randint(1, 12):02d}",
        "months": chance.choice([1, 3, 12, 24, 36, 48, 1200, chance.randint(1, 60)]),
    }  # fmt: skip


def held(chance: random.Random, item: str) -> list[dict[str, Any]]:
    """Ledger entries, of this item and of others."""
    rows = []
    for _ in range(chance.choice([0, 0, 1, 2, 3])):
        article = item if yes(chance, 0.8) else chance.choice(ITEMS)
        row: dict[str, Any] = {
            "article": article, "year": chance.choice([2022, 2023, 2024, 2025]),
            "yuan": money(chance, [19_000_000, 20_000_000] if article == "14" else HELD),
        }  # fmt: skip
        if article in ("4", "7a"):
            row["project"] = chance.choice(["P1", "P2"])
        if article == "14":
            row["months"] = chance.choice([0, 1, 11, 12, 12, 23, 35, 36, 40])
        rows.append(row)
    return rows


def spoil(chance: random.Random, thing: Any) -> Any:
    """The same thing with one odd value somewhere in it, or one answer left out."""
    if isinstance(thing, dict) and thing and chance.random() < 0.95:
        name = chance.choice(sorted(thing))
        if chance.random() < 0.2:
            return {key: value for key, value in thing.items() if key != name}
        inner = isinstance(thing[name], list | dict) and chance.random() < 0.7
        return thing | {name: spoil(chance, thing[name]) if inner else chance.choice(ODD)}
    if isinstance(thing, list) and thing and chance.random() < 0.9:
        at = chance.randrange(len(thing))
        return [*thing[:at], spoil(chance, thing[at]), *thing[at + 1 :]]
    return chance.choice(ODD)


def row(chance: random.Random, odd: float = 0.25) -> tuple[str, Any, Any]:
    """Item, facts and context; with some probability something in them is odd."""
    item = chance.choice(ITEMS)
    inputs: Any = facts(chance, item)
    context: Any = held(chance, item)
    while chance.random() < odd:
        if chance.random() < 0.7:
            inputs = spoil(chance, inputs)
        else:
            context = spoil(chance, context)
    return item, inputs, context
