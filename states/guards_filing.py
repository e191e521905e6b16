"""What must be true to hand in and to accept an application."""

from states.guard import about
from states.say import Say

facts_complete = about(
    "facts_complete",
    lambda d: d.facts_missing == 0,
    Say(
        "还有{d.facts_missing}项没填好，请补填",
        "Answers still missing or not valid: {d.facts_missing}; please fill them in",
    ),
)
documents_complete = about(
    "documents_complete",
    lambda d: d.documents_missing == 0,
    Say("还差{d.documents_missing}份材料没上传，请补传", "Documents still to upload: {d.documents_missing}"),
)
statement_signed = about(
    "statement_signed",
    lambda d: d.statement_signed,
    Say("还没有签真实性和信用承诺，请先签", "The statement of truth and credit is not signed yet; please sign it"),
)
window_open = about(
    "window_open",
    lambda d: d.window_open,
    Say(
        "现在不在申报时间内，请看申报日历，下一批开始时再提交",
        "The call is not open now; see the calendar and submit in the next one",
    ),
)
accepted = about(
    "accepted",
    lambda d: d.accepted,
    Say("还没有受理，请先受理", "Not accepted yet; accept it first"),
)
not_accepted = about(
    "not_accepted",
    lambda d: not d.accepted,
    Say(
        "已经受理了，不用再办；不符合条件的按审核程序办",
        "Already accepted; if it does not qualify, go on through the review",
    ),
)
