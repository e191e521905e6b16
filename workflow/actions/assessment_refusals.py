"""Why a step of an expert assessment cannot be taken."""

from states.guard import Blocker

NOT_FOR_ITEM = Blocker("no_experts_for_item", "这一条不用专家评审", "This item has no expert assessment")
ADOPTED = Blocker("assessment_adopted", "评审结果已经采用，不能再改", "The assessment is adopted and cannot change")
NOT_LISTED = Blocker(
    "expert_not_listed", "这位专家不在名册上，或已停用", "This expert is not on the list, or not any more"
)
ASKED_BEFORE = Blocker("expert_asked", "这位专家已经请过，请换一位", "This expert was asked already; ask another")
NO_SEAT = Blocker(
    "no_seat",
    "已有两位专家；两人分差超过规定的，才请第三位",
    "Two experts are asked; a third only when their marks lie too far apart",
)
NOT_CLEAR = Blocker(
    "not_declared", "专家先声明没有利益冲突，才能登记评分表", "The expert declares to be free of conflicts first"
)
DECLARED = Blocker("declared_already", "这位专家已经声明过", "This expert has declared already")
NOT_POINTS = Blocker("not_points", "每一项打0到100分，都要打", "Give every criterion 0 to 100 points")
LATER = Blocker("signed_later", "签名日期不能晚于今天", "A sheet cannot be signed after today")
NOT_ENOUGH = Blocker("sheets_missing", "两位专家的评分表还没有登记齐", "The sheets of two experts are not there yet")
NEEDS_THIRD = Blocker(
    "needs_third",
    "两位专家的分差超过15分，要请第三位专家",
    "The marks lie more than 15 points apart; a third expert is needed",
)
ANOTHER = Blocker(
    "adopted_by_another", "登记评分表的人不能自己采用结果", "Who entered the sheets does not adopt the result"
)
NO_NAME = Blocker("expert_unclear", "请写专家的姓名、专业和任职单位", "Give name, field and employer of the expert")
BAD_USCC = Blocker("bad_uscc", "统一社会信用代码不对，请核对", "The credit code is not right")
