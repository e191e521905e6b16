"""What each audience reads for each state, and how roles are called."""

from states.names import Role, State
from states.say import Say

STAFF_WORDS: dict[State, Say] = {
    State.DRAFT: Say("草稿", "Draft"),
    State.SUBMITTED: Say("已提交", "Submitted"),
    State.CORRECTION: Say("补正", "Correction requested"),
    State.DOCUMENTS_CHECKED: Say("材料已核", "Documents checked"),
    State.EVALUATED: Say("已评估", "Evaluated"),
    State.COMMITTEE: Say("会议审定", "Committee decision"),
    State.PUBLICITY: Say("公示", "Public notice"),
    State.PAID: Say("已拨付", "Paid"),
    State.REJECTED: Say("不予支持", "Not supported"),
    State.WITHDRAWN: Say("已撤回", "Withdrawn"),
    State.REFERRED: Say("已转办", "Referred"),
}

APPLICANT_WORDS: dict[State, Say] = STAFF_WORDS | {
    State.DRAFT: Say("填写中", "Being filled in"),
    State.CORRECTION: Say("待补正", "Correction needed"),
    State.COMMITTEE: Say("审定中", "Being decided"),
    State.PUBLICITY: Say("公示中", "Public notice"),
}


ROLE_WORDS: dict[Role, Say] = {
    Role.APPLICANT: Say("申报单位", "applicant"),
    Role.CASEWORKER: Say("经办人", "caseworker"),
    Role.REVIEWER: Say("复核人", "reviewer"),
    Role.SUPERVISOR: Say("科室负责人", "supervisor"),
    Role.SECRETARY: Say("会议秘书", "committee secretary"),
    Role.FINANCE: Say("财务", "finance officer"),
    Role.AUDITOR: Say("审计", "auditor"),
    Role.ADMINISTRATOR: Say("系统管理员", "administrator"),
    Role.SYSTEM: Say("系统", "system"),
}
