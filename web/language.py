"""The language of a page: one cookie, one compiled catalogue each, and nothing at all for Indonesian."""

import gettext
from functools import cache
from pathlib import Path

from flask import Flask, request

from domain.sentences import say, speak_in, spoken

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
DOMAIN = "lumbung"
SOURCE = "id"
COOKIE = "bahasa"
OWN_NAME = "Bahasa Indonesia"  # a catalogue translates it as its language's own name


@cache
def _compiled() -> dict[str, gettext.GNUTranslations]:
    found = {}
    for compiled in sorted(TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")):
        with compiled.open("rb") as file:
            found[compiled.parent.parent.name] = gettext.GNUTranslations(file)
    return found


@cache
def catalogues() -> dict[str, dict[str, str]]:
    """Each language beside the source that was compiled at set-up: its code and what it says for each msgid."""
    return {
        code: {key: text for key, text in made._catalog.items() if isinstance(key, str) and key}  # type: ignore[attr-defined]
        for code, made in _compiled().items()
    }


def forget() -> None:
    """Read the catalogues anew: they were compiled again."""
    _compiled.cache_clear()
    catalogues.cache_clear()


def language() -> str:
    """The language of this answer: 'id', or the code of a catalogue. An address may name it, for who has no cookie."""
    wanted = request.args.get(COOKIE) or request.cookies.get(COOKIE, SOURCE)
    return wanted if wanted in catalogues() else SOURCE


def languages() -> dict[str, str]:
    """Every language there is, under its own name, the source first."""
    return {SOURCE: OWN_NAME} | {code: said.get(OWN_NAME, code) for code, said in catalogues().items()}


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.teardown_request(_end)
    app.jinja_env.globals.update(_=spoken, say=say, language=language, languages=languages)


def _begin() -> None:
    code = language()
    if code == SOURCE:
        speak_in(None)
        return
    said, plural = catalogues()[code], _compiled()[code].plural  # type: ignore[attr-defined]
    speak_in(lambda template: said.get(template, template), plural)


def _end(_problem: BaseException | None) -> None:
    speak_in(None)
