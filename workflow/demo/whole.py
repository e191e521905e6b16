"""The whole demo: people, calls and budgets, then every story in the order in which it happened."""

from collections.abc import Callable

from workflow.db import db
from workflow.demo import (
    account_story,
    admin_story,
    after_payment_story,
    board_story,
    budget_story,
    call_story,
    case_page_story,
    committee_story,
    document_story,
    enterprise_story,
    entitlement_story,
    message_story,
    note_story,
    ownership_story,
    payment_story,
    proof_story,
    rent_story,
    report_story,
    stories,
    telling,
    view_story,
    world,
)

#: What is told of cases that the timeline has brought to their places.
AFTERWARDS = (
    message_story,
    view_story,
    account_story,
    call_story,
    document_story,
    note_story,
    ownership_story,
    enterprise_story,
    case_page_story,
    proof_story,
    payment_story,
    committee_story,
    budget_story,
    after_payment_story,
    entitlement_story,
    admin_story,
    report_story,
    board_story,  # counts, so it comes after everything that happened on an earlier day
)


def tell(say: Callable[[int, int, telling.Act], None] = lambda done, of, act: None) -> None:
    """Play everything into a planted, empty database and commit; `say` hears of each act of the timeline."""
    if not world.is_planted():
        world.plant()
        db.session.commit()
    rent_story.plant()
    acts = telling.timeline(stories.stories())
    for done, act in enumerate(telling.tell(acts), 1):
        say(done, len(acts), act)
    for story in AFTERWARDS:
        story.tell()
    telling.read_old_messages()
