"""Which button of a form with rows was pressed: rows are added and removed by submit buttons, so no script is needed."""

from flask import request

from forms.filing import FilingForm


def pressed(form: FilingForm) -> tuple[str, str]:
    """The act (keep when none is named) and the name of the rows it is about; a removed row is left out of `form`."""
    act, _colon, rest = request.form.get("act", "keep").partition(":")
    name, _colon, place = rest.partition(":")
    if act == "remove" and place.isascii() and place.isdigit() and len(place) < 4:
        form.remove_row(name, int(place))
    return act, name
