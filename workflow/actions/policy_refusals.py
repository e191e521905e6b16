"""Why a policy version is not published."""

from states.guard import Blocker

PUBLISHED = Blocker(
    "published",
    "这个版本已经发布，不能再改；有错请另起版本号发布新版本",
    "This version is published and cannot be changed; mend a mistake by a new version under another name",
)
NOT_PROPOSER = Blocker("proposer", "提出发布的人要是在岗的复核人", "A version is proposed by an active reviewer")
NOT_APPROVER = Blocker("approver", "批准发布的人要是在岗的科室负责人", "A version is approved by an active supervisor")
