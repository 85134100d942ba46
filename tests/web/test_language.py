"""English beside Indonesian: chosen with one tap, never mixed up, and only on screen."""

import brotli
import pytest

from domain.catalogue import actions
from domain.errors import RuleBroken
from domain.people.rules import Role
from domain.writing import write
from tests.support.listings import ADMIN, publish, seller
from tests.support.places import scope_for
from web.assets import BUILD, assets


def in_english(visitor):
    visitor.client.set_cookie("bahasa", "en")
    return visitor


def test_a_visitor_changes_the_language_in_the_foot(visit):
    phone = visit()
    button = phone.get("/masuk").select_one('.foot button[name="lang"]')
    assert (button["value"], button["lang"], button.text) == ("en", "en", "English")
    phone.post("/akun/tampilan", lang="en")
    page = phone.get("/masuk")
    assert page.html["lang"] == "en"
    assert page.h1.text == "Sign in"
    assert page.select_one('label[for="phone"]').text == "Phone number"
    back = page.select_one('.foot button[name="lang"]')
    assert back["value"] == "id" and back.text == "Bahasa Indonesia"
    phone.post("/akun/tampilan", lang="id")
    assert phone.get("/masuk").h1.text == "Masuk"


def test_who_is_signed_in_changes_it_in_the_account(visit, person):
    phone = visit(person(Role.FARMER))
    assert not phone.get("/").select('.foot button[name="lang"]')  # few bytes on every page
    assert phone.get("/akun").select_one('main button[name="lang"][value="en"]')
    phone.post("/akun/tampilan", lang="en")
    page = phone.get("/akun")
    assert page.h1.text == "Account"
    assert "Farmer" in page.main.text


@pytest.mark.parametrize("unknown", ["", "xx", "../en", "id;en"])
def test_a_language_we_do_not_have_is_indonesian(visit, unknown):
    phone = visit()
    phone.client.set_cookie("bahasa", unknown)
    assert phone.get("/masuk").html["lang"] == "id"


@pytest.mark.parametrize("htmx", [False, True])
def test_a_refusal_is_read_in_the_language_of_the_page(visit, htmx):
    phone = in_english(visit(htmx=htmx))
    page = phone.post("/daftar", expect=422, phone="12", name="", secret="123456")
    said = page.text
    assert "Type a name." in said  # a validator's own sentence
    assert "The phone number is not right yet. Example: 0812 3456 7890." in said  # a rule's
    assert "Choose one from the list." in said or "Choose a village." in said
    assert "Tulis" not in said


def test_kept_pages_and_tags_are_never_those_of_the_other_language(app, visit):
    with app.app_context():
        publish(seller(), name="Keripik apel")
    ask = {"Accept-Encoding": "br"}
    said = {}
    for _again in range(2):
        for code in ("id", "en"):
            phone = visit()
            phone.client.set_cookie("bahasa", code)
            answer = phone.client.get("/produk/", headers=ask)
            text = brotli.decompress(answer.data).decode()
            assert f'<html lang="{code}"' in text
            assert "Cookie" in answer.headers["Vary"] and "private" in answer.headers["Cache-Control"]
            said.setdefault(code, answer.headers["ETag"])
            assert said[code] == answer.headers["ETag"]
    assert said["id"] != said["en"]
    phone = in_english(visit())
    crossed = phone.client.get("/produk/", headers=ask | {"If-None-Match": said["id"]})
    assert crossed.status_code == 200
    own = phone.client.get("/produk/", headers=ask | {"If-None-Match": said["en"]})
    assert own.status_code == 304


def test_scripts_speak_the_language_of_the_page(app, visit):
    """The same bundle with other words in it; the worker keeps the English one and its own page without signal."""
    own, other = (in_english(visit()).get("/masuk"), visit().get("/masuk"))
    scripts = [page.select_one('script[src*="/app."]')["src"] for page in (own, other)]
    assert scripts[0] != scripts[1]
    bundles = [(BUILD / address.rpartition("/")[2]).read_text(encoding="utf-8") for address in scripts]
    assert "No signal. What you typed is safe on this phone." in bundles[0]
    assert "Tidak ada sinyal. Tulisan Bapak/Ibu aman di HP ini." in bundles[1]
    assert "Tidak ada sinyal" not in bundles[0] and ' _("' not in "".join(bundles)
    workers = [phone.client.get("/sw.js") for phone in (in_english(visit()), visit())]
    assert workers[0].headers["ETag"] != workers[1].headers["ETag"]
    assert '"/luring?bahasa=en"' in workers[0].text and scripts[0] in workers[0].text
    assert '"/luring"' in workers[1].text and scripts[1] in workers[1].text
    assert visit().get("/luring?bahasa=en").html["lang"] == "en"
    with app.app_context():
        assert scripts[1].endswith(assets().script)  # outside a page: the source


def test_what_is_stored_is_the_same_whoever_asked(app, visit):
    """Nothing that is kept speaks the language of the one who happened to press the button."""
    from domain.sentences import say, speaking

    with app.app_context():
        owner = seller()
        number = publish(owner, name="Keripik apel")
        with speaking(lambda template: "ENGLISH"), write():
            assert f"{say('Barang ini')}" == "Barang ini"
            with pytest.raises(RuleBroken) as refused:
                actions.move_listing(ADMIN, number, "suspend", "")
        with speaking(lambda template: "ENGLISH"):
            assert str(refused.value.message) == "ENGLISH"


def test_tables_keep_the_columns_that_are_read_back(app, visit, person):
    owner = person(Role.VENDOR_OWNER, scope=scope_for(app, Role.VENDOR_OWNER))
    sheets = [
        phone.client.get("/usaha/barang/impor/barang.csv").get_data(as_text=True)
        for phone in (visit(owner), in_english(visit(owner)))
    ]
    assert sheets[0] == sheets[1]
    assert "nama" in sheets[0]
