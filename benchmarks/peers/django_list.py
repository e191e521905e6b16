"""Django's changelist over the same tables, in one file: what `benchmarks.queue_http` compares the queue with.

It runs in an environment of its own (requirements-django.txt), served by gunicorn as `django_list:application`.
The tables are ours and unmanaged; Django's own (people, sessions, its log) lie in a small SQLite file beside.
CASES: a path of SQLite, or host=…;name=… of PostgreSQL. OWN: the small file.
"""

import os
import sys
from typing import Any

import django
from django.conf import settings

CASES = os.environ["CASES"]
POSTGRES = dict(part.split("=", 1) for part in CASES.split(";")) if CASES.startswith("host=") else None
ENGINE = "django.db.backends."


class Router:
    """Cases, enterprises and owners come from the database of the queue, everything else from the small one."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:
        """Where a model's rows lie."""
        return "default" if model._meta.managed else "cases"  # noqa: SLF001 - Django's own way


settings.configure(
    SECRET_KEY="benchmark",  # noqa: S106 - throw-away
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="django_list",
    LANGUAGE_CODE="zh-hans",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="/static/",
    DATABASE_ROUTERS=["django_list.Router"],
    DATABASES={
        "default": {"ENGINE": f"{ENGINE}sqlite3", "NAME": os.environ["OWN"]},
        "cases": {"ENGINE": f"{ENGINE}sqlite3", "NAME": CASES}
        if POSTGRES is None
        else {
            "ENGINE": f"{ENGINE}postgresql",
            "HOST": POSTGRES["host"],
            "NAME": POSTGRES["name"],
            "USER": "postgres",
            "CONN_MAX_AGE": 600,
        },
    },
)
sys.modules.setdefault("django_list", sys.modules[__name__])
django.setup()

from django.contrib import admin  # noqa: E402 - models need the settings
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.urls import path  # noqa: E402


class Enterprise(models.Model):  # noqa: DJ008 - never printed
    """An enterprise."""

    name = models.CharField(max_length=200)
    uscc = models.CharField(max_length=18)

    class Meta:
        """The table of the queue."""

        app_label, managed, db_table = "auth", False, "enterprise"


class Owner(models.Model):
    """Who has a case in hand."""

    name = models.CharField(max_length=40)

    class Meta:
        """The table of the queue."""

        app_label, managed, db_table = "auth", False, "user_account"

    def __str__(self) -> str:
        """The name."""
        return self.name


class Case(models.Model):  # noqa: DJ008 - never printed
    """A case, with the columns that the queue shows."""

    number = models.CharField(max_length=40)
    item = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    due_on = models.DateField(null=True)
    size_fen = models.BigIntegerField()
    enterprise = models.ForeignKey(Enterprise, models.DO_NOTHING)
    owner = models.ForeignKey(Owner, models.DO_NOTHING, null=True)

    class Meta:
        """The table of the queue."""

        app_label, managed, db_table = "auth", False, "support_case"


class Lean(Case):  # noqa: DJ008 - never printed
    """The same without the count of everything."""

    class Meta:
        """The same table."""

        app_label, proxy, managed = "auth", True, False


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The columns, filters, search and order of the queue's list of running cases."""

    list_display = ("due_on", "firm", "number", "item", "amount", "state", "owner")
    list_filter = ("state", "item", "owner")
    search_fields = ("number", "enterprise__name", "enterprise__uscc")
    list_select_related = ("enterprise", "owner")
    list_per_page = 50
    ordering = ("due_on", "id")

    def get_queryset(self, request: Any) -> Any:
        """Running cases, as the queue lists them."""
        return super().get_queryset(request).filter(due_on__isnull=False)

    def firm(self, case: Case) -> str:
        """The enterprise's name."""
        return case.enterprise.name

    def amount(self, case: Case) -> str:
        """Yuan."""
        return f"{case.size_fen / 100:,.2f}"


@admin.register(Lean)
class LeanAdmin(CaseAdmin):
    """With Django's own remedy for large tables."""

    show_full_result_count = False


urlpatterns = [path("admin/", admin.site.urls)]
application = get_wsgi_application()


def prepare() -> str:
    """Make Django's own tables and a signed-in administrator; gives the cookie of the session."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    chief, _new = User.objects.get_or_create(username="chief", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(chief)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    sys.stdout.write(prepare())
