"""What must be true while a case is in the random sample: looked at again before it is paid."""

from states.guard import Guard, about
from states.say import Say

sample_cleared = about(
    "sample_cleared",
    lambda d: d.sample not in {"open", "objected"},
    Say(
        "这件申请被抽中复查，查完没有问题才能拨付",
        "The case was drawn for a random check; payment waits until it is cleared",
    ),
)
sample_open = about(
    "sample_open",
    lambda d: d.sample == "open",
    Say("没有待查的抽查", "No random check waits to be done"),
)
sample_objected = about(
    "sample_objected",
    lambda d: d.sample == "objected",
    Say("抽查没有提出问题，不用再处理", "The random check raised nothing that waits for an answer"),
)
sample_outside = Guard(
    "sample_outside",
    lambda d, a: a.user_id not in d.officers,
    Say(
        "您经办过这件申请或办过其中的环节，抽查要由另一位同事办",
        "You handle this case or worked on it; a colleague must do the random check",
    ),
)
sample_by_another = Guard(
    "sample_by_another",
    lambda d, a: a.user_id != d.sample_by,
    Say("抽查中的问题是您提的，要由另一个人处理", "You raised this yourself; another person must settle it"),
)
