"""Two rule engines on item 10, beside ours: OpenFisca-Core and zen-engine. Neither is needed by anything else here.

`pip install openfisca-core zen-engine` into a throw-away environment brings them; absent ones are named as absent.
OpenFisca-Core is AGPL and only ever measured, never shipped.
"""

import json
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.rules_by_hand import TIERS, in_slices
from rules import policy
from rules.columns import many

Columns = dict[str, Any]


def table(columns: Columns, seconds: Any) -> None:
    """Milliseconds for the cases of item 10 and how many awards came out wrong, engine by engine."""
    tape = policy.draft().rules["10"].tapes["award"]
    right = many(tape, columns)
    print(f"item 10, {len(right):,} cases: ms and awards that are wrong by a fen or more\n")
    print("| engine | ms | × tape | wrong |")
    print("|---|---|---|---|")
    floor = min(seconds(lambda: many(tape, columns)) for _ in range(5)) * 1e3
    print(f"| tape | {floor:.1f} | 1 | 0 |")
    by_hand = min(seconds(lambda: in_slices("10", columns)) for _ in range(5)) * 1e3
    print(
        f"| NumPy by hand | {by_hand:.1f} | {by_hand / floor:.2g} | {int((in_slices('10', columns) != right).sum())} |"
    )
    for name, engine in (("OpenFisca-Core", openfisca), ("zen-engine", zen)):
        try:
            run, size = engine(columns)
        except ModuleNotFoundError:
            print(f"| {name} | not installed | – | – |")
            continue
        spent = seconds(run) * 1e3 * len(right) / size
        print(f"| {name} | {spent:.0f} | {spent / floor:.0f} | {int((run() != right[:size]).sum())} of {size:,} |")


def openfisca(columns: Columns) -> tuple[Any, int]:
    """The item as an OpenFisca variable over its default 32-bit floats."""
    entities, periods = import_module("openfisca_core.entities"), import_module("openfisca_core.periods")
    systems, variables = import_module("openfisca_core.taxbenefitsystems"), import_module("openfisca_core.variables")
    builder = import_module("openfisca_core.simulations").SimulationBuilder
    firm = entities.build_entity(key="firm", plural="firms", label="enterprise", is_person=True)

    def tier(amount: Any) -> Any:
        return np.select([amount >= edge / 100 for edge, _ in TIERS], [reward / 100 for _, reward in TIERS], 0)

    def formula(person: Any, period: Any) -> Any:
        step, passed, paid = tier(person("revenue", period)), tier(person("peak", period)), person("rewarded", period)
        return np.where((step > 0) & (step > passed) & (step > paid), step - paid, 0)

    shape = {"value_type": float, "entity": firm, "definition_period": periods.DateUnit.YEAR}
    system = systems.TaxBenefitSystem([firm])
    for name in ("revenue", "peak", "rewarded"):
        system.add_variable(type(name, (variables.Variable,), dict(shape)))
    system.add_variable(type("award", (variables.Variable,), shape | {"formula": formula}))

    def run() -> Any:
        simulation = builder().build_default_simulation(system, count=len(columns["revenue"]))
        for name in ("revenue", "peak", "rewarded"):
            simulation.set_input(name, "2024", columns[name] / 100)
        return np.rint(simulation.calculate("award", "2024") * 100).astype(np.int64)

    return run, len(columns["revenue"])


def zen(columns: Columns) -> tuple[Any, int]:
    """The item as three expressions of zen-engine, one case at a time; a tenth of the cases is enough to know."""
    engine_of = import_module("zen")

    def tier(name: str) -> str:
        return " : ".join(f"{name} >= {edge / 100:.2f} ? {reward / 100:.2f}" for edge, reward in TIERS) + " : 0"

    expressions = [
        {"id": "1", "key": "step", "value": tier("revenue")},
        {"id": "2", "key": "passed", "value": tier("peak")},
        {"id": "3", "key": "award", "value": "$.step > $.passed and $.step > rewarded ? $.step - rewarded : 0"},
    ]
    nodes = [
        {"id": "a", "name": "in", "type": "inputNode"},
        {"id": "b", "name": "item", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "c", "name": "out", "type": "outputNode"},
    ]
    edges = [{"id": "x", "sourceId": "a", "targetId": "b"}, {"id": "y", "sourceId": "b", "targetId": "c"}]
    decision = engine_of.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    size = max(1, len(columns["revenue"]) // 10)
    names = ("revenue", "peak", "rewarded")
    cases = [{name: float(columns[name][at]) / 100 for name in names} for at in range(size)]

    def run() -> Any:
        return np.array([round(decision.evaluate(case)["result"]["award"] * 100) for case in cases])

    return run, size
