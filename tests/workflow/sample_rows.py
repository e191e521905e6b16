"""A row for each table of returned reviews and random samples."""

from datetime import date

from tests.workflow.sample_bad_rows import AT
from workflow.db import db
from workflow.models.review_point import ReviewPoint
from workflow.models.sample import SampleCheck, SampleDraw, SampleTally
from workflow.models.sample_rate import SampleRate
from workflow.models.sample_seed import SampleReveal, SampleSeed


def samples(case_id: int) -> None:
    """Add them to the session, on a case that has been through a review; two draws, one of them being looked at."""
    rate = {"item": "14", "per_mille": 100, "reason": "试行", "proposed_by": 1, "proposed_at": AT}
    approved = SampleRate(**rate, state="approved", decided_by=2, decided_at=AT)
    seeds = [SampleSeed(day=date(2026, 3, day), commitment="a" * 64, committed_at=AT) for day in (18, 19)]
    db.session.add_all([approved, SampleRate(**rate, state="open"), *seeds])
    db.session.flush()
    made = {"case_id": case_id, "round": 1, "item": "14", "rate_id": approved.id, "per_mille": 100, "drawn_at": AT}
    for seq in (1, 2):
        db.session.add(SampleDraw(**made, seq=seq, seed_id=seeds[0].id, draw=500_000, chosen=False))
    db.session.flush()
    db.session.add_all(
        [
            SampleReveal(seed_id=seeds[0].id, seed="b" * 64, revealed_at=AT),
            SampleCheck(case_id=case_id, seq=1, state="open", opened_at=AT, note="", settling=""),
            SampleTally(item="14", year=2026, quarter=1, drawn=2, chosen=1, cleared=0, objected=0),
            ReviewPoint(case_id=case_id, round=1, section="evaluation", comment="请核对"),
        ]
    )
