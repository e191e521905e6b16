"""Why a month is not to be had, in words for the enterprise and for the bureau."""

from rules.say import Say

WHY: dict[str, Say] = {
    "granted": Say("已经支持过", "supported already"),
    "claimed": Say("已在另一件申请里", "in another application already"),
    "expired": Say("超出政策有效期", "after the measures end"),
    "ahead": Say("还没到", "still to come"),
    "no_lease": Say("没有整月的租约", "no lease for the whole month"),
    "rent_free": Say("免租月份", "free of rent"),
    "not_in_zone": Say("房屋不在园区范围", "premises not in the zone"),
    "not_above_scale": Say("当年不在规模以上名录", "not on that year's above-scale list"),
    "unit_taken": Say("房屋当月已支持另一家企业", "premises support another enterprise that month"),
    "year_used_up": Say("当年额度已用完，不占月数", "the year's limit is used up; no month is used"),
    "beyond": Say("超出累计月数", "beyond the total of months"),
}
