"""The people of the demo and of the tests. Every enterprise, person and number is invented."""

from dataclasses import dataclass

from stdnum.cn import uscc as uscc_number

PASSWORD = "longhua-2026"


@dataclass(frozen=True)
class Firm:
    """An enterprise of the demo; `body` is its credit code without the check character."""

    key: str
    name: str
    sort_key: str
    body: str
    legal_representative: str
    address: str
    contact_name: str
    contact_phone: str
    bank_name: str
    bank_account: str
    above_scale: tuple[int, ...] = ()

    @property
    def uscc(self) -> str:
        """The unified social credit code with its correct check character."""
        return self.body + uscc_number.calc_check_digit(self.body)


@dataclass(frozen=True)
class Human:
    """A person who signs in as `login`; `firm` for enterprise users, `roles` for the bureau's."""

    login: str
    name: str
    group: str
    roles: tuple[str, ...]
    zh: str
    en: str
    firm: str | None = None

    @property
    def email(self) -> str:
        """Where letters to the person go; nothing is delivered outside."""
        return f"{self.login}@{self.firm or 'longhua'}.example"


FIRMS = (
    Firm(
        "lanxi",
        "深圳岚汐传感技术有限公司",
        "shenzhenlanxichuanganjishuyouxiangongsi",
        "91440300MA5HX2A01",
        "林既白",
        "深圳市龙华区观澜街道智造路 18 号 A3 栋",
        "林知夏",
        "13800000001",
        "中国示例银行深圳龙华支行",
        "4000020100200123401",
        (2024, 2025, 2026),
    ),
    Firm(
        "yanbei",
        "深圳砚北微系统有限公司",
        "shenzhenyanbeiweixitongyouxiangongsi",
        "91440300MA5HX2B02",
        "顾长风",
        "深圳市龙华区龙华街道智造城 B1 栋",
        "顾行舟",
        "13800000002",
        "中国示例银行深圳民治支行",
        "0012020100200765402",
        (2023, 2024, 2025, 2026),
    ),
    Firm(
        "qinglan",
        "深圳青榄半导体有限公司",
        "shenzhenqinglanbandaotiyouxiangongsi",
        "91440300MA5HX2C03",
        "温如玉",
        "深圳市龙华区福城街道芯谷 2 栋",
        "温时雨",
        "13800000003",
        "中国示例银行深圳观澜支行",
        "4000020100200999903",
        (2025, 2026),
    ),
    Firm(
        "xingwan",
        "深圳市星湾微机电智能传感系统股份有限公司",
        "shenzhenshixingwanweijidianzhinengchuanganxitonggufenyouxiangongsi",
        "91440300MA5HX2D04",
        "叶知秋",
        "深圳市龙华区民治街道星湾大厦 12 层",
        "叶闻溪",
        "13800000004",
        "中国示例银行深圳坂田支行",
        "7559020100200555504",
        (2024, 2025, 2026),
    ),
)

HUMANS = (
    Human("lanxi", "林知夏", "enterprise", ("applicant",), "企业经办（岚汐传感）", "enterprise owner (Lanxi)", "lanxi"),
    Human(
        "yanbei",
        "顾行舟",
        "enterprise",
        ("applicant",),
        "企业经办（砚北微系统）",
        "rival enterprise (Yanbei)",
        "yanbei",
    ),
    Human(
        "qinglan",
        "温时雨",
        "enterprise",
        ("applicant",),
        "企业经办（青榄半导体）",
        "third enterprise (Qinglan)",
        "qinglan",
    ),
    Human(
        "xingwan",
        "叶闻溪",
        "enterprise",
        ("applicant",),
        "企业经办（星湾微机电）",
        "fourth enterprise (Xingwan)",
        "xingwan",
    ),
    Human("shen", "沈砚", "casework", ("caseworker",), "经办人", "caseworker"),
    Human("jiang", "江予", "casework", ("caseworker",), "经办人", "caseworker"),
    Human("xu", "许岚", "casework", ("reviewer",), "复核人", "reviewer"),
    Human("cheng", "程述", "decision", ("supervisor",), "科室负责人", "supervisor"),
    Human("tang", "唐宁", "decision", ("supervisor",), "分管负责人（第二人确认）", "deputy head (second person)"),
    Human("bai", "白露", "decision", ("secretary",), "会议秘书", "committee secretary"),
    Human("fang", "方瑾", "finance", ("finance",), "财务（制单）", "finance officer (prepares)"),
    Human("qin", "秦越", "finance", ("finance",), "财务（复核）", "finance officer (releases)"),
    Human("lu", "陆衡", "audit", ("auditor",), "审计", "auditor"),
    Human("han", "韩煦", "administration", ("administrator",), "系统管理员", "administrator"),
)
