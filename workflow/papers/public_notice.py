"""公示: what is proposed to be supported, as the bureau posts it on one day. The same rows give the same bytes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rules import catalogue, money
from states.say import Say
from workflow.papers.letter import Letter, frozen, p
from workflow.papers.words import dated
from workflow.queries.publicity import Notice

TITLE = Say("拟资助项目公示", "Public notice of proposed support")
COLUMNS = [
    {"label": Say("序", "No."), "align": "center", "width": 0.5},
    {"label": Say("申报单位", "Enterprise"), "align": "left", "width": 3},
    {"label": Say("条款和事项", "Article and item"), "align": "left", "width": 2.6},
    {"label": Say("拟资助金额（元）", "Amount (yuan)"), "align": "right", "width": 1.5},
    {"label": Say("公示至", "Until"), "align": "left", "width": 1.4},
]


def notice_text(begun: date, rows: Sequence[Notice], names: Sequence[str]) -> dict[str, Any]:
    """The notice put up on `begun`; `names`: the payees as everybody may read them."""
    first = dated(begun)
    said = Letter(
        title=TITLE,
        to=Say("各有关单位、个人", "To whom it may concern"),
        blocks=[
            p(
                f"经材料核验、金额评估和会议审定，下列项目拟给予资金支持，自{first.zh}起公示，首日计入，按工作日计算。",
                f"After checks, evaluation and the committee's decision the projects below are proposed for support. "
                f"The notice runs from {first.en}, the first day included, in working days.",
            ),
            {
                "is": "table",
                "columns": COLUMNS,
                "rows": [_row(*row) for row in enumerate(zip(rows, names, strict=True), 1)],
                "strong": [],
            },
            p(
                "对公示内容有异议的，请在公示期内在本系统公示页提出，写明事实和依据。提出人的身份保密，由另一位工作人员处理；"
                "处理期间只暂停所涉项目，其他项目不受影响。公示期满没有异议的，办理资金拨付。",
                "Who does not agree may say so on the public page within these days, with facts and evidence. Names are kept "
                "confidential, another officer decides, and only the project concerned waits. Then the money is paid.",
            ),
        ],
    )
    return frozen(said, "", begun)


def _row(place: int, pair: tuple[Notice, str]) -> list[Any]:
    notice, name = pair
    item = catalogue.item(notice.item)
    what = Say(f"{item.article.zh}　{item.title.zh}", f"{item.article.en}, {item.title.en}")
    return [str(place), name, what, money.grouped(notice.amount_fen), dated(notice.ends_on)]
