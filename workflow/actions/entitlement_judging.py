"""What is due to each row of a statistics list: first whether it can be read, then what the rules give for its figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from stdnum.cn import uscc as uscc_number

from rules import catalogue, money
from rules.policy import Policy
from states.say import Say
from workflow.actions.mail import is_address
from workflow.models.call import Call
from workflow.queries.entitled import Held, held
from workflow.queries.rulebook import policy
from workflow.sheets import Row

#: item → the columns its list must have, with the headings that mean them; the mail address may be missing.
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "9": {
        "uscc": ("统一社会信用代码", "信用代码"),
        "name": ("企业名称", "单位名称", "名称"),
        "first_listed": ("首次纳入统计", "首次入库", "首次纳入"),
        "transferred": ("转专业纳入", "转专业"),
    },
    "10": {
        "uscc": ("统一社会信用代码", "信用代码"),
        "name": ("企业名称", "单位名称", "名称"),
        "revenue": ("上年度营业收入（元）", "营业收入（元）", "上年度营业收入", "营业收入"),
        "peak": ("此前历年最高（元）", "历年最高营业收入（元）", "此前历年最高", "历年最高营业收入"),
    },
}
MAIL = {"email": ("联系邮箱", "邮箱", "电子邮箱")}
YES, NO = ("是", "yes", "true", "1"), ("否", "no", "false", "0")

BAD_CODE = Say("统一社会信用代码的校验位不对", "Not a valid credit code")
TWICE = Say("同一信用代码在表里出现了不止一次", "The credit code stands in the table more than once")
BAD_NAME = Say("企业名称要填，不超过100个字", "The name is needed, at most 100 characters")
BAD_MAIL = Say("邮箱写得不对", "Not a mail address")
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
    codes = [_code(row) for row in rows]
    twice = {code for code, count in Counter(codes).items() if count > 1}
    known, rules = held(call, codes), policy(call.policy_version)
    return [_judged(call, row, twice, known, rules) for row in rows]


def _code(row: Row) -> str:
    return row.cells["uscc"].upper().replace(" ", "")


def _judged(call: Call, row: Row, twice: set[str], known: Held, rules: Policy) -> Judged:
    code, name, email = _code(row), row.cells["name"], row.cells.get("email", "")
    facts = {"year": call.year} | {
        name: _fact(row.cells, name) for name in COLUMNS[call.item] if name not in ("uscc", "name")
    }
    standing, fen = "faulty", 0
    why = _fault(call, code, row, facts, twice, known, rules)
    if why is None:
        standing, (fen, why) = "refused", _due(call, code, facts, known, rules)
    if fen:
        standing = "entitled"
    return Judged(row.number, code[:200], name[:200], email[:200], facts, standing, fen, why or Say("", ""))


def _fact(cells: Mapping[str, str], name: str) -> Any:
    """The rule input that a cell means; the text as it stands when it means none."""
    text = cells[name].replace("，", ",").strip()
    if name in ("revenue", "peak"):
        try:
            return money.plain(money.parse_yuan(text))
        except money.NotMoney:
            return text[:200]
    return True if text.lower() in YES else False if text.lower() in NO else text[:200]


def _fault(
    call: Call, code: str, row: Row, facts: Mapping[str, Any], twice: set[str], known: Held, rules: Policy
) -> Say | None:
    """Everything that makes a row unreadable; None for a good one."""
    name, email = row.cells["name"], row.cells.get("email", "")
    registered = known.firms.get(code, (0, name))[1]
    other = Say(f"本系统登记的名称是“{registered}”，请核对", f"Registered here as “{registered}”; please check")
    tests = (
        (not uscc_number.is_valid(code), BAD_CODE),
        (code in twice, TWICE),
        (not 0 < len(name) <= 100, BAD_NAME),
        (registered != name, other),
        (bool(email) and not is_address(email), BAD_MAIL),
    )
    found = [why for wrong, why in tests if wrong]
    asked = {fact.name: fact for fact in catalogue.item(call.item, rules).facts}
    for problem in catalogue.problems(call.item, {key: one for key, one in facts.items() if one != ""}, rules):
        fact = asked.get(problem.partition(":")[2])
        if fact is not None:
            found.append(Say(f"“{fact.label.zh}”没填或看不懂", f"Missing or unreadable: {fact.label.en}"))
    return Say("；".join(one.zh for one in found), "; ".join(one.en for one in found)) if found else None


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
