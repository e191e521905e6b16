"""Every blueprint of the application."""

from flask import Flask
from flask_bootstrap import Bootstrap5

from workflow.views import (
    answers,
    applications,
    autosave,
    cases,
    checks,
    committee,
    corrections,
    documents,
    estimates,
    evaluations,
    filing,
    home,
    leases,
    measure_estimates,
    message_files,
    messages,
    notices,
    papers,
    payments,
    policies,
    preferences,
    public_tracking,
    publicity,
    queue,
    recoveries,
    referrals,
    rent,
    resubmission,
    sign_in,
)

BLUEPRINTS = (
    applications.bp,
    cases.bp,
    checks.bp,
    committee.bp,
    corrections.bp,
    documents.bp,
    autosave.bp,
    estimates.bp,
    evaluations.bp,
    filing.bp,
    home.bp,
    leases.bp,
    measure_estimates.bp,
    message_files.bp,
    messages.bp,
    notices.bp,
    papers.bp,
    payments.bp,
    policies.bp,
    preferences.bp,
    public_tracking.bp,
    publicity.bp,
    queue.bp,
    recoveries.bp,
    referrals.bp,
    rent.bp,
    resubmission.bp,
    sign_in.bp,
)


def register(app: Flask) -> None:
    """Attach the pages, the error pages and Bootstrap's own files."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    answers.register(app)
