"""What an applicant declares before handing in, sentence by sentence; each is ticked by itself."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forms.fields import titled
from states.limits import Limits
from workflow.queries.casefile import CaseFile
from workflow.views.locale import listed

PROMISES = {
    "truth": _l("所填内容和所交材料真实、完整、合法。如有不实，退回资金并承担责任。"),
    "credit": _l("本单位没有被列入严重失信主体名单。"),
    "single": _l("同一事项没有重复申报；拿过的其他财政资金已经如实填写。"),
    "direct": _l("没有委托中介代办，没有向任何人支付代办费用。"),
}

#: The promise to hand in what may follow after acceptance.
LATER = "later"


def later_promise(file: CaseFile) -> str:
    """The sentence of that promise, with the documents that are not there yet."""
    names = listed(titled(kind.title) for kind in file.item.documents if kind.code in file.deferred)
    days = Limits(**file.case.call.days).condition
    return _("这些材料暂时没有，受理后%(days)s个工作日内补交：%(what)s。", days=days, what=names)
