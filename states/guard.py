"""The form of a guard: a named test with a sentence that says what to do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from states.dossier import Actor, Dossier
from states.say import Say


class Blocker(NamedTuple):
    """Why a step is not possible now, in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Guard:
    """`test` answers with a real boolean; `wording` is a template over the dossier `d` or makes the sentence."""

    code: str
    test: Callable[[Dossier, Actor], bool]
    wording: Say | Callable[[Dossier], Say]

    def blocker(self, dossier: Dossier) -> Blocker:
        """The sentence for this dossier, with its numbers filled in."""
        if isinstance(self.wording, Say):
            zh, en = (text.format(d=dossier) for text in self.wording)
        else:
            zh, en = self.wording(dossier)
        return Blocker(self.code, zh, en)


def about(code: str, test: Callable[[Dossier], bool], wording: Say | Callable[[Dossier], Say]) -> Guard:
    """A guard that looks at the case only, whoever acts."""
    return Guard(code, lambda dossier, _actor: test(dossier), wording)


def yuan(fen: int) -> str:
    """Fen as yuan with grouping and two decimals, exact."""
    whole, cents = divmod(fen, 100)
    return f"{whole:,}.{cents:02d}"
