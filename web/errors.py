"""What a person reads when something cannot be done: one sentence, what to do next, nothing lost."""

import re
import secrets

from flask import Flask, Response, current_app, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from domain.db import db
from domain.errors import NotVisible, RuleBroken, StorageFull
from domain.once import AlreadyDone
from domain.sentences import say
from domain.writing import is_full
from web.carry import answer_again
from web.csrf import came_from_here
from web.hx import go, page, parts, wants_fragment
from web.login import SignInLost
from web.second import CodeWanted

TITLES = {
    400: say("Formulir tidak lengkap"),
    401: say("Anda sudah keluar"),
    403: say("Bukan untuk peran ini"),
    404: say("Tidak ditemukan"),
    405: say("Halaman ini tidak bisa dikirimi"),
    409: say("Sudah berubah"),
    413: say("Berkas terlalu besar"),
    428: say("Masukkan kode dulu"),
    429: say("Terlalu sering"),
    500: say("Ada yang rusak di tempat kami"),
    503: say("Sedang diperbaiki"),
    507: say("Penyimpanan penuh"),
}
SENTENCES = {
    400: say(
        "Muat ulang halamannya, lalu kirim lagi. Kalau memakai HP, tombol kembali menyimpan tulisan Anda."
    ),
    401: say("Belum tersimpan. Masuk lagi, lalu kirim ulang tulisan ini."),
    403: say("Halaman ini untuk peran lain. Ganti peran di menu Akun kalau Anda punya."),
    404: say("Halaman atau datanya tidak ada, atau bukan milik Anda."),
    405: say("Buka halamannya dari menu, lalu coba lagi."),
    413: say("Satu berkas paling besar 8 MB. Pilih foto yang lebih kecil, atau kirim satu per satu."),
    428: say(
        "Belum tersimpan. Kode kedua Anda sudah lama. Buka Akun di tab lain, tekan Masukkan kode, kirim lagi."
    ),
    429: say("Tunggu beberapa menit, lalu coba lagi."),
    500: say("Belum ada yang tersimpan dari kiriman ini. Coba lagi sebentar lagi."),
    503: say("Coba lagi beberapa menit lagi."),
    507: say(
        "{sentence} Simpan dulu tulisannya, misalnya dengan tombol kembali.", sentence=StorageFull.SENTENCE
    ),
}


LOSING = frozenset({400, 401, 428, 500, 503, 507})
UNSPOKEN = re.compile("secret|password|token|key|code|pin")


def init_app(app: Flask) -> None:
    app.register_error_handler(AlreadyDone, _already_done)
    app.register_error_handler(RuleBroken, lambda broken: show(409, broken.message))
    app.register_error_handler(StorageFull, _full)
    app.register_error_handler(NotVisible, lambda _gone: show(404))
    app.register_error_handler(SignInLost, _ask_to_sign_in)
    app.register_error_handler(CodeWanted, _ask_for_code)
    app.register_error_handler(CSRFError, lambda refused: show(400, refused.description))
    app.register_error_handler(RequestEntityTooLarge, lambda _big: show(413))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def show(status: int, sentence: str | None = None, incident: str | None = None) -> Response:
    """The error page, or for htmx the notice in #status."""
    db.session.rollback()
    title = TITLES.get(status, TITLES[500] if status >= 500 else TITLES[404])
    text = sentence or SENTENCES.get(status, SENTENCES[404])
    if wants_fragment():
        answer = parts("shared/_notice.html", status=status, kind="bad", title=title, text=text)
        answer.headers["HX-Retarget"] = "#status"
        answer.headers["HX-Reswap"] = "innerHTML"
        return answer
    return page(
        "shared/error.html", status=status, code=status, title=title, text=text, incident=incident,
        words_typed=typed_words() if status in LOSING else [],
    )  # fmt: skip


def typed_words() -> list[str]:
    """Sentences of a form that cannot be given back, to be copied; no secrets, no keys, no choices."""
    if request.method != "POST" or not came_from_here():
        return []
    named = request.form.items(multi=True)
    return [text for name, text in named if " " in text.strip() and not UNSPOKEN.search(name)][:12]


def _full(problem: Exception) -> Response:
    current_app.logger.critical("no room left to store %s %s", request.method, request.path, exc_info=problem)
    return show(507)


def _already_done(repeat: AlreadyDone) -> Response:
    db.session.rollback()
    answer_again(repeat)
    return go()


def _ask_to_sign_in(_lost: SignInLost) -> Response:
    db.session.rollback()
    return show(401) if typed_words() else _send_to("account.sign_in")


def _ask_for_code(wanted: CodeWanted) -> Response:
    """A page waits behind the code; a form that was being sent gives back what was typed."""
    db.session.rollback()
    if request.method == "GET" or (wanted.at_sign_in and not typed_words()):
        return _send_to("second.enter")
    return show(428)


def _send_to(endpoint: str) -> Response:
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    target = url_for(endpoint, next=here)
    if wants_fragment():
        answer = Response("", 401)
        answer.headers["HX-Redirect"] = target
        return answer
    answer = Response("", 303)
    answer.headers["Location"] = target
    return answer


def _http(problem: HTTPException) -> Response:
    if problem.code and problem.code < 400:
        return problem.get_response()  # type: ignore[return-value]
    answer = show(problem.code or 500)
    for name, value in problem.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def _broken(problem: Exception) -> Response:
    if is_full(problem):
        return _full(problem)
    incident = secrets.token_hex(4).upper()
    current_app.logger.exception("incident %s on %s %s", incident, request.method, request.path)
    db.session.rollback()
    try:
        return show(500, incident=incident)
    except Exception:  # the error page itself needs something that is broken
        current_app.logger.exception("incident %s: the error page failed too", incident)
        return Response(
            say("Ada yang rusak di tempat kami. Sebut nomor {incident}.", incident=incident),
            500,
            mimetype="text/plain",
        )
