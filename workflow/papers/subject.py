"""The application a paper is about, in the words that papers use of it."""

from dataclasses import dataclass
from typing import Any

from states.say import Say
from workflow.clock import business_date
from workflow.models.case import Case
from workflow.papers.letter import Block, facts, p
from workflow.papers.words import dated
from workflow.queries.casefile import CaseFile
from workflow.queries.rulebook import policy


@dataclass(frozen=True)
class Subject:
    """A case with the names of its item and rules."""

    case: Case
    article: Say
    title: Say
    rules: Say

    def opening(self, action: Say) -> Block:
        """“Your application of … for …, case number …, has been …”."""
        day = dated(business_date(self.case.submitted_at))
        return p(
            f"你单位{day.zh}提交的“{self.title.zh}”申请（申请编号{self.case.number}）{action.zh}",
            f"The application of your enterprise for “{self.title.en}” submitted on {day.en} "
            f"(case number {self.case.number}) {action.en}",
        )

    def ground(self) -> Say:
        """The clause it rests on."""
        return Say(f"《{self.rules.zh}》{self.article.zh}", f"{self.article.en} of the “{self.rules.en}”")

    def particulars(self, *more: tuple[Say, Say | str]) -> Block:
        """The table of who, what and when."""
        return facts(
            (Say("申请编号", "Case number"), self.case.number),
            (Say("申报单位", "Enterprise"), self.case.enterprise.name),
            (Say("统一社会信用代码", "Unified social credit code"), self.case.enterprise.uscc),
            (
                Say("申报事项", "Item"),
                Say(f"{self.article.zh}　{self.title.zh}", f"{self.article.en}, {self.title.en}"),
            ),
            *more,
        )


def subject(file: CaseFile) -> Subject:
    """What the papers of this case call it."""
    return Subject(
        file.case, _pair(file.item.article), _pair(file.item.title), _pair(policy(file.case.policy_version).title)
    )


def _pair(pair: Any) -> Say:
    return Say(pair.zh, pair.en)
