"""A published version as people read it: figures with their sources, readings with alternatives, what a new one changes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rules import unit_words, units
from rules.catalogue import ITEMS
from rules.difference import Difference, differences
from rules.policy import Policy
from rules.say import Say, say

ROUNDING = Say("金额取整", "Rounding of amounts")
STACKING = Say("不重复资助", "No double funding")
DUP_POLICY = {
    "difference": Say("补差：扣除同一事项的其他资金", "the difference: other money for the same matter is taken off"),
    "block": Say("已有资助的不再支持", "nothing when there is other money"),
    "higher_of": Say("就高：较低的撤回", "the higher one: the lower is reversed"),
}
WAY = Say("同一事项的其他资金", "other money for the same matter")
EXCLUSIVE = Say("同一年度不能同时享受的条款", "items that exclude each other in a year")
RULE = Say("规则步骤（随取整或条文文件变化）", "steps of the rule (with the rounding or the article's file)")
TEXT = Say("文字", "wording")
VERSION = Say("版本", "Version")
DAYS = Say("有效期", "days in force")
SOURCE = Say("出处", "source")
TITLE = Say("名称", "title")
#: What a reading is about where its words quote nothing.
READ = {
    "mode": Say("取整方法", "way of rounding"),
    "cap_per": Say("上限按什么算", "what the cap is for"),
    "ceiling": Say("比例是不是上限", "ceiling or fixed rate"),
    "received": Say("市级支持金额", "municipal support"),
    "mpw_eligible": Say("多项目晶圆", "multi-project wafers"),
    "contract_value": Say("服务合同额", "contract value"),
    "no_prior_year": Say("上年度没有销售", "no sales last year"),
    "formula": Say("计算公式", "formula"),
    "partial_month": Say("不足整月", "part of a month"),
    "clipped_months_consume": Say("被上限截掉的月份", "months cut by the cap"),
    "cap_at_paid_rent": Say("与实付租金比较", "comparison with the rent paid"),
}
#: Which part of a figure or a reading differs, when it is not its value.
DETAILS = {
    "source": Say("（出处）", " (source)"),
    "checked": Say("（核对日期）", " (compared on)"),
    "decided": Say("（主管部门确认日期）", " (confirmed by the bureau on)"),
    "zh": Say("（中文）", " (Chinese words)"),
    "en": Say("（英文）", " (English words)"),
}


class Figure(NamedTuple):
    """A number of the policy, or the rows of a table: its values, the sentence it rests on, the day it was compared."""

    name: str
    label: Say
    values: tuple[Say, ...]
    source: str
    checked: str


class Option(NamedTuple):
    """One way to read a word of the text; `chosen` in this version."""

    words: Say
    chosen: bool


class Reading(NamedTuple):
    """A word that can be read in several ways. `decided`: the day the bureau confirmed it, empty while it has not."""

    label: Say
    options: tuple[Option, ...]
    decided: str


class Part(NamedTuple):
    """An item's part of a version (or the rounding): its words, figures and readings."""

    code: str
    clause: Say
    title: Say
    quote: str
    figures: tuple[Figure, ...]
    readings: tuple[Reading, ...]


class Change(NamedTuple):
    """Something that two versions say differently. `decides`: it can change an amount; empty text: not there."""

    part: Say
    what: Say
    before: Say
    after: Say
    decides: bool


def parts(policy: Policy) -> tuple[Part, ...]:
    """Every part of a version, the items in the order of the measures, the rounding last."""
    codes = sorted(policy.sections, key=lambda code: ITEMS.index(code) if code in ITEMS else len(ITEMS))
    return tuple(_part(code, policy.sections[code]) for code in codes)


def _part(code: str, section: Mapping[str, Any]) -> Part:
    return Part(
        code,
        say(section["clause"]) if "clause" in section else Say("", ""),
        say(section["title"]) if "title" in section else ROUNDING,
        section.get("quote", ""),
        tuple(_figures(section)),
        tuple(_readings(section)),
    )


