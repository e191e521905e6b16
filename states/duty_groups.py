"""Which roles one person may hold together."""

#: duty group -> roles a person of that group may hold. One person, one group: no one crosses casework, decision and money.
DUTY_GROUPS: dict[str, tuple[str, ...]] = {
    "enterprise": ("applicant",),
    "casework": ("caseworker", "reviewer"),
    "decision": ("supervisor", "secretary"),
    "finance": ("finance",),
    "audit": ("auditor",),
    "administration": ("administrator",),
}
