"""Tells enterprises of offers when they get an account, reminds them once, and ends offers whose last day is over."""

from workflow.actions import award_offer, offer_telling
from workflow.clock import business_date
from workflow.db import db
from workflow.queries import offers
from workflow.queries.calendar import calendar

#: So many working days before its end an offer is called to mind.
EARLY = 5


def tend() -> int:
    """Do what is due, part by part; gives how much. Commits."""
    today = business_date()
    done = award_offer.expire(offers.over(today))
    db.session.commit()
    done += offer_telling.tell(offers.untold())
    db.session.commit()
    done += offer_telling.remind(offers.due_for_reminder(calendar().due(today, EARLY)))
    db.session.commit()
    return done