def _figures(section: Mapping[str, Any]) -> Iterator[Figure]:
    for name, entry in section.items():
        if isinstance(entry, dict) and "value" in entry:
            yield Figure(name, say(entry), (_amount(entry["value"]),), entry["source"], entry["checked"])
        elif isinstance(entry, dict) and "table" in entry:
            rows = [[_amount(cell) for cell in row] for row in entry["table"]]
            values = tuple(Say(*(" → ".join(pair) for pair in zip(*row, strict=True))) for row in rows)
            yield Figure(name, say(entry), values, entry["source"], entry["checked"])


def _amount(written: str) -> Say:
    """A figure as people read it: `200_000 yuan` → 200,000元."""
    value, unit = units.quantity(written)
    return unit_words.show(value.numerator, value.denominator, unit)


def _readings(section: Mapping[str, Any]) -> Iterator[Reading]:
    for entry in section.get("readings", []):
        options = tuple(Option(say(option), option["value"] == entry["value"]) for option in entry["options"])
        yield Reading(_word_read(entry), options, entry.get("decided", ""))


def _word_read(entry: Mapping[str, Any]) -> Say:
    """What a reading is about: the word of the text that it quotes, else its name."""
    quoted = re.search("“([^”]+)”", entry["options"][0]["zh"])
    if quoted:
        return Say(quoted[0], quoted[1])
    return READ.get(entry["name"], Say(entry["name"], entry["name"].replace("_", " ")))


def settling_of(policy: Policy) -> Say:
    """How the version settles other money for the same matter, in words."""
    return DUP_POLICY[policy.stacking["dup_policy"]]


def changes(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Everything that two versions say differently, in words: figures, readings, rules, wording, and the way of settling."""
    found = [_change(one, old, new) for one in differences(old, new)]
    if (before := settling_of(old)) != (after := settling_of(new)):
        found.append(Change(STACKING, WAY, before, after, decides=True))
    for part, what, told, decides in (
        (STACKING, EXCLUSIVE, lambda p: ", ".join("+".join(pair) for pair in p.stacking.get("exclusive", [])), True),
        (VERSION, DAYS, lambda p: " – ".join(p.valid).strip(" –"), True),
        (VERSION, SOURCE, lambda p: p.source, False),
    ):
        was, is_now = (str(told(policy)) for policy in (old, new))
        if was != is_now:
            found.append(Change(part, what, Say(was, was), Say(is_now, is_now), decides))
    if old.title != new.title:
        found.append(Change(VERSION, TITLE, old.title, new.title, decides=False))
    return tuple(found)


def _change(one: Difference, old: Policy, new: Policy) -> Change:
    section = new.sections.get(one.item) or old.sections.get(one.item, {})
    head = _part(one.item, section)
    part = Say(f"{head.clause.zh} {head.title.zh}".strip(), f"{head.clause.en} {head.title.en}".strip())
    if one.what == "rule":
        return Change(part, RULE, Say("", ""), Say("", ""), decides=True)
    words, before, after = _told(one, section)
    return Change(part, words, before, after, one.decides)


def _told(one: Difference, section: Mapping[str, Any]) -> tuple[Say, Say, Say]:
    """What differs, and both values, in words."""
    name, _, rest = one.what.partition(".")
    if name == "readings":
        return _told_reading(one, section, rest)
    entry = section.get(name)
    if not isinstance(entry, dict) or name in ("title", "clause"):
        return TEXT, Say(one.before, one.before), Say(one.after, one.after)
    detail = DETAILS.get(rest, Say("", ""))
    label = Say(f"{entry['zh']}{detail.zh}", f"{entry['en']}{detail.en}")
    if rest != "value":
        return label, Say(one.before, one.before), Say(one.after, one.after)
    shown = [_amount(text) if text else Say("", "") for text in (one.before, one.after)]
    return label, shown[0], shown[1]


def _told_reading(one: Difference, section: Mapping[str, Any], rest: str) -> tuple[Say, Say, Say]:
    reading, _, field = rest.partition(".")
    for entry in section.get("readings", []):
        if entry["name"] == reading:
            words = {option["value"]: say(option) for option in entry["options"]} if field == "value" else {}
            both = [words.get(text, Say(text, text)) for text in (one.before, one.after)]
            detail = DETAILS.get(field, Say("", ""))
            label = _word_read(entry)
            return Say(f"{label.zh}{detail.zh}", f"{label.en}{detail.en}"), both[0], both[1]
    return Say(reading, reading), Say(one.before, one.before), Say(one.after, one.after)
