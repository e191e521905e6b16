"""How a person wants to hear of what happens. The caller commits."""

from collections.abc import Mapping

from workflow.clock import now
from workflow.db import db
from workflow.models.notice_choice import NoticeChoice
from workflow.queries.notice_topics import DEFAULTS


def choose(user_id: int, ways: Mapping[str, str]) -> None:
    """Note the choice for each group of messages; groups that are not named stay as they are.

    Raises KeyError for a group that does not exist.
    """
    for topic, way in sorted(ways.items()):
        row = db.session.get(NoticeChoice, (user_id, topic))
        if row is not None:
            row.way, row.at = way, now()
        elif way != DEFAULTS[topic]:
            db.session.add(NoticeChoice(user_id=user_id, topic=topic, way=way, at=now()))
    db.session.flush()
