"""A visitor that reads every page like a strict proof-reader, with and without htmx."""

from collections.abc import Callable

import brotli
import html5lib
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event

from domain import clock
from domain.db import db
from domain.people import actions, secrets
from domain.people.models import Person, SignIn
from domain.writing import write

PAGE_BYTES = 14_000
FRAGMENT_BYTES = 3_000
STATEMENTS = 12


class Visit:
    """A phone with a cookie. `get` and `post` check every page they are given."""

    def __init__(self, app, somebody=None, htmx: bool = False, checked: bool = True):
        self.app, self.htmx, self.checked = app, htmx, checked
        self.client = app.test_client()
        self.statements = 0
        self.form_token = ""
        if somebody:
            self._sign_in(somebody)

    def _sign_in(self, somebody) -> None:
        from itsdangerous import TimestampSigner

        token = secrets.new_token()
        with self.app.app_context(), write():
            person = db.session.get(Person, somebody.actor.person_id)
            row: SignIn = actions.sign_in(person, token=token, device="Tes")
            row.hat_id = somebody.hat_id
            row.checked_at = clock.now() if self.checked else None
        signer = TimestampSigner(self.app.config["SETTINGS"].secret, salt="sign-in")
        self.client.set_cookie("lumbung", signer.sign(token).decode())

    def get(self, url: str, expect: int = 200, statements: int = STATEMENTS, **how):
        """Fetch a page, expect a status, return it parsed (or the response when it is no HTML)."""
        response = self._counted(lambda: self.client.get(url, headers=self._headers(), **how))
        return self._read(response, expect, statements)

    def post(self, url: str, expect: int = 303, statements: int | None = None, follow=False, **fields):
        """Send a form with its token and a fresh key (unless one is given)."""
        fields = {"csrf_token": self._token(), "once_key": secrets.new_token()[:22]} | fields
        response = self._counted(
            lambda: self.client.post(
                url, data=fields, headers=self._headers(), content_type="multipart/form-data"
            )
        )
        if expect == 303 and self.htmx:
            expect = 204 if response.status_code == 204 else 200
        return self._read(response, expect, statements)

    def _headers(self) -> dict[str, str]:
        return {"HX-Request": "true"} if self.htmx else {}

    def _token(self) -> str:
        from web.csrf import token
        from web.login import cookie_name

        with self.app.app_context():
            cookie = self.client.get_cookie(cookie_name())
        headers = {"Cookie": f"lumbung={cookie.value}"} if cookie else {}
        with self.app.test_request_context(headers=headers):
            return token()

    def _counted(self, send: Callable):
        def count(_connection, _cursor, statement: str, *_more) -> None:
            if not statement.startswith("PRAGMA"):  # a connection changing its ways, not a question
                self.statements += 1

        self.statements = 0
        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", count)
        try:
            return send()
        finally:
            event.remove(engine, "before_cursor_execute", count)

    def _read(self, response, expect: int, statements: int | None):
        assert response.status_code == expect, (
            f"{response.status_code}: {response.get_data(as_text=True)[:1500]}"
        )
        if statements is not None:
            assert self.statements <= statements, f"{self.statements} SQL statements"
        if response.mimetype != "text/html" or not response.data or response.status_code in (301, 303, 308):
            return response
        return proofread(response, whole=not self.htmx)


def proofread(response, whole: bool) -> BeautifulSoup:
    """Parse an answer strictly; a whole page has one h1, a title that begins with it, labels, ids."""
    text = response.get_data(as_text=True)
    parser = html5lib.HTMLParser(strict=whole)
    if whole:
        parser.parse(text)
    page = BeautifulSoup(text, "html5lib" if whole else "html.parser")
    page.response = response
    _check_ids(page)
    _check_forms(page)
    size = len(brotli.compress(response.data, quality=5))
    assert size <= (PAGE_BYTES if whole else FRAGMENT_BYTES), f"{size} bytes at brotli 5"
    if whole:
        headings = page.select("h1")
        assert len(headings) == 1, f"{len(headings)} h1"
        assert page.title.text.startswith(headings[0].get_text(" ", strip=True)[:20]), page.title.text
        _check_heading_order(page)
    return page


def _check_ids(page) -> None:
    ids = [node["id"] for node in page.select("[id]")]
    doubled = {name for name in ids if ids.count(name) > 1}
    assert not doubled, f"ids used twice: {doubled}"


def _check_forms(page) -> None:
    for form in page.select("form"):
        assert form.get("action"), f"form without action: {str(form)[:200]}"
    labelled = {label.get("for") for label in page.select("label")}
    for box in page.select("input, select, textarea"):
        if box.get("type") in ("hidden", "submit", "button"):
            continue
        named = box.get("id") in labelled or box.find_parent("label") or box.get("aria-label")
        assert named, f"no label for {box}"


def _check_heading_order(page) -> None:
    level = 1
    for heading in page.select("h1, h2, h3, h4"):
        depth = int(heading.name[1])
        assert depth <= level + 1, f"heading level skipped before {heading.text!r}"
        level = depth


@pytest.fixture
def visit(app):
    """Open the app as somebody (or nobody): `visit(person(Role.FARMER)).get("/")`."""
    return lambda somebody=None, htmx=False, checked=True: Visit(app, somebody, htmx, checked)
