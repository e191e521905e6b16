"""The page that shows the documents of an application to the applicant: the checklist, and how far it is."""

from collections import Counter

from flask import render_template

from states.names import State
from workflow.models.case import Case
from workflow.queries.casefile import CaseFile
from workflow.views.application_page import filing_form, frame, is_draft
from workflow.views.checklist import checklist
from workflow.views.conditionals import supply_page
from workflow.views.correction_page import correction_page


def documents_page(file: CaseFile, kind: str = "", sentence: str = "") -> str:
    """The checklist of a draft, or the page of the correction; `sentence` says what is wrong with an upload of `kind`."""
    if file.terms.open_condition is not None:
        return supply_page(file, kind, sentence)
    if not is_draft(file):
        return correction_page(file, kind, sentence)
    rows = checklist(file, error_kind=kind, error=sentence)
    return render_template(
        "applications/documents.html",
        documents=rows,
        tally=Counter(row["standing"] for row in rows),
        missing=len(file.missing_documents),
        **frame(file, "documents", filing_form(file)),
    )


def home_of(case: Case) -> str:
    """The endpoint that shows the documents of a case to the applicant; a submitted case takes files only on a condition."""
    by_state = {
        State.DRAFT: "documents.index",
        State.CORRECTION: "resubmission.form",
        State.SUBMITTED: "conditionals.form",
    }
    return by_state.get(State(case.state), "applications.show")
