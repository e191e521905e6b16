"""Views of the queue that the demo's people keep: one for the whole bureau, one of their own."""

from sqlalchemy import select

from workflow.actions import saved_view
from workflow.db import db
from workflow.demo.play import actor
from workflow.models.saved_view import SavedView

VIEWS = (
    ("shen", "租金　等我核", "tab=mine&q=条款:14&cols=due,firm,item,amount,state,next,corrections,applied", False),
    ("shen", "大额未复核", "tab=all&q=金额:>50万+复核:未复核&sort=amount", True),
    ("cheng", "没人动的案件", "tab=all&q=最近办理:10天前&cols=due,number,firm,item,state,waiting,moved,owner", True),
)


def tell() -> None:
    """Keep them, once. Commits."""
    if db.session.scalar(select(SavedView.id).limit(1)) is not None:
        return
    for login, name, address, shared in VIEWS:
        saved_view.save(name, address, actor(login), shared=shared)
    db.session.commit()
