"""The words of the steps of a random sample. The enterprise learns of it only when its award is decided anew."""

from states.say import Say
from states.step_word import StepWords

SAMPLE_WORDS: dict[str, StepWords] = {
    "clear_sample": StepWords(
        Say("抽查没有问题", "Clear random check"),
        Say("抽查没有发现问题", "Random check cleared"),
    ),
    "object_sample": StepWords(
        Say("抽查发现问题", "Raise a problem"),
        Say("抽查发现问题，等科室负责人处理", "Random check raised a problem; a supervisor settles it"),
    ),
    "overrule_sample": StepWords(
        Say("问题不成立，可以拨付", "Let the payment go on"),
        Say("抽查提出的问题不成立", "What the random check raised was not upheld"),
    ),
    "uphold_sample": StepWords(
        Say("问题成立，重新审定", "Take back to the committee"),
        Say("抽查提出的问题成立，重新审定", "What the random check raised was upheld; back to the committee"),
        Say(
            "拨付前复查发现金额要再核对，申请要重新审定",
            "A check before payment found the amount needs another look; your application is decided again",
        ),
    ),
}
