"""Who may act: the applying enterprise, whoever is in charge, a second person, somebody from outside."""

from states.guard import Guard, about
from states.names import Role
from states.say import Say

own_enterprise = Guard(
    "own_enterprise",
    lambda d, a: Role.SYSTEM in a.roles or (a.enterprise_id is not None and a.enterprise_id == d.enterprise_id),
    Say(
        "只能办本单位的申请，请用申报单位的账号登录",
        "Only the applying enterprise can do this; sign in with its account",
    ),
)
in_charge = Guard(
    "in_charge",
    lambda d, a: Role.SYSTEM in a.roles or not d.handlers or a.user_id in d.handlers,
    Say(
        "这件申请由别的经办人负责，请他办，或请他先放回",
        "Another caseworker is in charge; for a change ask that person to put the case back",
    ),
)
unclaimed = about(
    "unclaimed",
    lambda d: not d.handlers,
    Say("这件申请已经有人经办", "Somebody is in charge of this case already"),
)
second_person = Guard(
    "second_person",
    lambda d, a: d.second_person_id is not None and d.second_person_id != a.user_id,
    Say("要有第二个人确认，请先请另一位同事确认", "A second person must confirm first; ask a colleague to do so"),
)
second_person_outside = about(
    "second_person_outside",
    lambda d: d.second_person_id is None or d.second_person_id not in d.officers,
    Say(
        "确认人办过这件申请，请换一位没办过的同事确认",
        "The confirming person worked on this case; ask somebody who did not",
    ),
)
outside_case = Guard(
    "outside_case",
    lambda d, a: a.user_id not in d.officers,
    Say("您办过这件申请，要由没办过的同事来办", "You worked on this case; somebody who did not must do this"),
)
objector_outside = Guard(
    "objector_outside",
    lambda d, a: a.enterprise_id is None or a.enterprise_id != d.enterprise_id,
    Say(
        "不能对本单位的申请提异议，有意见请给经办人留言",
        "You cannot object to your own application; write to the caseworker instead",
    ),
)
not_recused = Guard(
    "not_recused",
    lambda d, a: a.user_id not in d.recused,
    Say("您已对这件申请回避，由其他人办", "You keep out of this case; somebody else must do this"),
)
