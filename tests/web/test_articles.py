"""Writing, checking and reading texts; their files go out to be saved and nothing else."""

import io

import pytest
from markupsafe import Markup

from domain.knowledge import queries
from domain.people.rules import Role
from web.prose import prose
from web.uploads import files

PDF = b"%PDF-1.4\n%%EOF\n"
TEXT = {
    "kind": "guide", "title": "Panduan petik", "body": "# Pagi\nPetik **semua**.\n\n- Satu\n- <b>Dua</b>",
    "commodity_code": "cabai", "village_code": "", "video_url": "https://www.youtube.com/watch?v=1",
    "video_mb": "25", "source": "Contoh",
}  # fmt: skip


@pytest.fixture
def desk(visit, person):
    return visit(person(Role.OFFICER, scope="99.01.01.2001")), visit(person(Role.EXPERT))


def write(author, expect=303, **fields):
    answer = author.post("/redaksi/tulisan/", expect=expect, **TEXT | fields)
    return answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1] if expect == 303 else answer


def publish(desk, **fields) -> str:
    author, expert = desk
    code = write(author, **fields)
    author.post(f"/redaksi/tulisan/{code}/kirim", seen="1")
    expert.post(f"/redaksi/tulisan/{code}/terbitkan", seen="1")
    return code


def test_a_guide_with_a_file_is_written_checked_and_read(desk, visit):
    code = publish(desk, file=(io.BytesIO(PDF), "../../jahat<>.pdf"))
    page = visit().get(f"/pustaka/bacaan/{code}", statements=6)
    assert "1 kB" in page.select_one("a[href$='.pdf']").text  # the size is said before
    assert "youtube.com" in page.text and "25 MB" in page.text
    assert page.select("ul li")[-1].text == "<b>Dua</b>" and not page.select("li b")
    file = visit().get(f"/pustaka/bacaan/{code}.pdf")
    assert file.data == PDF and file.mimetype == "application/pdf"
    assert file.headers["Content-Disposition"] == 'attachment; filename="panduan-petik.pdf"'
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert visit().get("/pustaka/bacaan").select(f"a[href='/pustaka/bacaan/{code}']")


@pytest.mark.parametrize("content", [b"", b"<html>", b"\x89PNG", b"MZ" + PDF])
def test_what_is_no_pdf_is_refused_and_the_text_stays(desk, content):
    page = write(desk[0], expect=422, file=(io.BytesIO(content), "x.pdf"))
    assert ("PDF" in page.text) is (content != b"") or content == b""
    assert "Petik **semua**." in page.text


def test_a_draft_is_nobodys_and_its_file_too(desk, visit):
    code = write(desk[0], file=(io.BytesIO(PDF), "a.pdf"))
    visit().get(f"/pustaka/bacaan/{code}", expect=404)
    visit().get(f"/pustaka/bacaan/{code}.pdf", expect=404)


@pytest.mark.parametrize("htmx", [False, True])
def test_an_author_edits_and_cannot_publish(visit, person, htmx):
    author = visit(person(Role.EXPERT), htmx=htmx)
    code = write(visit(person(Role.EXPERT)))
    author.post(f"/redaksi/tulisan/{code}/ubah", **TEXT | {"seen": "1", "title": "Judul baru"})
    author.post(f"/redaksi/tulisan/{code}/ubah", expect=422, **TEXT | {"seen": "1"})
    own = visit(person(Role.EXPERT), htmx=htmx)
    mine = own.post("/redaksi/tulisan/", **TEXT)
    assert mine.status_code in (204, 303)


def test_a_refused_step_says_why(desk):
    author, expert = desk
    code = write(author)
    author.post(f"/redaksi/tulisan/{code}/kirim", seen="1")
    page = expert.post(f"/redaksi/tulisan/{code}/kembalikan", seen="1", reason="", expect=422)
    assert "perlu diperbaiki" in page.text
    expert.post(f"/redaksi/tulisan/{code}/tidak-ada", seen="1", expect=404)


def test_ready_answers_are_kept_approved_and_retired_on_screen(desk):
    author, expert = desk
    said = {"problem_code": "patek", "commodity_code": "", "title": "Petik", "mechanical": "Petik.\nKubur.",
            "follow_up_days": "7"}  # fmt: skip
    assert author.post("/redaksi/jawaban/", expect=422, **said | {"mechanical": "Beri 2 ml/liter"}).select(
        ".note.bad"
    )
    code = author.post("/redaksi/jawaban/", **said).headers["Location"].rsplit("/", 1)[-1]
    assert len(author.get(f"/redaksi/jawaban/{code}").select("ol.steps li")) == 2
    author.post(f"/redaksi/jawaban/{code}/setujui", expect=403)
    expert.post(f"/redaksi/jawaban/{code}/setujui")
    assert "Kubur." in expert.get(f"/redaksi/jawaban/{code}/ubah").text
    expert.post(f"/redaksi/jawaban/{code}/pensiun")
    assert expert.get("/redaksi/pertanyaan/").select("#ready-rows li")
    assert expert.get("/redaksi/pertanyaan/baru").select_one("#ready-form")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("satu\ndua", "<p>satu<br>dua</p>"),
        ("# Judul\nisi", "<h2>Judul</h2><p>isi</p>"),
        ("isi\n- a\n- b", "<p>isi</p><ul><li>a</li><li>b</li></ul>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("**<i>**", "<p><b>&lt;i&gt;</b></p>"),
        ("", ""),
    ],
)
def test_prose_knows_four_marks_and_no_others(typed, shown):
    assert prose(typed) == Markup(shown)


def test_a_farmer_sees_the_news_of_the_village_on_the_first_page(desk, visit, person):
    publish(desk, kind="news", title="Gerakan petik", village_code="99.01.01.2001")
    near = visit(person(Role.FARMER, village="99.01.01.2001")).get("/")
    assert near.select_one("#news a").text == "Gerakan petik"
    assert not visit(person(Role.FARMER, village="99.01.02.1001")).get("/").select("#news")


def test_a_file_some_text_has_survives_the_sweep_and_another_does_not(desk, app, visit):
    code = publish(desk, file=(io.BytesIO(PDF), "a.pdf"))
    with app.app_context():
        stray = files().keep_pdf(io.BytesIO(PDF + b"lain"))
        assert files().sweep(queries.file_keys(), older_than=-1) == 1
        assert not files().has(stray.key)
    assert visit().get(f"/pustaka/bacaan/{code}.pdf").data == PDF
