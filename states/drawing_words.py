"""The words and numbers of the lifecycle page that are not in the table of steps."""

from states.dossier import Dossier

INTRO = """# 一件申请的一生 · The life of an application

<!-- Written by `python -m states.drawing` from the table in states/lifecycle.py. Do not edit by hand. -->

![生命周期图 Lifecycle](lifecycle.svg)

每个状态是最后办完的里程碑；“会议审定”例外，表示已提交会议、等待审定。没有终点的步骤只留下记录，不改变状态。
五个控制环节（◆）在同一件申请上由五个不同的人办。条件不满足时，界面显示下面的句子。

A state is the last milestone that was finished, except the committee: there the case is on an agenda and awaits its
decision. A step without a target leaves the state and only writes its record. The five control steps (◆) are done by
five different people on one case. When a condition is not met, the page shows the sentence listed below.
"""


# Numbers for the sentences of the guards that quote them.
EXAMPLE = Dossier(
    facts_missing=3,
    documents_missing=2,
    documents_unchecked=2,
    documents_deferred=2,
    correction_items_open=4,
    correction_days_left=6,
    computed_fen=60_000_000,
    award_fen=70_000_000,
    budget_room_fen=20_000_000,
    publicity_days_left=3,
    objections_open=1,
    instalments_left=2,
)
