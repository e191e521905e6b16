"""Messages of the demo: a question that waits for the enterprise, one that waits for the bureau, with files and answers."""

from datetime import datetime, time

from sqlalchemy import select

from workflow.actions import message
from workflow.clock import SHANGHAI, told
from workflow.db import db
from workflow.demo.papers import paper
from workflow.demo.play import actor, locked
from workflow.demo.telling import workday
from workflow.models.case import Case
from workflow.models.enterprise import Enterprise

#: Firm, item, state of its newest case → who says what, so many working days ago at what time: with files and questions.
TALKS = (
    ("岚汐", "7b", "evaluated", (
        (3, time(10, 5), "shen", "服务合同里有两份是和同一客户签的补充协议，请说明金额有没有重复计算。", True, ""),
        (3, time(15, 20), "lanxi", "没有重复。补充协议只加了测试项目，金额是新增的，明细在附件里。", False, "补充协议金额明细.pdf"),
        (2, time(9, 40), "shen", "收到，和合同一致。", False, ""),
        (2, time(10, 12), "lanxi", "谢谢。请问上会的时候需要我们派人到场吗？", True, ""),
    )),
    ("岚汐", "14", "correction", (
        (4, time(11, 2), "shen", "平面图请标出自用区域和转租的300平方米。标好后在补正页重新上传，不用寄纸质件。", False, ""),
        (3, time(16, 31), "lanxi", "平面图由物业出，能不能先交盖章的说明？样张在附件里。", False, "自用区域说明（样张）.pdf"),
        (1, time(9, 15), "shen", "可以先交说明，平面图出来后再换。请告诉我们物业什么时候能出图。", True, ""),
    )),
    ("星湾", "5", "submitted", ((1, time(14, 48), "xingwan", "掩模版发票开的是母公司的抬头，能用吗？", True, "掩模版发票.pdf"),)),
    ("青榄", "5", "evaluated", ((4, time(17, 6), "jiang", "我们在复核掩模版费用的发票年度，现在不用您做什么。", False, ""),)),
)  # fmt: skip


def tell() -> None:
    """Write every message as its own person at its own time. Commits each."""
    for firm, item, state, talk in TALKS:
        query = select(Case.id).join(Enterprise, Enterprise.id == Case.enterprise_id)
        query = query.where(Enterprise.name.contains(firm), Case.item == item, Case.state == state)
        case_id = db.session.scalars(query.order_by(Case.id.desc()).limit(1)).one()
        for ago, at, login, text, asks, file in talk:
            files = [(file, paper("Attachment", f"Case {case_id}", f"{at:%H:%M}"))] if file else []
            with told(datetime.combine(workday(ago), at, SHANGHAI)):
                message.write(locked(case_id), text, actor(login), asks_answer=asks, files=files)
                db.session.commit()
