"""What a second look sees first: everything about a case that is not plain. Functions of what was loaded."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workflow.models.evaluation import Evaluation
from workflow.models.filing import Document, Verdict
from workflow.views.case_opened import Opened
from workflow.views.filters import moment, say, yuan
from workflow.views.review_changes import changed_by_hand, since_last_review


class Remark(NamedTuple):
    """One line: `level` is no (against the case), ask (look at it) or plain; `text` says more in small letters; `url` is its page."""

    level: str
    title: str
    text: str = ""
    url: str = ""


class Group(NamedTuple):
    """Lines under one heading."""

    title: str
    remarks: Sequence[Remark]


Judged = Sequence[tuple[Verdict, Document]]


def remarks(one: Opened, zone: Mapping[str, Any], judged: Judged) -> list[Group]:
    """The groups that have something to say, the amount first. `zone`: the facts zone; `judged`: every verdict ever given."""
    made: list[tuple[Callable[[], str], Iterator[Remark]]] = [
        (lambda: _("金额"), _amount(one)),
        (lambda: _("人工调整"), (Remark(*row) for row in changed_by_hand(one))),
        (lambda: _("上次复核以来的变化"), (Remark(*row) for row in since_last_review(one))),
        (lambda: _("材料"), _documents(one, zone, judged)),
        (lambda: _("核查"), _checks(zone)),
        (lambda: _("补正"), _corrections(zone)),
    ]
    groups = [Group(title(), list(rows)) for title, rows in made]
    return [group for group in groups if group.remarks]


def _amount(one: Opened) -> Iterator[Remark]:
    run, estimate = one.file.evaluation, one.file.case.estimate_fen
    if run is None:
        return
    if one.file.evaluation_stale:
        yield Remark("no", _("评估后数据有变动，要重新评估"))
    if estimate is not None and estimate != run.amount_fen:
        both = _("按填报试算%(a)s元，评估%(b)s元", a=yuan(estimate), b=yuan(run.amount_fen))
        yield Remark("ask", _("与按填报试算相差%(sum)s元", sum=yuan(abs(run.amount_fen - estimate))), both)
    if not run.eligible:
        yield Remark("no", _("建议0元"), say(run.outcome["reason_text"]))
    elif run.reason != "ok":
        yield Remark("ask", say(run.outcome["reason_text"]))
    for failure in _besides(run):
        yield Remark("no", say(failure["text"]))


def _besides(run: Evaluation) -> list[dict[str, Any]]:
    """Conditions that fail besides the one that is the reason."""
    return [one for one in run.outcome["failures"] if one["code"] != run.reason]


def _documents(one: Opened, zone: Mapping[str, Any], judged: Judged) -> Iterator[Remark]:
    file, submitted = one.file, one.file.case.submitted_at
    titles = {kind.code: say(kind.title) for kind in file.item.documents}
    for kind in zone["papers"]:
        if kind["state"] in {"refused", "missing", "open"}:
            yield Remark("no", f"{kind['title']}　{kind['word']}")
        elif kind["state"] == "waived":
            yield Remark("plain", f"{kind['title']}　{kind['word']}", kind["why"])
        for paper in kind["files"]:
            for warning in paper["warnings"]:
                yield Remark("ask", kind["title"], warning)
    for verdict, document in judged:
        if verdict.verdict == "refused":
            name = titles.get(document.kind, document.kind)
            yield Remark("ask", _("%(name)s　曾不通过", name=name), f"{verdict.reason}　{moment(verdict.at)}")
    for document, _blob, _verdict in file.documents:
        if submitted is not None and document.uploaded_at > submitted:
            name = titles.get(document.kind, document.kind)
            yield Remark("plain", _("%(name)s　提交以后补的", name=name), moment(document.uploaded_at))


def _checks(zone: Mapping[str, Any]) -> Iterator[Remark]:
    for check in zone["checks"]:
        if check.level != "ok":
            yield Remark("no" if check.level == "bad" else "ask", check.text, check.evidence)
    done, every = zone["verified"]
    if done < every:
        yield Remark("plain", _("%(n)s项事实没有人对照材料核对过", n=every - done))


def _corrections(zone: Mapping[str, Any]) -> Iterator[Remark]:
    for notice in zone["notices"]:
        points = "；".join(f"{name}：{wrong}" for name, wrong in notice["points"])
        yield Remark("plain", f"{moment(notice['at'])}　{notice['state']}", points)
    for fact in zone["facts"]:
        if fact["was"]:
            yield Remark("ask", fact["label"], _("%(was)s，补正后%(now)s", was=fact["was"], now=fact["text"]))
