"""What is measured on a visit, from the claim: unit by unit where it names leases, else one area; and what that makes of it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rules import money


class Unit(NamedTuple):
    """A unit of the zone (empty: the whole claimed area) with the area claimed for it, in hundredths of m²."""

    name: str
    area: int


def units(facts: Mapping[str, Any]) -> list[Unit]:
    """Every unit of a claim, in the order of its leases; of several leases of one unit the largest area counts."""
    if not facts.get("leases"):
        return [Unit("", _area(facts.get("area")))]
    found: dict[str, int] = {}
    for lease in facts["leases"]:
        found[lease["unit"]] = max(found.get(lease["unit"], 0), _area(lease["area"]))
    return [Unit(name, area) for name, area in found.items()]


def measured(facts: Mapping[str, Any], areas: Mapping[str, int]) -> tuple[str, Any, Any]:
    """The fact that the measured areas (unit → hundredths of m²) speak of: its name, as claimed and as found.

    More than was claimed bears out the claim and no more; a unit with no area left falls out of the leases.
    """
    if not facts.get("leases"):
        claimed = facts.get("area")
        return "area", claimed, _smaller(claimed, areas.get("", 0))
    found = [lease | {"area": _smaller(lease["area"], areas.get(lease["unit"], 0))} for lease in facts["leases"]]
    return "leases", facts["leases"], [lease for lease in found if _area(lease["area"])]


def is_less(claimed: Sequence[Unit], areas: Sequence[int]) -> bool:
    """Whether any unit measures less than was claimed for it."""
    return any(area < unit.area for unit, area in zip(claimed, areas, strict=True))


def _smaller(claimed: Any, area: int) -> Any:
    return claimed if _area(claimed) <= area else money.plain(area)


def _area(text: Any) -> int:
    return money.hundredths(text)
