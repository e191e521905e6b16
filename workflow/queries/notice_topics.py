"""Groups of messages: what a person chooses for and filters by, and which messages may not wait."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select

from workflow.db import db
from workflow.models.notice import Notice
from workflow.models.notice_choice import TOPICS, NoticeChoice

#: Kinds of messages by group; kinds that stand nowhere belong to `cases`.
KINDS = {
    "corrections": (
        "request_correction", "cancel_correction", "extend_correction", "correction_reminder", "remind_correction", "resubmit", "lapse",
        "accept_conditionally", "condition_reminder", "supply_documents", "fail_condition",
    ),
    "decisions": (
        "decline", "decline_condition", "approve", "reject", "file_appeal", "answer_appeal", "uphold_appeal",
        "uphold_objection", "uphold_sample",
        "clear_publicity", "release_payment", "payment_failed", "confirm_instalment", "confirm_payment", "recovery",
        "repayment", "repayment_reminder", "duty_reminder", "duty_handed_in", "duty_met", "duty_breached",
        "objection_received", "objection_assigned", "objection_answered", "appeal_received", "appeal_assigned",
        "countersign_asked", "bank_change", "sample_drawn", "sample_objected",
    ),
    "calls": (
        "call_opens", "call_closes", "rent_unclaimed", "rent_lease_ends", "rent_nearly_used", "rent_not_above_scale",
        "award_offer",
    ),
    "messages": ("message",),
}  # fmt: skip
TOPIC_OF = {kind: topic for topic, kinds in KINDS.items() for kind in kinds}
DEFAULTS = {"cases": "daily", "corrections": "now", "decisions": "now", "calls": "now", "messages": "now"}
#: Always by mail at once, whatever was chosen: a period begins to run for the enterprise.
ALWAYS = frozenset({"request_correction", "fail_condition", "accept_conditionally"})
#: Not held back until working hours: the statutory notices.
STATUTORY = ALWAYS | {
    "decline", "decline_condition", "lapse", "approve", "reject", "answer_appeal", "uphold_appeal",
}  # fmt: skip


def topic_of(kind: str) -> str:
    """The group of a kind of message."""
    return TOPIC_OF.get(kind, "cases")


def of_topic(topic: str) -> ColumnElement[bool]:
    """The condition for messages of one group."""
    return Notice.kind.not_in(sorted(TOPIC_OF)) if topic == "cases" else Notice.kind.in_(KINDS[topic])


def choices(user_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """How each person wants to hear of each group, defaults included. One statement."""
    found = {user_id: dict(DEFAULTS) for user_id in user_ids}
    query = select(NoticeChoice.user_id, NoticeChoice.topic, NoticeChoice.way)
    for user_id, topic, way in db.session.execute(query.where(NoticeChoice.user_id.in_(found))):
        found[user_id][topic] = way
    return found


def way_for(kind: str, chosen: dict[str, str]) -> str:
    """`now`, `daily` or `here` for one message to a person who chose like that."""
    return "now" if kind in ALWAYS else chosen[topic_of(kind)]


assert set(DEFAULTS) == set(TOPICS)
