"""Why the law lets the bureau's clock stand still: the list a caseworker chooses from."""

from states.say import Say

OTHER = "other"
GROUNDS: dict[str, Say] = {
    "expert_review": Say("专家评审", "Expert review"),
    "appraisal": Say("鉴定", "Technical appraisal"),
    "site_visit": Say("现场核查", "Site visit"),
    "hearing": Say("听证", "Hearing"),
    OTHER: Say("其他", "Other"),
}
#: Working days by which one stage may be extended, once.
MOST_DAYS = 10
