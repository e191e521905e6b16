"""Every blueprint of the application."""

from flask import Flask
from flask_bootstrap import Bootstrap5

from workflow.views import (
    answers,
    appeal_desk,
    appeals,
    applications,
    autosave,
    calls,
    cases,
    checks,
    committee,
    correction_times,
    corrections,
    countersigns,
    documents,
    estimates,
    evaluations,
    filing,
    held_documents,
    home,
    leases,
    measure_estimates,
    message_files,
    messages,
    notices,
    objection_desk,
    objections,
    papers,
    payments,
    policies,
    preferences,
    preferences_notices,
    public_tracking,
    publicity,
    queue,
    recoveries,
    referrals,
    rent,
    resubmission,
    sign_in,
    subscriptions,
)

BLUEPRINTS = (
    appeal_desk.bp,
    appeals.bp,
    applications.bp,
    calls.bp,
    cases.bp,
    checks.bp,
    committee.bp,
    correction_times.bp,
    corrections.bp,
    countersigns.bp,
    documents.bp,
    autosave.bp,
    estimates.bp,
    evaluations.bp,
    filing.bp,
    held_documents.bp,
    home.bp,
    leases.bp,
    measure_estimates.bp,
    message_files.bp,
    messages.bp,
    notices.bp,
    objection_desk.bp,
    objections.bp,
    papers.bp,
    payments.bp,
    policies.bp,
    preferences.bp,
    preferences_notices.bp,
    public_tracking.bp,
    publicity.bp,
    queue.bp,
    recoveries.bp,
    referrals.bp,
    rent.bp,
    resubmission.bp,
    sign_in.bp,
    subscriptions.bp,
)


def register(app: Flask) -> None:
    """Attach the pages, the error pages and Bootstrap's own files."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.extensions["csrf"].exempt(subscriptions.end)  # a mail program's click; the address carries the secret
    answers.register(app)
