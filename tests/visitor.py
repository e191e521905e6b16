"""A person in front of the application: opens pages, fills the forms that are on them, and accepts no unsound page."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from lxml import html as lxml_html
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.people import PASSWORD
from workflow.actions.identity import has_second_factor, start_session
from workflow.db import db
from workflow.models.user import User


@dataclass
class Form:
    """A form as found on a page: where it goes and what it would send untouched."""

    action: str
    method: str
    fields: dict[str, list[str]]
    buttons: list[tuple[str, str, str]]


def forms_of(html: str) -> list[Form]:
    """Every form of the page, in order. The client has judged the page already; here the quick parser will do."""
    return [_form(element) for element in lxml_html.document_fromstring(html).iter("form")]


def _form(element: Any) -> Form:
    fields: dict[str, list[str]] = {}
    buttons = []
    for node in element.iter():
        name, kind = node.get("name"), node.get("type", "text")
        if node.tag == "button":
            buttons.append((name or "", node.get("value", ""), "".join(node.itertext()).strip()))
        if not name or node.get("disabled") is not None or kind in {"submit", "button", "file"}:
            continue
        if node.tag == "input" and (kind not in {"checkbox", "radio"} or node.get("checked") is not None):
            fields.setdefault(name, []).append(node.get("value", "on" if kind in {"checkbox", "radio"} else ""))
        elif node.tag == "textarea":
            fields.setdefault(name, []).append("".join(node.itertext()).removeprefix("\n"))
        elif node.tag == "select":
            options = list(node.iter("option"))
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            fields.setdefault(name, []).extend(o.get("value", "".join(o.itertext())) for o in chosen)
    return Form(element.get("action", ""), element.get("method", "get").lower(), fields, buttons)


@dataclass(eq=False)
class Visitor:
    """One browser of one person."""

    app: Flask
    login: str | None = None
    page: TestResponse | None = None
    client: Any = field(init=False)

    def __post_init__(self) -> None:
        """Open a browser and sign in when there is a login."""
        self.client = self.app.test_client()
        if self.login:
            self._sign_in(self.login)

    def _sign_in(self, login: str) -> None:
        """Give the browser what the form gives it, a session's token: filling the form is a test of its own."""
        with self.app.app_context():
            user = db.session.scalars(select(User).where(User.login == login)).one()
            token = "" if has_second_factor(user.id) else start_session(user)
            db.session.commit()
        if token:
            with self.client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        else:
            self.open("/sign-in")
            self.send("/sign-in", login=login, password=PASSWORD, expect=200)

    @property
    def front(self) -> TestResponse:
        """The page in front; at first the person's start page."""
        if self.page is None:
            self.open("/")
        assert self.page is not None
        return self.page

    @property
    def status(self) -> int:
        """Status of the page in front."""
        return self.front.status_code

    @property
    def text(self) -> str:
        """The page in front, as HTML."""
        return self.front.text

    @property
    def at(self) -> str:
        """Path of the page in front."""
        return urlsplit(self.front.request.url).path

    def open(self, path: str, expect: int | None = 200) -> str:
        """Open a page, following redirects."""
        self.page = self.client.get(path, follow_redirects=True)
        assert expect is None or self.status == expect, f"{path}: {self.status}\n{self.text[:2000]}"
        return self.text

    def form(self, action: str) -> Form:
        """The one form of the page in front whose address is or ends with `action`."""
        here = self.at
        found = [
            f for f in forms_of(self.text) if f.method == "post" and (f.action or here).split("?")[0].endswith(action)
        ]
        assert found, f"no form for {action} on {here}: {[f.action for f in forms_of(self.text)]}"
        return found[0]

    def send(self, action: str, *, expect: int | None = None, follow: bool = True, **values: Any) -> str:
        """Fill the form `action` of the page in front and send it. A value None leaves the field out; lists send several."""
        form = self.form(action)
        data: dict[str, Any] = {name: (v[0] if len(v) == 1 else v) for name, v in form.fields.items()}
        data |= values
        data = {name: value for name, value in data.items() if value is not None}
        here = urlsplit(self.front.request.url)._replace(scheme="", netloc="").geturl()
        self.page = self.client.post(form.action or here, data=data, follow_redirects=follow)
        assert expect is None or self.status == expect, f"{action}: {self.status}\n{self.text[:3000]}"
        return self.text
