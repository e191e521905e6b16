"""受理通知书: the application is accepted and the promised time runs."""

from states.limits import Limits
from states.say import Say
from workflow.clock import business_date
from workflow.papers.letter import Letter, p
from workflow.papers.subject import subject
from workflow.papers.tracking_code import qr
from workflow.papers.words import KINDS, dated
from workflow.queries.casefile import CaseFile


def letter(file: CaseFile) -> Letter:
    """Accepted on which day, by when it is to be paid, and how to follow it."""
    what, case = subject(file), file.case
    total, ground = Limits(**case.call.days).promised, what.ground()
    due = case.promised_on
    by = Say("", "") if due is None else Say(f"，预计{dated(due).zh}前办结", f", that is by {dated(due).en}")
    return Letter(
        title=KINDS["acceptance"][1],
        to=case.enterprise.name,
        blocks=[
            what.opening(Say("收悉。经核对，符合受理条件，本局决定予以受理。", "is accepted.")),
            what.particulars((Say("受理日期", "Accepted on"), dated(business_date(case.accepted_at)))),
            p(f"办理依据：{ground.zh}。", f"It is handled under {ground.en}."),
            p(
                f"自受理之日起{total}个工作日内办结{by.zh}；补正期间不计入。",
                f"It will be finished within {total} working days of acceptance{by.en}; time for corrections does not count.",
            ),
            qr(case),
        ],
    )
