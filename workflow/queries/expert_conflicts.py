"""Which experts cannot judge a case, because of whom they work for."""

import re
import unicodedata
from collections.abc import Iterable

from states.say import Say
from workflow.models.enterprise import Enterprise
from workflow.models.expert import Expert
from workflow.queries.related import related

NOT_WORD = re.compile(r"[\W_]+")


def _plain(name: str) -> str:
    return NOT_WORD.sub("", unicodedata.normalize("NFKC", name)).upper()


def conflicts(firm: Enterprise, experts: Iterable[Expert]) -> dict[int, Say]:
    """Id of an expert → why not: employed by the enterprise itself, or by one that is related to it."""
    ties = {(_plain(one.name), one.uscc): one.name for one in related(firm)}
    own = {(_plain(firm.name), firm.uscc): firm.name}
    found = {}
    for expert in experts:
        if _works_for(expert, own) is not None:
            found[expert.id] = Say("在申请企业任职", "employed by the applicant")
        elif (name := _works_for(expert, ties)) is not None:
            found[expert.id] = Say(
                f"任职单位和申请企业有关联（{name}）", "employed by an enterprise related to the applicant"
            )
    return found


def _works_for(expert: Expert, firms: dict[tuple[str, str], str]) -> str | None:
    employer = _plain(expert.employer)
    return next((firm for (name, uscc), firm in firms.items() if uscc == expert.uscc or name == employer), None)
