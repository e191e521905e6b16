"""Drawing an approved case for the random sample, in the transaction of its approval."""

from workflow import sampling
from workflow.actions import sample_rate, sample_seeds, sample_tally
from workflow.actions.notify import Message, tell
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.sample import UNSETTLED, SampleCheck, SampleDraw
from workflow.queries.casefile import open_file
from workflow.queries.handlers import second_persons
from workflow.queries.sample_seed import seed_of
from workflow.queries.samples import check_of


def draw(case: Case) -> SampleDraw | None:
    """Draw for a case whose approval has just been written; None when its item has no rate.

    A chosen case waits for a check before it is paid. Where the check of an earlier approval is not settled, that one stays.
    """
    rate = sample_rate.in_force(case.item)
    if rate is None:
        return None
    approval = db.session.get_one(Transition, (case.id, case.version))
    today = business_date(approval.at)
    drawn = sampling.draw(seed_of(today), case.number, case.round, approval.hash)
    row = SampleDraw(
        case_id=case.id,
        seq=case.version,
        round=case.round,
        item=case.item,
        rate_id=rate.id,
        per_mille=rate.per_mille,
        seed_id=sample_seeds.commit_to(today).id,
        draw=drawn,
        chosen=sampling.is_chosen(drawn, rate.per_mille),
        drawn_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    sample_tally.add(case.item, row.drawn_at, drawn=1, chosen=int(row.chosen))
    before = check_of(case.id)
    if row.chosen and (before is None or before.state not in UNSETTLED):
        _open(case, row)
    return row


def _open(case: Case, row: SampleDraw) -> None:
    db.session.add(SampleCheck(case_id=case.id, seq=row.seq, state="open", opened_at=row.drawn_at))
    db.session.flush()
    outside = [person.id for person in second_persons(open_file(case).dossier, None)]
    message = Message(
        kind="sample_drawn",
        title_zh=f"{case.number}　被抽中复查",
        title_en=f"{case.number}: drawn for a random check",
        body_zh="没有办过其中环节的同事都可以查。查完没有问题才能拨付。",
        body_en="Any colleague who did no control step on it may check it. Payment waits until it is cleared.",
    )
    tell(case, outside, message)
