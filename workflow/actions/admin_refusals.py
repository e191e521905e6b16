"""Why a change of an account, a call or a parameter is refused."""

from states.guard import Blocker

WAITS = Blocker("change_waits", "这一项已有一个变更在等决定", "A change of this waits to be decided")
NOTHING = Blocker("change_nothing", "和现在的一样，没有要改的", "It is the same as now; nothing to change")
CLOSED = Blocker("change_closed", "这个变更已经决定过了", "This change is decided already")
SAME_PERSON = Blocker(
    "change_same_person", "您是提议人，要由另一位科室负责人决定", "You proposed it; another supervisor decides"
)
OWN_ACCOUNT = Blocker(
    "change_own_account", "这是您自己的账号，要由别人决定", "It is your own account; somebody else decides"
)
STALE = Blocker(
    "change_stale",
    "提议以后这一项又有变动，请不同意这个变更，再重新提议",
    "It changed after the proposal: refuse this one and propose again",
)
GROUP = Blocker("staff_group", "请选择岗位组和它的角色", "Choose a duty group and roles of it")
TAKEN = Blocker("staff_taken", "这个登录名或邮箱已有账号", "This login or mail address has an account already")
NOT_STAFF = Blocker("staff_none", "没有这个在用的账号", "There is no such account in use")
CLOSED_ACCOUNT = Blocker("staff_closed", "这个账号已停用", "This account is closed")
IN_USE = Blocker("staff_in_use", "这个账号在用，不用恢复", "This account is in use")
MYSELF = Blocker("staff_myself", "不能停用自己的账号", "You cannot close your own account")
LAST = Blocker(
    "staff_last",
    "停用后就没有人担任这个角色了，请先给别人开通",
    "Nobody would hold this role any more; give it to somebody else first",
)
NO_FACTOR = Blocker("staff_no_factor", "这个账号没有开两步验证", "This account has no second factor")
