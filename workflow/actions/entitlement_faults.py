"""What makes a row of a statistics list unreadable: everything at once, so that the list is mended once."""

from collections.abc import Collection, Mapping
from typing import Any

from stdnum.cn import uscc as uscc_number

from rules import catalogue
from rules.policy import Policy
from states.say import Say
from workflow.actions.mail import is_address
from workflow.models.call import Call
from workflow.queries.entitled import Held
from workflow.sheets import Row

BAD_CODE = Say("统一社会信用代码的校验位不对", "Not a valid credit code")
TWICE = Say("同一信用代码在表里出现了不止一次", "The credit code stands in the table more than once")
BAD_NAME = Say("企业名称要填，不超过100个字", "The name is needed, at most 100 characters")
BAD_MAIL = Say("邮箱写得不对", "Not a mail address")


def fault_of(
    call: Call, code: str, row: Row, facts: Mapping[str, Any], twice: Collection[str], known: Held, rules: Policy
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
