"""The receipt of an evaluation: what it stood on, sealed, and whether it still gives what it gave.

A receipt is the row of `evaluation`: version and digest of the rules, engine, every input with who stated it, documents
with who accepted them, the ledger and the other money as known then, and the outcome as one object. Facts are stated by
the applicant; what two people changed in them, or in the amount, is sealed as `changes` with who, why and on what evidence.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from rules import adjusting, catalogue, fixed_form, settling
from rules import policy as policies
from rules.adjusting import Change
from rules.outcome import Outcome
from rules.policy import Policy
from rules.readings import BadPolicy
from rules.stacking import Hit
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.evaluation import Evaluation
from workflow.models.filing import Filing
from workflow.models.policy import PolicyVersion
from workflow.queries.case_inputs import digest, inputs_digest
from workflow.queries.casefile import CaseFile
from workflow.queries.overrides import sealed

BATCH = 500
RUNS = ("evaluate", "evaluate_again")
SEALED = (
    "case_id",
    "enterprise_id",
    "round",
    "policy_version",
    "policy_digest",
    "engine",
    "inputs_digest",
    "inputs",
    "context",
    "hits",
    "sources",
    "outcome",
    "amount_fen",
    "eligible",
    "reason",
    "opinion",
    "actor_id",
)


def judge(  # whatever an evaluation stands on
    item: str, inputs: Any, context: Any, hits: Sequence[Hit], policy: Policy, changes: Sequence[Change] = ()
) -> Outcome:
    """What a case is given: the rule's answer, less other money for the same matter, with what two people changed.

    Evaluation and replay both ask here. `inputs` hold verified facts in place of claimed ones already.
    """
    outcome = catalogue.evaluate(item, inputs, context, policy)
    return adjusting.adjusted(settling.settled(outcome, hits, policy.stacking["dup_policy"]), changes)


def sources(file: CaseFile) -> dict[str, Any]:
    """Who stated each fact in which filing, who changed what, and which documents were accepted by whom. One query."""
    query = select(Filing).where(Filing.case_id == file.case.id, Filing.filed_at.is_not(None)).order_by(Filing.revision)
    stated: dict[str, dict[str, Any]] = {}
    for filing in db.session.scalars(query):
        assert filing.filed_at is not None, "asked for in the query"
        by = {"by": filing.saved_by, "revision": filing.revision, "at": filing.filed_at.isoformat()}
        names = filing.facts if filing.revision == 0 else [name for name in filing.changed if name in filing.facts]
        stated |= dict.fromkeys(names, by)
    changed = [sealed(row, file.item) for row in file.changes]
    return ({"changes": changed} if changed else {}) | {
        "revision": file.filing.revision,
        "other_money": file.filing.other_money,
        "facts": {name: stated[name] for name in file.filing.facts if name in stated},
        "documents": [
            {
                "ref": document.ref,
                "kind": document.kind,
                "sha256": document.sha256,
                "by": verdict.actor_id if verdict else None,
                "verdict": verdict.verdict if verdict else None,
                "at": verdict.at.isoformat() if verdict else None,
            }
            for document, _blob, verdict in file.documents
        ],
    }


def seal(receipt: Evaluation) -> str:
    """SHA-256 over everything the receipt holds; the record of the step keeps it, so the chain covers the receipt."""
    return digest([getattr(receipt, name) for name in SEALED])


class Difference(NamedTuple):
    """A receipt that does not give again what it gave: the case, its round, and what differs, in one word each."""

    case: str
    round: int
    what: tuple[str, ...]


class Replayed(NamedTuple):
    """The answer of a replay: how many receipts of each version, how many bear a seal, and those that differ."""

    counts: dict[str, int]
    sealed: int
    differences: tuple[Difference, ...]


def recheck(version: str | None = None) -> Replayed:
    """Judge every receipt again, from the rules its version froze and the context it sealed. Reads only.

    `version` limits it to one; an unknown one has no receipts. Nothing of today's ledger is looked at.
    """
    counts: dict[str, int] = {}
    sealed, found = 0, []
    frozen = {row.version: _thawed(row) for row in db.session.scalars(select(PolicyVersion))}
    for receipt, case, step_seal in _receipts(version):
        counts[receipt.policy_version] = counts.get(receipt.policy_version, 0) + 1
        sealed += step_seal is not None
        if what := _differing(receipt, case.item, step_seal, frozen[receipt.policy_version]):
            found.append(Difference(case.number, receipt.round, what))
    return Replayed(dict(sorted(counts.items())), sealed, tuple(found))


def _thawed(row: PolicyVersion) -> Policy | None:
    """The rules that a version froze; None when they no longer have the digest they were published with."""
    try:
        policy = policies.from_json(row.frozen)
    except (BadPolicy, KeyError, TypeError, ValueError):
        return None
    return policy if (policy.digest, policy.digest_words) == (row.digest, row.digest_words) else None


def _differing(receipt: Evaluation, item: str, step_seal: str | None, policy: Policy | None) -> tuple[str, ...]:
    if policy is None:
        return ("policy",)
    if receipt.engine != fixed_form.ENGINE:
        return ("engine",)
    hits = [settling.from_json(hit) for hit in receipt.hits]
    changes = [adjusting.from_json(one) for one in receipt.sources.get("changes", [])]
    amounts = [(one.from_fen, one.to_fen) for one in changes if one.to_fen is not None]
    outcome = judge(item, receipt.inputs, receipt.context, hits, policy, changes)
    declared = receipt.sources.get("other_money", [])
    same = {
        "digest": receipt.policy_digest == policy.digest,
        "inputs": not receipt.sources
        or receipt.inputs_digest == inputs_digest(receipt.policy_version, receipt.inputs, declared, amounts),
        "outcome": receipt.outcome == outcome.as_json(),
        "amount": receipt.amount_fen == outcome.amount_fen,
        "eligible": receipt.eligible == outcome.eligible,
        "reason": receipt.reason == outcome.reason,
        "seal": step_seal is None or step_seal == seal(receipt),
    }
    return tuple(name for name, is_same in same.items() if not is_same)


def _receipts(version: str | None) -> Iterator[tuple[Evaluation, Case, str | None]]:
    """Every receipt in order, in portions, with its case and the seal that the record of its step kept."""
    after = 0
    while True:
        query = select(Evaluation, Case).join(Case, Case.id == Evaluation.case_id).where(Evaluation.id > after)
        if version is not None:
            query = query.where(Evaluation.policy_version == version)
        rows = db.session.execute(query.order_by(Evaluation.id).limit(BATCH)).all()
        if not rows:
            return
        seals = _seals({row[1].id for row in rows})
        for receipt, case in rows:
            yield receipt, case, seals.get((case.id, receipt.round))
        after = rows[-1][0].id
        db.session.expunge_all()


def _seals(case_ids: set[int]) -> dict[tuple[int, int], str]:
    query = select(Transition.case_id, Transition.detail).where(
        Transition.case_id.in_(case_ids), Transition.action.in_(RUNS)
    )
    rows = db.session.execute(query)
    return {(row[0], row[1]["round"]): row[1]["receipt"] for row in rows if "receipt" in row[1]}
