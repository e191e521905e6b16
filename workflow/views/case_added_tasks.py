"""Tasks that only some cases have: documents to follow, proofs that the call asks for, changes to confirm, a random check."""

from collections.abc import Iterator

from flask_babel import gettext as _

from states.dossier import Dossier
from workflow.queries.casefile import CaseFile
from workflow.views.filters import say
from workflow.views.locale import listed
from workflow.views.task import Task, TaskState

#: State of a random check → how far its task is.
SAMPLED: dict[str, TaskState] = {"open": "doing", "objected": "stuck", "cleared": "done", "overruled": "done"}


def promised(dossier: Dossier) -> Iterator[Task]:
    """The documents that were promised when the application was accepted."""
    if not dossier.condition_open:
        return
    left = dossier.condition_days_left
    told = _("还差%(n)s种", n=dossier.documents_deferred) if dossier.documents_deferred else _("等企业确认补齐")
    if left is not None and left < 0:
        yield Task(_("后补材料"), "stuck", _("已过期限，%(what)s", what=told), "documents")
    else:
        yield Task(_("后补材料"), "doing", told, "documents")


def proofs(file: CaseFile) -> Iterator[Task]:
    """A visit, an audit or experts, where the call asks for one."""
    missing = file.dossier.proofs_missing
    if file.case.call.requires or missing:
        why = listed(say(one) for one in missing)
        yield Task(_("核实"), ("doing" if file.case.accepted_at else "none") if missing else "done", why, "proofs")


def changes(dossier: Dossier) -> Iterator[Task]:
    """Changed facts or amounts that wait for the second person."""
    if count := dossier.overrides_open:
        yield Task(_("调整的确认"), "stuck", _("%(n)s处等第二个人确认", n=count), "e")


def sampled(dossier: Dossier) -> Iterator[Task]:
    """The random check, where the case was chosen."""
    if dossier.sample is not None:
        yield Task(
            _("随机抽查"), SAMPLED.get(dossier.sample, "done"), _("查过才能拨付") if dossier.sample == "open" else ""
        )
