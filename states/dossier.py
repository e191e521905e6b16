"""The facts a guard may look at, gathered by the shell before a step; nothing else decides a step."""

from dataclasses import dataclass
from datetime import date

from states.names import Control, PaymentState, Role, State
from states.say import Say


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: account (None for the system), roles, and for an enterprise user the enterprise."""

    user_id: int | None
    roles: frozenset[Role]
    enterprise_id: int | None = None
    recuses: bool = False
    """As a member of the committee, keeps out of some case: lists then ask of which."""


SYSTEM = Actor(None, frozenset({Role.SYSTEM}))


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """One case as the guards see it. The defaults describe an empty case: nothing done, nothing in the way.

    Money is in fen. `…_days_left` are working days after today up to the last day: 0 = today is the last day,
    negative = over, None = that clock was never started.
    """

    state: State = State.DRAFT
    enterprise_id: int | None = None
    computes: bool = True
    """The item has a formula of its own; False: it is referred to another scheme."""

    handlers: tuple[int, ...] = ()
    """Caseworker in charge, helpers and deputy; empty = nobody has claimed the case, any caseworker may act."""
    owner_id: int | None = None
    """The caseworker in charge; everybody in `handlers` may act in this person's place."""
    helpers: tuple[int, ...] = ()
    deputy_id: int | None = None
    """Who stands in for the absent caseworker in charge today, unless another control step on the case was theirs."""
    handed_by: int | None = None
    """Who gave the case to its caseworker by the newest step, in the last ten minutes."""
    reminded_today: bool = False
    controls: tuple[tuple[Control, int], ...] = ()
    """Every control step ever recorded on the case with the user who did it, in all rounds."""
    second_person_id: int | None = None
    """Who confirmed the pending step that needs two people (reopening, upholding an objection or an appeal)."""
    worked: frozenset[int] = frozenset()
    """Everybody of the bureau who ever took a step of the case's own way, in all rounds."""
    decided_by: int | None = None
    """Who took the newest decision: declined, rejected or approved."""

    facts_missing: int = 0
    documents_missing: int = 0
    statement_signed: bool = False
    window_open: bool = False
    """The call takes first submissions today (`new_until`)."""
    accepted: bool = False
    correction_items_open: int = 0
    correction_days_left: int | None = None
    correction_extensions: int = 0
    """How often the open notice was given more time."""
    documents_deferred: int = 0
    """Required documents that the enterprise has promised to hand in after acceptance and that are not there yet."""
    condition_open: bool = False
    """The application was accepted with documents to follow, and they are not all in."""
    condition_days_left: int | None = None
    clock_stopped: bool = False
    """The bureau's clock stands still for a legal reason."""
    clock_extensions: int = 0
    """How often the stage in hand was extended."""
    resubmit_window_open: bool = False
    """The call takes corrected submissions today (`resubmit_until`)."""

    documents_unchecked: int = 0
    """Required documents without the verdict "passed"."""
    credit_checked: bool = False
    dishonest: bool = False
    """On the serious-dishonesty list today: gets nothing (general clauses)."""
    duplicate_unresolved: bool = False
    """Other public money for the same matter that the evaluation has not taken into account."""

    evaluation_stale: bool = False
    """The inputs of the evaluation changed after it was made (their hash differs)."""
    second_review_passed: bool = False
    proofs_missing: tuple[Say, ...] = ()
    """What the call asks for besides documents (a visit, an audit, experts) and is not there, or not any more."""
    overrides_open: int = 0
    """Changed facts or amounts that wait for their second person."""
    changed_by: frozenset[int] = frozenset()
    """Who proposed, or entered as a finding, the changed numbers that count."""
    computed_fen: int = 0
    ruled_fen: int | None = None
    """What the rules gave where two people then changed the amount; None = nobody did."""
    award_fen: int | None = None
    """The amount decided; None = as computed."""
    vote_threshold_fen: int = 50_000_000
    """Up to this computed amount the supervisor's resolution is enough (500,000 yuan)."""
    vote_carried: bool | None = None
    """None = no vote recorded in this round."""
    vote_by: int | None = None
    """Who wrote down the staged decision of this round; None = nothing is staged."""
    second_above_fen: int | None = None
    """Above this computed amount another supervisor signs as well; None = nobody has to."""
    second_signed_by: int | None = None
    """Who signed this round's decision as the second."""
    recused: frozenset[int] = frozenset()
    """Accounts of members of the committee who keep out of this case."""
    budget_room_fen: int | None = None
    """What the budget still has for this case, its own reservation included; None = the call has no budget limit."""

    publicity_days_left: int | None = None
    cleared: bool = False
    """The publicity period ended without an open objection (`cleared_at` is set)."""
    objections_open: int = 0
    appeals_open: int = 0
    appeal_days_left: int | None = None
    """Days (not working days) that the newest decision may still be appealed against; None = nothing was decided."""
    appealed: bool = False
    """The newest decision was appealed against already."""
    payment: PaymentState | None = None
    """State of the latest instalment; None = none prepared yet."""
    arrived: int = 0
    """Payments of the case that the bank has confirmed."""
    instalments_left: int = 1
    """Instalments the bank has not confirmed yet, the one in hand included."""
    plan_open: bool = False
    """A plan of instalments waits for its second person."""
    instalment_on: date | None = None
    """Day from which the next instalment may be paid, while it lies ahead; None = its day has come, or it has none."""
    instalment_unmet: bool = False
    """What the next instalment depends on was not shown yet."""
    referral_closed: bool = False
    sample: str | None = None
    """State of the newest random check of the case; None = it was never drawn."""
    sample_by: int | None = None
    """Who did that check."""

    def on_behalf_of(self, user_id: int | None) -> int | None:
        """For whom somebody acts on this case: the absent caseworker in charge, None = in one's own name."""
        own = user_id is None or user_id == self.owner_id or user_id in self.helpers
        return self.owner_id if not own and user_id == self.deputy_id else None

    @property
    def award(self) -> int:
        """The amount (fen) the decision is about: the decided one, before a decision the computed one."""
        return self.computed_fen if self.award_fen is None else self.award_fen

    @property
    def officers(self) -> frozenset[int]:
        """Everyone who handles or ever worked on the case, did a control step on it, decided it or signed that decision."""
        deciders = [person for person in (self.decided_by, self.second_signed_by) if person is not None]
        return frozenset((*self.handlers, *self.worked, *deciders, *(user for _, user in self.controls)))
