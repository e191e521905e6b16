"""The task list of the case page: it knows what is done, what is under way, what is left and what is in the way.

Functions of what was loaded. The order is that of the procedure; a case at its end has nothing left to do.
"""

from flask_babel import gettext as _

from states.names import State
from workflow.actions.marking import MARKS
from workflow.queries.casefile import CaseFile
from workflow.views.case_added_tasks import changes, promised, proofs
from workflow.views.case_later_tasks import later
from workflow.views.task import Task

OVER = (State.REJECTED, State.WITHDRAWN)
#: Before the documents are checked.
BEFORE = (State.DRAFT, State.SUBMITTED, State.CORRECTION)


def tasks(file: CaseFile, tally: dict[str, int], verified: tuple[int, int]) -> list[Task]:
    """Every task of the case. `tally`: kinds of documents by state; `verified`: facts verified, and facts in all."""
    made = [
        _acceptance(file),
        *promised(file.dossier),
        _credit(file),
        _documents(file, tally),
        _facts(file, verified),
        _closing(file),
        *proofs(file),
        *changes(file.dossier),
        *later(file),
    ]
    if State(file.case.state) in OVER:
        return [one if one.state == "done" else one._replace(state="off", why="") for one in made]
    return made


def _acceptance(file: CaseFile) -> Task:
    if file.case.accepted_at is not None:
        return Task(_("受理"), "done")
    why = "" if file.case.owner_id is not None else _("还没有人认领")
    return Task(_("受理"), "doing", why, "act")


def _credit(file: CaseFile) -> Task:
    if file.dishonest:
        return Task(_("信用核查"), "stuck", _("在严重失信主体名单上"), "ch")
    over = file.case.credit_checked_at is not None
    if file.credit_checked or (over and file.case.state not in BEFORE):
        return Task(_("信用核查"), "done")
    if over:
        return Task(_("信用核查"), "stuck", _("已过有效天数，要再查一次"), "ch")
    return Task(_("信用核查"), "doing" if file.case.accepted_at else "none", "", "ch")


def _documents(file: CaseFile, tally: dict[str, int]) -> Task:
    name = _("核验材料")
    if not file.unchecked_documents or file.case.state not in BEFORE:
        return Task(name, "done")
    if file.case.state == State.CORRECTION:
        return Task(name, "stuck", _("等企业补正"), "co")
    if not tally["refused"] and (following := file.to_follow):
        return Task(name, "stuck", _("等企业补交%(n)s种", n=len(following)), "documents")
    if tally["refused"] or tally["missing"]:
        count = tally["refused"] + tally["missing"]
        return Task(name, "stuck", _("%(n)s种不通过或没有交，要退回补正", n=count), "documents")
    started = tally["passed"] or file.case.accepted_at
    return Task(name, "doing" if started else "none", _("还差%(n)s种", n=len(file.unchecked_documents)), "documents")


def _facts(file: CaseFile, verified: tuple[int, int]) -> Task:
    """Verifying every fact is good practice and shown; no step waits for it."""
    done, every = verified
    if done == every:
        return Task(_("核对事实"), "done")
    told = _("%(done)s/%(all)s项", done=done, all=every)
    if file.case.state not in MARKS:
        return Task(_("核对事实"), "off", told)
    return Task(_("核对事实"), "doing" if done or file.case.accepted_at else "none", told, "f")


def _closing(file: CaseFile) -> Task:
    name = _("材料核验结论")
    if file.case.state not in BEFORE:
        return Task(name, "done")
    dossier = file.dossier
    ready = dossier.accepted and dossier.credit_checked and not dossier.documents_unchecked and not dossier.dishonest
    return Task(name, "doing" if ready and not dossier.condition_open else "none", "", "act")
