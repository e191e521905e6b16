"""The front door of the rules: the sixteen items, what each asks for, and what each answers.

>>> from rules import catalogue
>>> catalogue.evaluate("10", {"year": 2024, "revenue": "60000000.00", "peak": "0.00"}, []).amount
Decimal('100000.00')
"""

from typing import Any

from rules import judge as judging
from rules import policy as policies
from rules import referral
from rules.answers import read_answers
from rules.documents import documents_of
from rules.findings import Failure
from rules.item import Item, UnknownItem
from rules.outcome import Outcome
from rules.outcome_parts import Line
from rules.policy import Policy
from rules.reasons import WORDS
from rules.say import Say

ITEMS = ("4", "5", "6", "7a", "7b", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18")


def item(code: str, policy: Policy | None = None) -> Item:
    """The item of that code under a policy version (without one: the consultation draft). Raises `UnknownItem`."""
    if code in referral.BY_CODE:
        return _referred(referral.BY_CODE[code])
    policy = policy or policies.draft()
    if code not in policy.rules:
        raise UnknownItem(code)
    rule, section = policy.rules[code], policy.sections[code]
    return Item(
        code=code,
        article=rule.clause,
        title=Say(**section["title"]),
        quote=section["quote"],
        kind="computes",
        facts=tuple(sorted(rule.facts, key=lambda fact: not fact.scope)),
        documents=documents_of(code),
    )


def _referred(one: referral.Referral) -> Item:
    return Item(
        code=one.code,
        article=one.article,
        title=one.title,
        quote=one.quote,
        kind=one.kind,
        facts=one.facts,
        documents=documents_of(one.code),
        scheme=one.scheme,
        department=one.department,
        outcomes=tuple((word, referral.OUTCOMES[word]) for word in one.outcomes),
    )


def items(policy: Policy | None = None) -> tuple[Item, ...]:
    """All items in the order of the measures; further ones of the policy version after them."""
    further = sorted(set((policy or policies.draft()).rules) - set(ITEMS))
    return tuple(item(code, policy) for code in (*ITEMS, *further))


def evaluate(code: str, inputs: Any, context: Any, policy: Policy | None = None, *, explain: bool = True) -> Outcome:
    """What an item answers for the facts of a case and what the ledger holds. Never raises; every refusal has a reason.

    `inputs` and `context` are as in `golden.csv`: money and areas as plain text, yes and no as true and false.
    """
    if code in referral.BY_CODE:
        return referral.evaluate(code, inputs, context)
    policy = policy or policies.draft()
    if code not in policy.rules:
        failure = Failure("invalid:article", WORDS["invalid:article"])
        return judging.refuse([failure], {"item": str(code), "inputs": inputs, "context": context})
    rule = policy.rules[code]
    return judging.judge(rule, inputs, context, policy=policy.version, digest=policy.digest, explain=explain)


def explain(code: str, policy: Policy | None = None) -> tuple[Line, ...]:
    """How an item is computed, without a case: the conditions, the formula with its figures, the limits."""
    if code in referral.BY_CODE:
        return referral.evaluate(code, None, None).lines
    policy = policy or policies.draft()
    if code not in policy.rules:
        raise UnknownItem(code)
    teller = policy.rules[code].teller()
    return (*teller.condition_lines(None), *teller.steps(None))


def problems(code: str, inputs: Any, policy: Policy | None = None) -> tuple[str, ...]:
    """`missing:<fact>` and `invalid:<fact>` for everything a form still lacks, in the order of judging."""
    asked = item(code, policy).facts
    failures = read_answers(asked, [fact.name for fact in asked if not fact.optional], inputs)[1]
    return tuple(failure.code for failure in failures)
