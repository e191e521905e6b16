"""Following up what was handed on: whom to reach at a department, and when somebody was reminded there."""

from sqlalchemy import CheckConstraint, ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Line, Ref, table

#: Working days without an outcome after which the department is reminded; after the first a referral is overdue.
REMINDED_AFTER = (20, 40)
OVERDUE_AFTER = REMINDED_AFTER[0]


class DepartmentContact(Base):
    """Whom to reach at a department that takes over cases, by its name in the rulebook."""

    __tablename__ = "department_contact"
    __table_args__ = table(
        CheckConstraint("length(name) > 0", name="has_name"),
        CheckConstraint("length(email) > 0 OR length(phone) > 0", name="can_be_reached"),
    )

    department_zh: Mapped[Line] = mapped_column(primary_key=True)
    name: Mapped[Line]
    phone: Mapped[Line]
    email: Mapped[Line]
    saved_by: Mapped[Ref] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]


class ReferralReminder(Base):
    """After so many working days without an outcome the department was reminded of a case, by letter where it has an address."""

    __tablename__ = "referral_reminder"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "days"),
        CheckConstraint(f"days IN ({', '.join(map(str, REMINDED_AFTER))})", name="days_known"),
    )

    case_id: Mapped[Ref] = mapped_column(ForeignKey("referral.case_id"))
    days: Mapped[int]
    #: Address that was written to; empty: there was none, the owner was told to call.
    recipient: Mapped[Line]
    at: Mapped[At]
