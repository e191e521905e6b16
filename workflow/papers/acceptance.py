"""受理通知书: the application is accepted and the promised time runs."""

from datetime import date

from states.limits import Limits
from states.say import Say
from workflow.clock import business_date
from workflow.papers.letter import Block, Letter, p
from workflow.papers.subject import subject
from workflow.papers.tracking_code import qr
from workflow.papers.words import KINDS, dated
from workflow.queries.casefile import CaseFile


def letter(file: CaseFile, to_follow: tuple[Say, date] | None = None) -> Letter:
    """Accepted on which day, by when it is to be paid, and how to follow it.

    `to_follow`: names of the documents that were promised for later, and the day on which they are due.
    """
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
            *_condition(to_follow),
            p(f"办理依据：{ground.zh}。", f"It is handled under {ground.en}."),
            p(
                f"自受理之日起{total}个工作日内办结{by.zh}；补正期间不计入。",
                f"It will be finished within {total} working days of acceptance{by.en}; time for corrections does not count.",
            ),
            qr(case),
        ],
    )


def _condition(to_follow: tuple[Say, date] | None) -> list[Block]:
    """容缺受理: what is still missing and by when; until then the promised time does not run."""
    if to_follow is None:
        return []
    names, day = to_follow[0], dated(to_follow[1])
    return [
        p(
            f"本件容缺受理。请按承诺在{day.zh}前补交：{names.zh}。补交期间不计入办理时限。",
            f"It is accepted on condition. As promised, please hand in by {day.en}: {names.en}. That time does not count.",
        )
    ]
