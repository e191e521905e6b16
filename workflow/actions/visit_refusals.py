"""Why a step of a site visit cannot be taken."""

from states.guard import Blocker
from workflow.models.visit import MOST_PHOTOS

NOT_FOR_ITEM = Blocker("no_visit_for_item", "这一条不做现场核查", "This item has no site visit")
UNDER_WAY = Blocker("visit_under_way", "已有一次现场核查没办完", "Another visit is still under way")
NOT_VISITORS = Blocker(
    "not_visitors", "现场核查要两位不同的经办人一起去", "Two different caseworkers go on a visit together"
)
PAST = Blocker("visit_in_past", "现场核查的日子不能早于今天", "A visit cannot be planned for a day before today")
NO_PLACE = Blocker("visit_nowhere", "请写去哪里（200字以内）", "Say where to go, at most 200 characters")
NOT_YOURS = Blocker("not_a_visitor", "只有去现场的两个人能记和签", "Only the two visitors record and sign")
NOT_OPEN = Blocker(
    "visit_not_open", "这次现场核查已经有人签过或已取消，不能再改", "Signed or cancelled already; it cannot change"
)
NOT_RECORDED = Blocker("visit_not_recorded", "先记下现场情况，再签名", "Record what was found first, then sign")
SIGNED_BY_YOU = Blocker("visit_signed", "您已经签过这份记录", "You have signed this record already")
CHANGED = Blocker(
    "record_changed", "记录在您打开之后改过，请看过再签", "The record changed after you opened it; read it again first"
)
NOT_YET = Blocker("visited_later", "核查日期不能晚于今天", "The day of the visit cannot lie after today")
NO_WORDS = Blocker(
    "nothing_seen", "请写清现场看到了什么（2000字以内）", "Write what was seen, at most 2,000 characters"
)
NO_AREA = Blocker(
    "nothing_measured",
    "请写每一处量出来的面积；都没有自用的，结论请选“不属实”",
    "Give the area of every unit; with none in own use the result is “not borne out”",
)
LESS = Blocker(
    "measured_less",
    "量出来的面积比申报的小，结论请选“部分属实”",
    "Less was measured than claimed: the result is “partly borne out”",
)
NOT_A_PHOTO = Blocker("not_a_photo", "照片要JPG或PNG", "Photos are JPG or PNG files")
PHOTOS = Blocker("too_many_photos", f"一次核查最多{MOST_PHOTOS}张照片", f"At most {MOST_PHOTOS} photos for a visit")
