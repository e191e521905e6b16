"""What was found by those who went to look, audited or judged: fact by fact, beside what the applicant claims."""

from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rules.proofs import AUDIT, EXPERTS, VISIT
from workflow.db import Base
from workflow.models.columns import At, Id, Ref, Word, one_of, table
from workflow.models.filing import of_case

SOURCES = (VISIT, AUDIT, EXPERTS)


class Finding(Base):
    """A fact as found by one visit, audit or assessment of the same case. Append-only; the newest of a source counts.

    Where it differs from the claim, an override of the same source tells the next evaluation.
    """

    __tablename__ = "finding"
    __table_args__ = table(
        of_case(),
        one_of("source", SOURCES),
        CheckConstraint("(source = 'site_visit') = (visit_id IS NOT NULL)", name="visit_named"),
        CheckConstraint("(source = 'special_audit') = (audit_id IS NOT NULL)", name="audit_named"),
        CheckConstraint("(source = 'assessment') = (assessment_id IS NOT NULL)", name="assessment_named"),
        CheckConstraint("length(fact) > 0", name="fact_named"),
        ForeignKeyConstraint(["case_id", "visit_id"], ["site_visit.case_id", "site_visit.id"]),
        ForeignKeyConstraint(["case_id", "audit_id"], ["special_audit.case_id", "special_audit.id"]),
        ForeignKeyConstraint(["case_id", "assessment_id"], ["assessment.case_id", "assessment.id"]),
        UniqueConstraint("visit_id", "fact"),
        UniqueConstraint("audit_id", "fact"),
        UniqueConstraint("assessment_id", "fact"),
        Index("ix_finding_case", "case_id", "id"),
    )

    id: Mapped[Id]
    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    source: Mapped[Word]
    visit_id: Mapped[int | None] = mapped_column(BigInteger)
    audit_id: Mapped[int | None] = mapped_column(BigInteger)
    assessment_id: Mapped[int | None] = mapped_column(BigInteger)
    #: Name of the fact; both values are as rules take them.
    fact: Mapped[Word]
    claimed: Mapped[Any] = mapped_column(JSON)
    found: Mapped[Any] = mapped_column(JSON)
    at: Mapped[At]
