"""What is due to each row of a statistics list: first whether it can be read, then what the rules give for its figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rules import catalogue
from rules.policy import Policy
from states.say import Say
from workflow.actions.entitlement_columns import COLUMNS, code_of, fact_of
from workflow.actions.entitlement_faults import fault_of
from workflow.models.call import Call
from workflow.queries.entitled import Held, held
from workflow.queries.rulebook import policy
from workflow.sheets import Row

DISHONEST = Say("在严重失信主体名单里", "On the list of seriously dishonest entities")
OFFERED = Say("本年度已经邀请过", "Already invited for this year")


class Judged(NamedTuple):
    """A row with what is due to it; `why` is empty for an entitled one."""

    number: int
    uscc: str
    name: str
    email: str
    facts: dict[str, Any]
    standing: str
    fen: int
    why: Say


def judge(call: Call, rows: Sequence[Row]) -> list[Judged]:
    """Judge every row under the policy of the call, by what the bureau holds of its enterprise now."""
    codes = [code_of(row) for row in rows]
    twice = {code for code, count in Counter(codes).items() if count > 1}
    known, rules = held(call, codes), policy(call.policy_version)
    return [_judged(call, row, twice, known, rules) for row in rows]


def _judged(call: Call, row: Row, twice: set[str], known: Held, rules: Policy) -> Judged:
    code, name, email = code_of(row), row.cells["name"], row.cells.get("email", "")
    facts = {"year": call.year} | {
        name: fact_of(row.cells, name) for name in COLUMNS[call.item] if name not in ("uscc", "name")
    }
    standing, fen = "faulty", 0
    why = fault_of(call, code, row, facts, twice, known, rules)
    if why is None:
        standing, (fen, why) = "refused", _due(call, code, facts, known, rules)
    if fen:
        standing = "entitled"
    return Judged(row.number, code[:200], name[:200], email[:200], facts, standing, fen, why or Say("", ""))


def _due(call: Call, code: str, facts: Mapping[str, Any], known: Held, rules: Policy) -> tuple[int, Say | None]:
    """How much is due (fen), or nothing and why."""
    firm = known.firms.get(code, (0, ""))[0]
    if code in known.dishonest:
        return 0, DISHONEST
    if code in known.offered:
        return 0, OFFERED
    if firm in known.cases:
        number = known.cases[firm]
        return 0, Say(f"企业自己已经申报（{number}）", f"The enterprise has applied itself ({number})")
    outcome = catalogue.evaluate(call.item, dict(facts), known.awards.get(firm, []), rules, explain=False)
    if outcome.eligible:
        return outcome.amount_fen, None
    words = [failure.text for failure in outcome.failures] or [outcome.reason_text]
    return 0, Say("".join(one.zh for one in words)[:4000], " ".join(one.en for one in words)[:4000])
