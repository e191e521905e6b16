"""What must be there besides documents before an evaluation: a visit, a special audit, an assessment."""

from states.dossier import Dossier
from states.guard import about
from states.say import Say


def _missing(dossier: Dossier) -> Say:
    zh, en = ("、".join(one.zh for one in dossier.proofs_missing), ", ".join(one.en for one in dossier.proofs_missing))
    return Say(f"评估前还差：{zh}", f"Still needed before the evaluation: {en}")


proofs_done = about("proofs_done", lambda d: not d.proofs_missing, _missing)
