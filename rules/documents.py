"""The documents that each item asks for: a short base set for everybody, and what proves the item's own facts."""

from typing import NamedTuple

from rules.say import Say


class DocumentKind(NamedTuple):
    """A kind of document. `code` is stable; without a required one a case cannot be submitted."""

    code: str
    title: Say
    required: bool


def _must(code: str, zh: str, en: str) -> DocumentKind:
    return DocumentKind(code, Say(zh, en), required=True)


def _may(code: str, zh: str, en: str) -> DocumentKind:
    return DocumentKind(code, Say(zh, en), required=False)


FORM = _must("application_form", "系统生成并签章的申请表", "application form made by the system, signed and sealed")
LICENCE = _must("business_licence", "营业执照", "business licence")
BASE = (
    FORM,
    LICENCE,
    _must(
        "statement",
        "真实性、信用、不重复申报及未委托中介的承诺书",
        "statement of truth, credit, no duplicate and no agent",
    ),
    _must("bank_account", "对公账户证明", "confirmation of the corporate bank account"),
    _may(
        "authorisation", "法定代表人身份证明和经办人授权委托书", "legal representative's ID and handler's authorisation"
    ),
    _may("other_money", "同一事项获得其他财政资金的清单", "list of other public money for the same matter"),
    _may("credit_report", "完整信用报告", "full credit report"),
)
TAX = _may("tax_certificate", "相关年度纳税证明", "tax certificates of the years concerned")
AUDIT = _may("annual_audit", "年度审计报告", "annual audit report")
SPECIAL_AUDIT = _must("special_audit", "专项审计报告", "special-purpose audit report")
INVOICES = _must("invoices", "发票", "invoices")
PAYMENTS = _must("payments", "付款凭证", "payment vouchers")

OWN: dict[str, tuple[DocumentKind, ...]] = {
    "4": (
        _must("approval", "立项批复、合同书或验收文件", "approval list or contract, or acceptance document"),
        _must("municipal_voucher", "市级资金到账凭证", "bank arrival voucher of the municipal money"),
        _must("landing_proof", "项目在龙华区建设落地的证明", "proof that the project is built in the district"),
        _may("project_budget", "项目预算", "project budget"),
    ),
    "5": (
        _must("contracts", "流片、掩模版和IP合同", "foundry, mask and IP contracts"),
        INVOICES,
        PAYMENTS,
        _must("tapeout_proof", "流片确认单和交付单", "tape-out confirmation and delivery note"),
        _must("first_run_proof", "首轮流片证明", "proof that it is the first run"),
        SPECIAL_AUDIT,
        _may("ip_certificate", "知识产权或布图设计登记证书", "IP or layout-design certificate"),
        _may("test_report", "测试报告", "test report"),
    ),
    "7a": (
        _must("recognition", "平台认定文件", "document that recognises the platform"),
        _must("acceptance_report", "建设或验收报告", "construction or acceptance report"),
        _must("equipment_list", "设备清单（含编号）", "equipment list with serial numbers"),
        INVOICES,
        PAYMENTS,
        SPECIAL_AUDIT,
        _may("staff_list", "人员名单", "staff list"),
        _may("service_rules", "收费标准和开放服务制度", "price list and open-service rules"),
    ),
    "7b": (
        _must("cooperation", "与区级平台的合作协议", "co-operation agreement with the platform"),
        _must("service_contracts", "封测服务合同", "service contracts"),
        INVOICES,
        _must("receipts", "收款凭证", "receipts of payment"),
        _must("delivery_records", "交付或测试记录", "delivery or test records"),
        _must("related_parties", "关联关系说明", "statement on related parties"),
    ),
    "9": (_must("entry_proof", "统计部门出具的首次入库证明", "proof of first entry from the statistics bureau"),),
    "10": (
        _must("statistics", "历年年度统计报表（含最高年度）", "annual statistics tables back to the peak year"),
        _must("annual_audit", "年度审计报告", "annual audit reports"),
        TAX,
    ),
    "11": (
        _must("special_audit", "两个年度的合格产品销售专项审计报告", "special audit of qualifying sales for two years"),
        _must("sales_ledger", "销售明细账", "sales ledger"),
        _must("top_contracts", "主要合同、发票和收款凭证", "top contracts, invoices and receipts"),
        _must("ip_proof", "自主知识产权证明", "proof of own intellectual property"),
        _may("product_map", "产品与专利对应表", "map from products to patents"),
    ),
    "14": (
        _must("lease", "经备案的租赁合同", "registered lease"),
        _must("floor_plan", "标明自用面积的平面图", "floor plan with the area in own use"),
        _must("rent_invoices", "按月租金发票和银行回单", "monthly rent invoices and bank slips"),
        _must("no_sublease", "未转租、分租承诺书", "statement of no sub-lease"),
        _must("zone_certificate", "位于智造城范围的证明", "certificate that the premises lie in the zone"),
        _must("above_scale_proof", "规模以上工业企业证明", "proof of being above-scale"),
        _may("site_photos", "现场核查照片", "photos of the site visit"),
    ),
}
REFERRED = (FORM, LICENCE, _may("scheme_documents", "对应专项规定要求的材料", "what the other scheme asks for"))


def documents_of(code: str) -> tuple[DocumentKind, ...]:
    """The documents of an item in the order in which they are asked for."""
    own = OWN.get(code)
    if own is None:
        return REFERRED
    return (*BASE, *own, *(() if code in ("10", "9") else (AUDIT,)))
