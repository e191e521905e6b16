"""What a page says of a case whose amount was cut pro rata; asked only where the decision is below the computed amount."""

from typing import NamedTuple

from states.say import Say
from workflow.papers.cut_words import cut_words
from workflow.queries.casefile import CaseFile
from workflow.queries.prorations import cut_of


class CutLine(NamedTuple):
    """The cut in force: its id, the sentence, and whether a decision stood before."""

    id: int
    words: Say
    staged: bool


def cut_line(file: CaseFile) -> CutLine | None:
    """The cut that made the staged or executed amount of this round; None without one."""
    decision, evaluation = file.decision, file.evaluation
    if decision is None or evaluation is None or not 0 < decision.amount_fen < evaluation.amount_fen:
        return None
    cut = cut_of(file.case.id)
    return None if cut is None else CutLine(cut[1].id, cut_words(cut), cut[0].staged)
