"""What each application rests on, so that the same matter is found when it is handed in twice (不重复资助)."""

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from workflow.db import Base
from workflow.models.columns import At, Line, Ref, Word, one_of, table
from workflow.models.filing import of_case

#: Kinds of `rules.stacking.KINDS`, and the year of the matter, which only mutually exclusive items ask for.
KINDS = ("invoice", "contract", "product", "unit_month", "statistics_year", "project", "year")
ALONE = text("live AND exclusive")


class MatterClaim(Base):
    """One matter of one case: an invoice, a contract, a product, a month of rent, a statistics year, a project.

    `key` is the normalised text of `rules.stacking.key` without its kind. `live` is false once the case was withdrawn or
    rejected. `exclusive` is set where the policy version blocks: then the database keeps the matter to one live case.
    """

    __tablename__ = "matter_claim"
    __table_args__ = table(
        PrimaryKeyConstraint("case_id", "kind", "key"),
        of_case(),
        one_of("kind", KINDS),
        CheckConstraint("length(key) > 0", name="key_not_empty"),
        Index("ix_matter_claim_matter", "enterprise_id", "kind", "key", "case_id"),
        Index(
            "uq_matter_claim_alone",
            "enterprise_id",
            "kind",
            "key",
            unique=True,
            sqlite_where=ALONE,
            postgresql_where=ALONE,
        ),
    )

    case_id: Mapped[Ref]
    enterprise_id: Mapped[Ref]
    kind: Mapped[Word]
    key: Mapped[Line]
    live: Mapped[bool] = mapped_column(default=True)
    exclusive: Mapped[bool] = mapped_column(default=False)
    at: Mapped[At]
