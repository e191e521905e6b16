"""转办单: the application is handed on to the scheme it belongs to."""

from states.say import Say
from workflow.clock import business_date
from workflow.models.referral import Referral
from workflow.papers.letter import Letter, p
from workflow.papers.subject import subject
from workflow.papers.words import KINDS, dated
from workflow.queries.casefile import CaseFile


def letter(file: CaseFile, row: Referral) -> Letter:
    """To whom the case went, under which scheme, and what happens to its documents."""
    what = subject(file)
    ground = what.ground()
    return Letter(
        title=KINDS["referral"][1],
        to=Say(
            f"{row.department_zh}：\n{file.case.enterprise.name}", f"{row.department_en}\n{file.case.enterprise.name}"
        ),
        blocks=[
            what.opening(
                Say(
                    f"材料已核验。依据{ground.zh}，该事项按《{row.scheme_zh.strip('《》')}》办理，现转{row.department_zh}。",
                    f"has been checked. Under {ground.en} it is handled by “{row.scheme_en}” and goes to {row.department_en}.",
                )
            ),
            what.particulars(
                (Say("转往部门", "Referred to"), Say(row.department_zh, row.department_en)),
                (Say("适用政策", "Scheme"), Say(row.scheme_zh, row.scheme_en)),
                (Say("转办日期", "Referred on"), dated(business_date(row.referred_at))),
                (Say("转办说明", "Note"), row.note),
            ),
            p(
                "申请材料随本单一并转去，你单位不用重新提交。对方有结果后，本局会通知你单位。",
                "The documents go with this slip and need not be handed in again. The bureau will tell you the outcome.",
            ),
        ],
    )
