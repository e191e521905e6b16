"""Which matters a case claims: written at submission and correction, let go when the case ends."""

from sqlalchemy import Select, select, update

from rules import matter_kinds
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import State
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.filing import Filing
from workflow.models.matter import MatterClaim
from workflow.queries.applications import newest_filed
from workflow.queries.matter_rows import ENDED
from workflow.queries.matters import matters_of
from workflow.queries.rulebook import policy

#: Never kept to one case: a project is paid in instalments, a year has many matters.
SHARED = ("project", "year")


def claim(case: Case, filing: Filing) -> None:
    """Write what the filed form rests on; matters that a correction took out are let go.

    Where the policy version blocks, a matter belongs to one live case of the enterprise: raises Refused naming the other
    one. Of two submissions at the same moment the unique index lets one through.
    """
    wanted = matters_of(case, filing)
    exclusive = policy(case.policy_version).stacking["dup_policy"] == "block"
    if exclusive:
        _refuse_taken(case, wanted)
    held = {(row.kind, row.key): row for row in db.session.scalars(_of(case))}
    for matter, row in held.items():
        row.live = matter in wanted
    for kind, key in sorted(wanted - set(held)):
        row = MatterClaim(case_id=case.id, enterprise_id=case.enterprise_id, kind=kind, key=key, at=now())
        row.live, row.exclusive = True, exclusive and kind not in SHARED
        db.session.add(row)
    db.session.flush()


def _of(case: Case) -> Select[MatterClaim]:
    return select(MatterClaim).where(MatterClaim.case_id == case.id).order_by(MatterClaim.kind, MatterClaim.key)


def _refuse_taken(case: Case, wanted: frozenset[tuple[str, str]]) -> None:
    query = (
        select(MatterClaim.kind, MatterClaim.key, Case.number)
        .join(Case, Case.id == MatterClaim.case_id)
        .where(
            MatterClaim.enterprise_id == case.enterprise_id,
            MatterClaim.case_id != case.id,
            MatterClaim.live,
            MatterClaim.exclusive,
        )
        .order_by(MatterClaim.kind, MatterClaim.key)
    )
    taken = [row for row in db.session.execute(query) if (row.kind, row.key) in wanted]
    if taken:
        raise Refused(tuple(_taken(row.kind, row.number) for row in taken[:5]))


def _taken(kind: str, number: str) -> Blocker:
    words = matter_kinds.KINDS[kind]
    return Blocker(
        "matter_taken",
        f"同一{words.zh}已在申请{number}中申报，同一事项不能重复申报",
        f"The same {words.en} is already claimed in application {number}; a matter can be claimed once",
    )


def follow(case: Case, before: str) -> None:
    """Let the matters go when the case was withdrawn or rejected, and claim them again when it is reopened."""
    ended, was_ended = State(case.state) in ENDED, State(before) in ENDED
    if ended == was_ended:
        return
    if ended:
        let_go(case)
    elif (filing := newest_filed(case.id)) is not None:
        claim(case, filing)


def let_go(case: Case) -> None:
    """The case holds its matters no more: it has ended, or all that it was paid is claimed back."""
    rows = update(MatterClaim).where(MatterClaim.case_id == case.id)
    db.session.execute(rows.values(live=False).execution_options(synchronize_session="fetch"))
