"""不予受理 and 不予支持: the reason, the clause it rests on, and the ways of appeal."""

from states.say import Say
from workflow.papers.annex import calculation
from workflow.papers.letter import Letter, p
from workflow.papers.subject import subject
from workflow.papers.words import appeal
from workflow.queries.casefile import CaseFile

NOT_ACCEPTED = Say("不予受理决定书", "Decision not to accept an application")
NOT_SUPPORTED = Say("不予支持决定书", "Decision not to support")


def letter(file: CaseFile, reason: str) -> Letter:
    """The refusal of a case. Before acceptance it is 不予受理, after it 不予支持, with the calculation where it came to nothing."""
    what, run = subject(file), file.evaluation
    ground, accepted = what.ground(), file.case.accepted_at is not None
    read = Say("收悉。经材料核验、金额评估和会议审定，", "has been checked, evaluated and decided on.")
    if run is None:
        read = Say("收悉。容缺受理后，", "was accepted with documents to follow.")
    result = Say("本局决定不予支持", "The bureau decides not to support it")
    if not accepted:
        read, result = Say("收悉。", "has been read."), Say("本局决定不予受理", "The bureau decides not to accept it")
    this = Say("本决定", "this decision")
    return Letter(
        title=NOT_SUPPORTED if accepted else NOT_ACCEPTED,
        to=file.case.enterprise.name,
        blocks=[
            what.opening(Say(f"{read.zh}依据{ground.zh}，{result.zh}。", f"{read.en} {result.en}, under {ground.en}.")),
            p(f"理由：{reason}", f"Reason (as given in Chinese): {reason}"),
            *({"is": "p", "text": way} for way in appeal(this)),
        ],
        annexes=[calculation(what, run, None)] if accepted and run is not None and not run.amount_fen else [],
    )
