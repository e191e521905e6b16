"""Rows for the tables that no case passes on its road."""

from datetime import date

from sqlalchemy import select

from tests.workflow.admin_bad_rows import administered
from tests.workflow.after_payment_bad_rows import after_payments
from tests.workflow.bad_rows import AT
from tests.workflow.base import Ground
from tests.workflow.board_bad_rows import board
from tests.workflow.budget_bad_rows import budgets
from tests.workflow.case_page_bad_rows import marks
from tests.workflow.challenge_rows import challenges
from tests.workflow.download_bad_rows import downloads
from tests.workflow.entitlement_bad_rows import entitlements
from tests.workflow.meeting_bad_rows import meetings
from tests.workflow.note_rows import noted
from tests.workflow.override_bad_rows import overrides
from tests.workflow.ownership_rows import owned
from tests.workflow.payment_bad_rows import payments
from tests.workflow.proof_rows import proofs
from tests.workflow.queue_bad_rows import views
from tests.workflow.sample_rows import samples
from tests.workflow.strange_accounts import accounts
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import ControlStep, SubmissionKey
from workflow.models.decision import Award
from workflow.models.document import DocumentReuse, ScanResult
from workflow.models.enterprise import Dishonest
from workflow.models.filing import Blob, Document
from workflow.models.lease import Lease, LeasePiece
from workflow.models.mail import MailMessage
from workflow.models.matter import MatterClaim
from workflow.models.message import CaseMessage, MessageFile, MessageRead
from workflow.models.notice import Notice
from workflow.models.notice_choice import Digest, HeldNotice, NoticeChoice
from workflow.models.paper import Paper, PaperDelivery, PaperPrint
from workflow.models.policy import PolicyVersion
from workflow.models.public_tracking import TrackingGuess
from workflow.models.recovery import Recovery
from workflow.models.referral import Referral
from workflow.models.register import Recognition
from workflow.models.reminder import Reminder
from workflow.models.stage_time import StageSeen, StageTime, WorkerMark
from workflow.models.subscription import CallReminder, Subscription
from workflow.models.user import UserSession
from workflow.models.zone import RentValidity, UnitMonth, ZoneUnit

ON = date(2025, 1, 1)


def strangers(ground: Ground) -> None:
    """Add them to the session: one row for each such table, on the paid case of Lanxi where they need a case."""
    firm = ground.firms["lanxi"]
    paid = db.session.scalars(select(Award.case_id).where(Award.item == "14")).one()
    _people(ground)
    _beside(paid, firm)
    _same_bytes(paid, firm)
    overrides(paid, firm, 900_001)
    _printed(paid)
    _leases(firm)
    _messages(paid, firm)
    views(1)
    board(paid)
    challenges(paid, firm)
    proofs(paid, firm)
    samples(paid)
    budgets(paid)
    administered()
    after_payments(paid, ground.spare)
    owned(paid)
    noted(paid, firm)
    meetings(paid)
    payments(paid)
    entitlements(paid)
    marks(paid, firm, 900_003)
    _letters()
    accounts(firm)
    downloads(1, paid)


def _people(ground: Ground) -> None:
    db.session.add_all(
        [
            Dishonest(uscc="9" * 18, since=date(2025, 1, 31), until=None, source="test"),
            SubmissionKey(user_id=1, route="/x", key="k" * 24, body_hash="0" * 64, result_url="/", at=AT),
            UserSession(token_hash="d" * 64, user_id=1, created_at=AT, last_seen=AT),
            ControlStep(case_id=ground.spare, round=7, step="evaluate", actor_id=1, at=AT),
            PolicyVersion(
                version="second",
                title="t",
                source="s",
                frozen={},
                digest="0" * 64,
                digest_words="c" * 64,
                proposed_by=1,
                approved_by=2,
                published_at=AT,
            ),
        ]
    )


def _beside(case_id: int, firm: int) -> None:
    case = {"case_id": case_id, "enterprise_id": firm}
    scheme = {"scheme_zh": "办法", "scheme_en": "scheme", "department_zh": "部门", "department_en": "department"}
    db.session.add_all(
        [
            MatterClaim(**case, kind="invoice", key="044-1", live=True, exclusive=True, at=AT),
            Recognition(**case, kind="nominated", title="示范场景", since=ON, recorded_by=1, at=AT),
            Referral(**case, **scheme, owner_id=1, note="", referred_by=1, referred_at=AT),
            Recovery(
                **case,
                paid_fen=100,
                fen=100,
                months_back=False,
                reason="重复",
                state="proposed",
                proposed_by=1,
                proposed_at=AT,
            ),
        ]
    )


