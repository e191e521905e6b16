"""Why a proposed change is not approved."""

from flask_babel import lazy_gettext as _l

from forms.budget import reason
from forms.committee import StepForm


class RefusalForm(StepForm):
    """The reason."""

    answer = reason(_l("不同意的理由"))
