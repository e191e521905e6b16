"""The floor of the rules benchmark: each item written by hand, as columns in NumPy and for one case in plain integers.

Both do only what the award needs: no step values, no conditions by name, no words. Money in fen, areas in 0.01 m².
"""

from typing import Any

import numpy as np

Columns = dict[str, Any]
SLICE = 65_536
EDGES = np.array([50_000_000_00, 100_000_000_00, 300_000_000_00, 500_000_000_00, 1_000_000_000_00])
REWARDS = np.array([0, 100_000_00, 200_000_00, 300_000_00, 500_000_00, 1_000_000_00])
TIERS = list(zip(EDGES.tolist(), REWARDS.tolist()[1:], strict=True))[::-1]


def _share(cost: Any, tenths: int, room: Any) -> Any:
    """A share in tenths, rounded half up to the fen, up to a room."""
    return (np.minimum(cost * tenths, room * 10) * 2 + 10) // 20


def _numpy_4(c: Columns) -> Any:
    room = np.maximum(0, 10_000_000_00 - c["of_project"])
    award = (np.minimum(c["municipal_support"], room * 2) + 1) // 2
    return np.where((c["listed"] == 1) & (c["in_district"] == 1), award, 0)


def _numpy_5(c: Columns) -> Any:
    cost = c["runs.ip_fee"] + c["runs.mask_fee"] + c["runs.wafer_fee"]
    return np.where(c["runs.first_run"] == 1, _share(cost, 3, np.maximum(0, 5_000_000_00 - c["awarded"])), 0)


def _numpy_7a(c: Columns) -> Any:
    return np.where(c["platform"] == 1, _share(c["investment"], 4, np.maximum(0, 10_000_000_00 - c["of_project"])), 0)


def _numpy_7b(c: Columns) -> Any:
    return np.where(c["opened"] == 1, _share(c["contracts"], 1, np.maximum(0, 2_000_000_00 - c["awarded"])), 0)


def _numpy_9(c: Columns) -> Any:
    return np.where((c["first_listed"] == 1) & (c["transferred"] == 0) & (c["rewarded"] == 0), 100_000_00, 0)


def _numpy_10(c: Columns) -> Any:
    step = REWARDS[np.searchsorted(EDGES, c["revenue"], side="right")]
    passed = REWARDS[np.searchsorted(EDGES, c["peak"], side="right")]
    return np.where((step > 0) & (step > passed) & (step > c["rewarded"]), step - c["rewarded"], 0)


def _numpy_11(c: Columns) -> Any:
    this, last = c["sales_this"], c["sales_last"]
    award = _share(this - last, 2, np.maximum(0, 5_000_000_00 - c["of_year"]))
    return np.where((c["own_design"] == 1) & (this > 5_000_000_00) & (this > last), award, 0)


def _numpy_14(c: Columns) -> Any:
    months = np.minimum(c["months"], np.maximum(0, 36 - c["used"]))
    award = np.minimum(c["area"] * 3 * months, np.maximum(0, 200_000_00 - c["awarded"]))
    return np.where((c["in_zone"] == 1) & (c["above_scale"] == 1), award, 0)


def _plain_4(c: Columns) -> int:
    if not c["listed"] or not c["in_district"]:
        return 0
    return int((min(c["municipal_support"], max(0, 10_000_000_00 - c["of_project"]) * 2) + 1) // 2)


def _plain_5(c: Columns) -> int:
    if not c["runs.first_run"]:
        return 0
    cost = c["runs.ip_fee"] + c["runs.mask_fee"] + c["runs.wafer_fee"]
    return int((min(cost * 3, max(0, 5_000_000_00 - c["awarded"]) * 10) * 2 + 10) // 20)


def _plain_7a(c: Columns) -> int:
    if not c["platform"]:
        return 0
    return int((min(c["investment"] * 4, max(0, 10_000_000_00 - c["of_project"]) * 10) * 2 + 10) // 20)


def _plain_7b(c: Columns) -> int:
    if not c["opened"]:
        return 0
    return int((min(c["contracts"], max(0, 2_000_000_00 - c["awarded"]) * 10) * 2 + 10) // 20)


def _plain_9(c: Columns) -> int:
    return 100_000_00 if c["first_listed"] and not c["transferred"] and not c["rewarded"] else 0


def _tier(revenue: int) -> int:
    for edge, reward in TIERS:
        if revenue >= edge:
            return reward
    return 0


def _plain_10(c: Columns) -> int:
    step, passed = _tier(c["revenue"]), _tier(c["peak"])
    return step - int(c["rewarded"]) if step > 0 and step > passed and step > c["rewarded"] else 0


def _plain_11(c: Columns) -> int:
    this, last = c["sales_this"], c["sales_last"]
    if not c["own_design"] or this <= 5_000_000_00 or this <= last:
        return 0
    return int((min((this - last) * 2, max(0, 5_000_000_00 - c["of_year"]) * 10) * 2 + 10) // 20)


def _plain_14(c: Columns) -> int:
    if not c["in_zone"] or not c["above_scale"]:
        return 0
    months = min(c["months"], max(0, 36 - c["used"]))
    return int(min(c["area"] * 3 * months, max(0, 200_000_00 - c["awarded"])))


NUMPY = {
    "4": _numpy_4, "5": _numpy_5, "7a": _numpy_7a, "7b": _numpy_7b, "9": _numpy_9, "10": _numpy_10, "11": _numpy_11, "14": _numpy_14,
}  # fmt: skip
PLAIN = {
    "4": _plain_4, "5": _plain_5, "7a": _plain_7a, "7b": _plain_7b, "9": _plain_9, "10": _plain_10, "11": _plain_11, "14": _plain_14,
}  # fmt: skip


def in_slices(item: str, columns: Columns) -> Any:
    """The hand-written columns of an item, a slice at a time."""
    size = len(next(iter(columns.values())))
    out = np.empty(size, dtype=np.int64)
    for start in range(0, size, SLICE):
        out[start : start + SLICE] = NUMPY[item](
            {name: column[start : start + SLICE] for name, column in columns.items()}
        )
    return out
