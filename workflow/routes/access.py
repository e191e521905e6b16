"""What a route asks of the person.

Audience: `public` (anybody), `signed_in`, or a set of roles. Relation: what a case reached through the route must be to the
person: `own` (of the person's enterprise), `any` (every case that was submitted), `none` (the route loads no case).
"""

from dataclasses import dataclass
from typing import Literal

from states.names import Role

Relation = Literal["own", "any", "none"]

APPLICANT = frozenset({Role.APPLICANT})
CASEWORK = frozenset({Role.CASEWORKER, Role.REVIEWER})
DECISION = frozenset({Role.SUPERVISOR, Role.SECRETARY})
FINANCE = frozenset({Role.FINANCE})
STAFF = CASEWORK | DECISION | FINANCE | {Role.AUDITOR}
#: Who reads what a single expert gave, and the scan of the sheet; everybody else of the bureau sees the mark only.
READS_SHEETS = DECISION | {Role.AUDITOR}


@dataclass(frozen=True)
class Access:
    """What a route asks of the person: roles (None = anybody, empty = anybody signed in) and the relation to the case."""

    roles: frozenset[Role] | None
    relation: Relation = "none"


PUBLIC = Access(None)
SIGNED_IN = Access(frozenset())
