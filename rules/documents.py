"""The documents that each item asks for: a short base set for everybody, and what proves the item's own facts."""

from rules.document_kind import DocumentKind, follows, may, must

FORM = must("application_form", "系统生成并签章的申请表", "application form made by the system, signed and sealed")
LICENCE = must("business_licence", "营业执照", "business licence")
BASE = (
    FORM,
    LICENCE,
    must(
        "statement",
        "真实性、信用、不重复申报及未委托中介的承诺书",
        "statement of truth, credit, no duplicate and no agent",
    ),
    follows("bank_account", "对公账户证明", "confirmation of the corporate bank account"),
    may(
        "authorisation", "法定代表人身份证明和经办人授权委托书", "legal representative's ID and handler's authorisation"
    ),
    may("other_money", "同一事项获得其他财政资金的清单", "list of other public money for the same matter"),
    may("credit_report", "完整信用报告", "full credit report"),
)
TAX = may("tax_certificate", "相关年度纳税证明", "tax certificates of the years concerned")
AUDIT = may("annual_audit", "年度审计报告", "annual audit report")
SPECIAL_AUDIT = must("special_audit", "专项审计报告", "special-purpose audit report")
INVOICES = must("invoices", "发票", "invoices")
PAYMENTS = must("payments", "付款凭证", "payment vouchers")

OWN: dict[str, tuple[DocumentKind, ...]] = {
    "4": (
        must("approval", "立项批复、合同书或验收文件", "approval list or contract, or acceptance document"),
        must("municipal_voucher", "市级资金到账凭证", "bank arrival voucher of the municipal money"),
        follows("landing_proof", "项目在龙华区建设落地的证明", "proof that the project is built in the district"),
        may("project_budget", "项目预算", "project budget"),
    ),
    "5": (
        must("contracts", "流片、掩模版和IP合同", "foundry, mask and IP contracts"),
        INVOICES,
        PAYMENTS,
        follows("tapeout_proof", "流片确认单和交付单", "tape-out confirmation and delivery note"),
        must("first_run_proof", "首轮流片证明", "proof that it is the first run"),
        SPECIAL_AUDIT,
        may("ip_certificate", "知识产权或布图设计登记证书", "IP or layout-design certificate"),
        may("test_report", "测试报告", "test report"),
    ),
    "7a": (
        must("recognition", "平台认定文件", "document that recognises the platform"),
        must("acceptance_report", "建设或验收报告", "construction or acceptance report"),
        follows("equipment_list", "设备清单（含编号）", "equipment list with serial numbers"),
        INVOICES,
        PAYMENTS,
        SPECIAL_AUDIT,
        may("staff_list", "人员名单", "staff list"),
        may("service_rules", "收费标准和开放服务制度", "price list and open-service rules"),
    ),
    "7b": (
        must("cooperation", "与区级平台的合作协议", "co-operation agreement with the platform"),
        must("service_contracts", "封测服务合同", "service contracts"),
        INVOICES,
        must("receipts", "收款凭证", "receipts of payment"),
        follows("delivery_records", "交付或测试记录", "delivery or test records"),
        must("related_parties", "关联关系说明", "statement on related parties"),
    ),
    "9": (must("entry_proof", "统计部门出具的首次入库证明", "proof of first entry from the statistics bureau"),),
    "10": (
        must("statistics", "历年年度统计报表（含最高年度）", "annual statistics tables back to the peak year"),
        must("annual_audit", "年度审计报告", "annual audit reports"),
        TAX,
    ),
    "11": (
        must("special_audit", "两个年度的合格产品销售专项审计报告", "special audit of qualifying sales for two years"),
        must("sales_ledger", "销售明细账", "sales ledger"),
        follows("top_contracts", "主要合同、发票和收款凭证", "top contracts, invoices and receipts"),
        must("ip_proof", "自主知识产权证明", "proof of own intellectual property"),
        may("product_map", "产品与专利对应表", "map from products to patents"),
    ),
    "14": (
        must("lease", "经备案的租赁合同", "registered lease"),
        follows("floor_plan", "标明自用面积的平面图", "floor plan with the area in own use"),
        must("rent_invoices", "按月租金发票和银行回单", "monthly rent invoices and bank slips"),
        must("no_sublease", "未转租、分租承诺书", "statement of no sub-lease"),
        must("zone_certificate", "位于智造城范围的证明", "certificate that the premises lie in the zone"),
        must("above_scale_proof", "规模以上工业企业证明", "proof of being above-scale"),
        may("site_photos", "现场核查照片", "photos of the site visit"),
    ),
}
REFERRED = (FORM, LICENCE, may("scheme_documents", "对应专项规定要求的材料", "what the other scheme asks for"))


def documents_of(code: str) -> tuple[DocumentKind, ...]:
    """The documents of an item in the order in which they are asked for."""
    own = OWN.get(code)
    if own is None:
        return REFERRED
    return (*BASE, *own, *(() if code in ("10", "9") else (AUDIT,)))
