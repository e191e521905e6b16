"""Why something about an account cannot be done, in words for whoever tried."""

from states.guard import Blocker

INVITATION_OVER = Blocker(
    "invitation_over",
    "这个邀请已经用过、撤回或过期，请联系本企业的管理员重新邀请",
    "This invitation was used, withdrawn or is too old; ask the owner of your enterprise for a new one",
)
TOO_MANY_LETTERS = Blocker(
    "too_many_letters",
    "邀请发得太多了，请过15分钟再发",
    "Too many invitations were sent; please wait for a quarter of an hour",
)
MAIL_TAKEN = Blocker(
    "mail_taken",
    "这个邮箱已有账号，一个邮箱只能属于一家企业。请让管理员用另一个邮箱邀请您",
    "This mail address has an account already, and belongs to one enterprise only; ask the owner to use another address",
)
COLLEAGUE_ALREADY = Blocker(
    "colleague_already", "这个邮箱已经是本企业的账号", "This mail address has an account of your enterprise already"
)
OWNER_ONLY = Blocker(
    "owner_only",
    "只有本企业的管理员能办，请联系管理员",
    "Only the owner of your enterprise can do this; please ask them",
)
NOT_A_COLLEAGUE = Blocker(
    "not_a_colleague", "这个账号不在本企业，或已经移除", "This account is not of your enterprise, or was removed"
)
OWNER_STAYS = Blocker(
    "owner_stays",
    "管理员不能移除自己，请先把管理员交给同事",
    "The owner cannot be removed; hand the ownership to a colleague first",
)
RESET_OVER = Blocker(
    "reset_over",
    "这个地址已经用过或超过1小时，请重新找回密码",
    "This address was used or is older than an hour; please ask for a new one",
)
CHANGE_UNDER_WAY = Blocker(
    "change_under_way",
    "已有一件账户变更在办，办完或撤回后才能再提",
    "A change of the account is under way already; wait for it or withdraw it first",
)
PHONE_STAYS = Blocker(
    "phone_stays",
    "账户变更在办，我们要打原来登记的电话核实，办完后才能改电话",
    "A change of the account is under way and we call the number you registered before; change it afterwards",
)
NOTHING_NEW = Blocker("nothing_new", "新账户和现在的账户一样", "The new account is the one in force")
CHANGE_OVER = Blocker(
    "change_over",
    "这件账户变更已经往前走了或办完了，请刷新看最新情况",
    "This change went on or is finished; reload to see where it stands",
)
ANOTHER_PERSON = Blocker(
    "another_person",
    "打电话核实的人不能再确认，请由另一位同事办",
    "Who made the call cannot confirm; another person must",
)
PAYMENT_UNDER_WAY = Blocker(
    "payment_under_way",
    "这家企业有一笔款已制单或已放行，要等银行回执后才能换账户",
    "A payment to this enterprise is prepared or released; the account can change after the bank's answer",
)
