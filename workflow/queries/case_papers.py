"""The documents of a case as they stand: what is asked for, handed in, missing, waived, and still to be judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rules import catalogue, item
from states.names import State
from states.say import Say
from workflow.models.case import Case
from workflow.models.filing import Blob, Document, Verdict
from workflow.queries.terms import Terms
from workflow.queries.waived import waived

Row = tuple[Document, Blob, Verdict | None]


@dataclass(frozen=True)
class CasePapers:
    """A case with its documents in force. `today` is the business date it was opened on."""

    case: Case
    documents: Sequence[Row]
    today: date
    terms: Terms

    @cached_property
    def item(self) -> item.Item:
        """The item applied for, as the rulebook describes it."""
        return catalogue.item(self.case.item)

    @cached_property
    def handed_in(self) -> Mapping[str, Sequence[Row]]:
        """Document kind → the files in force."""
        kinds: dict[str, list[Row]] = {}
        for row in self.documents:
            kinds.setdefault(row[0].kind, []).append(row)
        return kinds

    @cached_property
    def waived(self) -> Mapping[str, Say]:
        """Kinds without a file that need none, because the system knows what they would prove; each with the reason."""
        return waived(self.case, self.handed_in)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Kinds without which the case cannot be submitted."""
        return tuple(kind.code for kind in self.item.documents if kind.required and kind.code not in self.waived)

    def is_over(self, document: Document) -> bool:
        """Whether a document that can still be replaced has passed its last day."""
        replaceable = self.case.state in (State.DRAFT, State.CORRECTION)
        return replaceable and document.expires_on is not None and document.expires_on < self.today

    @cached_property
    def missing_documents(self) -> tuple[str, ...]:
        """Required kinds without a usable file (an expired or infected one does not count), save those that may follow."""
        return tuple(kind for kind in self._lacking if kind not in self.deferred)

    @cached_property
    def _lacking(self) -> tuple[str, ...]:
        return tuple(kind for kind in self.required if not any(map(self._is_usable, self.handed_in.get(kind, ()))))

    @cached_property
    def deferred(self) -> tuple[str, ...]:
        """Required kinds not there yet that may follow after acceptance: in a draft all such kinds, then the promised ones.

        Once an application was accepted on that condition, every kind counts as missing again.
        """
        if self.terms.condition is not None:
            return ()
        later = {kind.code for kind in self.item.documents if kind.later}
        promised = later if self.case.state == State.DRAFT else self.terms.promised
        return tuple(kind for kind in self._lacking if kind in promised)

    def _is_usable(self, row: Row) -> bool:
        return row[1].scan != "infected" and not self.is_over(row[0])

    @cached_property
    def to_follow(self) -> tuple[str, ...]:
        """Kinds that are not there because the enterprise hands them in later: promised, or awaited after acceptance."""
        if self.terms.open_condition is not None:
            return tuple(kind for kind in self._lacking if kind in self.terms.open_condition.kinds)
        return self.deferred

    @cached_property
    def unchecked_documents(self) -> tuple[str, ...]:
        """Kinds that are required or handed in and whose files are not all accepted."""
        wanted = set(self.required) | set(self.handed_in)
        return tuple(kind for kind in sorted(wanted) if not self._all_accepted(kind))

    def _all_accepted(self, kind: str) -> bool:
        rows = self.handed_in.get(kind, ())
        return bool(rows) and all(verdict is not None and verdict.verdict == "accepted" for _, _, verdict in rows)
