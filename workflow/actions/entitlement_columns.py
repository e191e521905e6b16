"""The columns of a statistics list, and the rule inputs that its cells mean."""

from collections.abc import Mapping
from typing import Any

from rules import money
from workflow.sheets import Row

#: item → the columns its list must have, with the headings that mean them; the mail address may be missing.
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "9": {
        "uscc": ("统一社会信用代码", "信用代码"),
        "name": ("企业名称", "单位名称", "名称"),
        "first_listed": ("首次纳入统计", "首次入库", "首次纳入"),
        "transferred": ("转专业纳入", "转专业"),
    },
    "10": {
        "uscc": ("统一社会信用代码", "信用代码"),
        "name": ("企业名称", "单位名称", "名称"),
        "revenue": ("上年度营业收入（元）", "营业收入（元）", "上年度营业收入", "营业收入"),
        "peak": ("此前历年最高（元）", "历年最高营业收入（元）", "此前历年最高", "历年最高营业收入"),
    },
}
MAIL = {"email": ("联系邮箱", "邮箱", "电子邮箱")}
YES, NO = ("是", "yes", "true", "1"), ("否", "no", "false", "0")


def code_of(row: Row) -> str:
    """The credit code as it is compared."""
    return row.cells["uscc"].upper().replace(" ", "")


def fact_of(cells: Mapping[str, str], name: str) -> Any:
    """The rule input that a cell means; the text as it stands when it means none."""
    text = cells[name].replace("，", ",").strip()
    if name in ("revenue", "peak"):
        try:
            return money.plain(money.parse_yuan(text))
        except money.NotMoney:
            return text[:200]
    return True if text.lower() in YES else False if text.lower() in NO else text[:200]
