"""The WSGI entry point: `flask` and gunicorn both start here."""

from workflow.app import create_app

app = create_app()
