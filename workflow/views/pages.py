"""Every blueprint of the application."""

from flask import Flask
from flask_bootstrap import Bootstrap5

from workflow.views import answers, home, measure_estimates, measures, notices, preferences, queue, sign_in

BLUEPRINTS = (home.bp, measures.bp, notices.bp, preferences.bp, queue.bp, sign_in.bp)


def register(app: Flask) -> None:
    """Attach the pages, the error pages and Bootstrap's own files."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    assert measure_estimates.bp is measures.bp  # its routes stand in a room of their own
    answers.register(app)
