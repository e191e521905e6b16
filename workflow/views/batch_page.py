"""The page of one batch: total, four eyes, a page of lines, what to look at, the release, files, and who saw the accounts."""

from dataclasses import dataclass, field
from typing import Any

from flask import abort, render_template, request

from forms.payment import CallForm, ConfirmationForm, FailureForm, PurposeForm, ReleaseForm, ReturnForm
from states.names import Role
from workflow.actions.identity import has_second_factor
from workflow.clock import business_date
from workflow.models.payment import PaymentBatch
from workflow.permissions import current_actor
from workflow.queries import account_views, bank_changes, bank_files, batch_lines
from workflow.queries.batches import batch_by_number
from workflow.queries.people import names_of
from workflow.views.item_words import item_words


def batch_or_404(number: str, *, for_change: bool = False) -> PaymentBatch:
    """The batch of the address, locked when it is to be changed."""
    found = batch_by_number(number, for_change=for_change) if len(number) <= 40 else None
    if found is None:
        abort(404)
    return found


@dataclass
class Filled:
    """Forms that were sent with mistakes: those of the batch by name, those of a line by its case number."""

    release: ReleaseForm | None = None
    back: ReturnForm | None = None
    purpose: PurposeForm | None = None
    lines: dict[tuple[str, type[Any]], Any] = field(default_factory=dict)

    def of_line(self, kind: type[Any], number: str, prefix: str = "") -> Any:
        """The form of a line: the one that was sent with its mistakes, else an empty one with names of its own."""
        return self.lines.get((number, kind)) or kind(formdata=None, prefix=f"{prefix}{number}-")


def page(batch: PaymentBatch, filled: Filled | None = None) -> str:
    """The page; what was filled in wrongly stays."""
    filled, actor, today = filled or Filled(), current_actor(), business_date()
    assert actor.user_id is not None
    after = _after()
    found = batch_lines.page(batch.id, actor.user_id, today, after)
    lines, tally = found[: batch_lines.PAGE], batch_lines.tally(batch.id, actor.user_id, today)
    waits = batch.released_at is None and tally.open > 0
    flagged = batch_lines.flagged(batch.id, actor.user_id, today) if waits else []
    finance = Role.FINANCE in actor.roles
    return render_template(
        "payments/show.html",
        batch=batch,
        lines=lines,
        tally=tally,
        flagged=flagged,
        after=after,
        more=lines[-1].place if len(found) > len(lines) else None,
        in_force=bank_changes.confirmed([line.uscc for line in (*lines, *flagged)]),
        people=names_of([batch.prepared_by, batch.released_by]),
        me=actor.user_id,
        finance=finance,
        open=waits,
        may_release=waits and finance and actor.user_id != batch.prepared_by,
        full=finance and account_views.open_to(batch.id, actor.user_id),
        looks=account_views.looks(batch.id),
        files=bank_files.of_batch(batch.id) if batch.released_at else [],
        coded=waits and finance and has_second_factor(actor.user_id),
        release=filled.release or ReleaseForm(formdata=None),
        back=filled.back or ReturnForm(formdata=None, prefix="return-"),
        purpose=filled.purpose or PurposeForm(formdata=None),
        confirmation=lambda number: filled.of_line(ConfirmationForm, number),
        failure=lambda number: filled.of_line(FailureForm, number),
        take_out=lambda number: filled.of_line(ReturnForm, number, "out-"),
        called=lambda number: filled.of_line(CallForm, number, "call-"),
        item_words=item_words,
    )


def _after() -> int:
    text = request.args.get("after", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0
