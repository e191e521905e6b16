"""How the facts of each item are laid out on the page: sections, facts side by side, and evidence beyond the rules' facts."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rules.facts import Fact
from rules.item import Item
from rules.say import Say

NOTHING = Say("", "")
SQUARE_METRES = Say("平方米", "m²")
OTHER_MONEY = "other_money"
MOST_AREA = 10_000_000


class Section(NamedTuple):
    """A part of the form: heading, explanation, and lines of facts; a line of two stands side by side."""

    id: str
    title: Say
    hint: Say
    lines: tuple[tuple[str, ...], ...]


def _numbers(name: str, zh: str, en: str) -> Fact:
    hint = Say(
        "有多个的用逗号隔开；用来核对有没有重复资助", "separated by commas; they show whether a matter is funded twice"
    )
    return Fact(name=name, kind="text", label=Say(zh, en), hint=hint, low=1, high=1000, optional=True)


#: What a matter rests on, for the check against double funding (`workflow.queries.matters`).
INVOICES = _numbers("invoice_numbers", "发票号码", "numbers of the invoices")
CONTRACTS = _numbers("contract_numbers", "合同编号", "numbers of the contracts")
PRODUCTS = _numbers("product_models", "产品型号", "product models")

#: Facts that only evidence a fact of the rules; a draft may leave them out, and the rules never see them.
EXTRA: dict[str, tuple[Fact, ...]] = {
    "4": (CONTRACTS,),
    "5": (PRODUCTS, CONTRACTS, INVOICES),
    "6": (CONTRACTS, INVOICES),
    "7a": (CONTRACTS, INVOICES),
    "7b": (CONTRACTS, INVOICES),
    "11": (PRODUCTS,),
    "12": (CONTRACTS, INVOICES),
    "15": (CONTRACTS,),
    "16": (CONTRACTS, INVOICES),
    "17": (CONTRACTS,),
    "14": (
        Fact(
            name="premises",
            kind="text",
            label=Say("厂房地址", "address of the premises"),
            hint=Say("写到栋和层，例如：智造城A3栋2层", "down to building and floor, such as: Zone, block A3, floor 2"),
            low=1,
            high=100,
            optional=True,
        ),
        Fact(
            name="contract_area",
            kind="area",
            label=Say("合同面积", "area in the contract"),
            unit=SQUARE_METRES,
            high=MOST_AREA,
            optional=True,
        ),
        Fact(
            name="sublet_area",
            kind="area",
            label=Say("其中转租、分租", "of which sub-let"),
            hint=Say("没有就空着", "leave it empty if there is none"),
            unit=SQUARE_METRES,
            high=MOST_AREA,
            optional=True,
        ),
    ),
}

#: Facts of the rules that this form does not ask for: article 14 takes the area in place of a list of leases.
LEFT_OUT = {"14": {"leases", "monthly_rent", "from"}}

SECTIONS: dict[str, tuple[Section, ...]] = {
    "10": (
        Section(
            "figures",
            Say("营业收入", "Revenue"),
            Say("填整个年度的数，单位是元。", "Whole years, in yuan."),
            (("year",), ("revenue",), ("peak",)),
        ),
    ),
    "14": (
        Section("who", Say("资格", "Who may apply"), NOTHING, (("in_zone",), ("above_scale",))),
        Section(
            "lease",
            Say("租赁合同", "The lease"),
            NOTHING,
            (("premises",), ("contract_area", "sublet_area"), ("area",)),
        ),
        Section(
            "claim",
            Say("申请哪几个月", "Which months"),
            Say(
                "每个月只能申请一次。灰色的月份已经支持过，或还没到。",
                "Each month can be claimed once. Months in grey have been supported already, or are still to come.",
            ),
            (("months",),),
        ),
    ),
    "11": (
        Section(
            "product",
            Say("产品", "The product"),
            Say("一件申请只填一个年度。", "One year for each application."),
            (("year",), ("own_design",), ("product_models",)),
        ),
        Section(
            "sales",
            Say("销售额", "Sales"),
            Say(
                "两年用同一口径，单位是元；退货要扣掉。",
                "Both years counted in the same way, in yuan, without returns.",
            ),
            (("sales_this",), ("sales_last",)),
        ),
    ),
    "5": (
        Section("year", Say("费用支付年度", "Year of payment"), NOTHING, (("year",),)),
        Section(
            "costs",
            Say("流片费用", "Costs of tape-outs"),
            Say("每次流片填一组，金额不含税，单位是元。", "One group for each tape-out, without VAT, in yuan."),
            (("runs",),),
        ),
        Section(
            "papers",
            Say("合同和发票", "Contracts and invoices"),
            NOTHING,
            (("product_models",), ("contract_numbers",), ("invoice_numbers",)),
        ),
    ),
}


def facts_of(item: Item) -> dict[str, Fact]:
    """Everything the form of an item asks for, by name, in the rules' order with the extra evidence last."""
    left_out = LEFT_OUT.get(item.code, set())
    asked = {fact.name: fact for fact in item.facts if fact.name not in left_out}
    return asked | {fact.name: fact for fact in EXTRA.get(item.code, ())}


def sections_of(item: Item) -> tuple[Section, ...]:
    """The sections of an item's form; without a layout of its own, one section in the rules' order."""
    lines = tuple((name,) for name in facts_of(item))
    return SECTIONS.get(item.code) or (Section("facts", Say("申报情况", "About the matter"), NOTHING, lines),)


def labels_of(item: Item) -> dict[str, Fact]:
    """Every fact that a filing of the item may hold, for pages that show one: the form's and the rules' own."""
    return {fact.name: fact for fact in (*item.facts, *EXTRA.get(item.code, ()))}


def replaced(item: Item, facts: Mapping[str, Any]) -> frozenset[str]:
    """Names that nobody asks for because another answer stands in their place (leases for an area)."""
    return frozenset(name for fact in item.facts if facts.get(fact.name) is not None for name in fact.instead_of)