def _same_bytes(case_id: int, firm: int) -> None:
    """Three times the same file, the second declared to be the first; the scanner did not like it."""
    same = {"enterprise_id": firm, "kind": "business_licence", "sha256": "7" * 64}
    db.session.add(Blob(sha256="7" * 64, size=1, kind="pdf", scan="infected", stored_at=AT))
    db.session.flush()
    for number in (900_001, 900_002, 900_003):
        more = {"id": number, "ref": f"same-{number}", "case_id": case_id, "name": "x.pdf", "uploaded_by": 1}
        db.session.add(Document(**same, **more, uploaded_at=AT))
    db.session.flush()
    db.session.add(DocumentReuse(**same, document_id=900_002, source_id=900_001))
    db.session.add(ScanResult(sha256="7" * 64, verdict="infected", finding="Eicar-Test-Signature", at=AT))


def _leases(firm: int) -> None:
    db.session.add(ZoneUnit(code="A3-1", address="x", area=100_000, since=date(2020, 1, 1), source="test"))
    db.session.flush()
    lease = Lease(enterprise_id=firm, unit="A3-1", number="1")
    db.session.add(lease)
    db.session.flush()
    db.session.add_all(
        [
            LeasePiece(
                lease_id=lease.id,
                enterprise_id=firm,
                piece=1,
                kind="terms",
                contract_area=100_000,
                sublet_area=0,
                own_area=100_000,
                use="main",
                starts_on=ON,
                ends_on=date(2026, 12, 31),
                rent_free=[],
                document="",
                note="",
                recorded_by=1,
                at=AT,
            ),
            UnitMonth(unit="A3-1", month="2025-01", enterprise_id=firm),
            RentValidity(policy_version="consultation-draft", month="2027-06", source="test"),
            Reminder(enterprise_id=firm, kind="unclaimed", key="1", at=AT),
        ]
    )


def _messages(case_id: int, firm: int) -> None:
    said = CaseMessage(
        case_id=case_id, enterprise_id=firm, side="enterprise", author_id=1, body="x", asks_answer=True, at=AT
    )
    db.session.add_all(
        [
            said,
            StageTime(stage="payment", item="10", days=1, times=1),
            StageSeen(case_id=case_id, seq=1),
            WorkerMark(name="test", up_to=AT),
        ]
    )
    db.session.flush()
    sha256 = db.session.scalars(select(Document.sha256).limit(1)).one()
    db.session.add(MessageFile(message_id=said.id, place=1, ref="first", name="x.pdf", sha256=sha256))
    db.session.add(MessageRead(case_id=case_id, user_id=1, up_to=said.id, at=AT))


def _printed(case_id: int) -> None:
    paper = db.session.scalars(select(Paper.id).where(Paper.case_id == case_id).order_by(Paper.id).limit(1)).one()
    db.session.add_all(
        [
            PaperPrint(paper_id=paper, lang="zh", sha256="a" * 64, size=1, template="1", made_at=AT),
            PaperDelivery(paper_id=paper, user_id=1, at=AT),
            TrackingGuess(source="a" * 64, failures=1, since=AT),
        ]
    )


def _letters() -> None:
    first = db.session.get_one(Notice, 1)
    user = first.user_id
    db.session.add_all(
        [
            MailMessage(key="1", recipient="a@b.example", subject="s", body="b", at=AT, next_at=AT),
            NoticeChoice(user_id=user, topic="cases", way="daily", at=AT),
            Digest(user_id=user, day=ON, at=AT),
            Subscription(item="10", user_id=user, lang="zh", ref="one", created_at=AT, confirmed_at=AT),
            Subscription(item="10", address="a@b.example", lang="en", ref="two", created_at=AT),
        ]
    )
    db.session.flush()
    reader = db.session.scalars(select(Subscription.id).where(Subscription.ref == "one")).one()
    call = db.session.scalars(select(Call.id).order_by(Call.id).limit(1)).one()
    db.session.add(HeldNotice(notice_id=1, user_id=user, day=ON))
    db.session.add(CallReminder(subscription_id=reader, call_id=call, kind="opens", at=AT))
