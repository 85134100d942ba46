"""What is said to a person: a sentence in the language of the source, its template and its values kept.

`say("Stok tinggal {left}.", left=4)` is text like any other: stored, compared and joined it is the Indonesian
sentence. Only where it is shown (`str()`, a page, another sentence) does it come out in the language that is being
spoken, and only while somebody is spoken to: `speaking()` around an answer, `source_language()` around what is kept.
Pure; knows of no request, and in Indonesian of no catalogue.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from string import Formatter
from typing import Any

Speak = Callable[[str], str]
Plural = Callable[[int], int]
_speak: ContextVar[Speak | None] = ContextVar("speak", default=None)
_plural: ContextVar[Plural] = ContextVar("plural", default=lambda number: int(number != 1))


class _Forms(Formatter):
    """Fills `{days} {days:day|days}`: of the forms between bars the one the spoken language uses for that number.

    Which one that is says the catalogue's own Plural-Forms. A number may be text with dots between its thousands.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        forms, digits = format_spec.split("|"), str(value).replace(".", "")
        return forms[_plural.get()(int(digits)) if digits.isdecimal() else -1]


FORMS = _Forms()


class Sentence(str):
    """Words for a screen. As text it is Indonesian; shown, it is what the spoken language makes of its template."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, values: dict[str, Any] | None = None) -> "Sentence":
        text = template
        if values:
            text = template.format(**{name: in_source(value) for name, value in values.items()})
        made = super().__new__(cls, text)
        made.template, made.values = template, values or {}
        return made

    def __str__(self) -> str:
        speak = _speak.get()
        if speak is None:
            return str.__str__(self)
        template = speak(self.template)
        if "|" in template and self.values:
            return FORMS.format(template, **self.values)
        return template.format(**self.values) if self.values else template

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __html__(self) -> str:
        return escape(str(self))

    def __add__(self, other: str) -> "Sentence":
        return Sentence("{first}{second}", {"first": self, "second": other})

    def __radd__(self, other: str) -> "Sentence":
        return Sentence("{first}{second}", {"first": other, "second": self})

    def __getnewargs__(self) -> tuple[str, dict[str, Any]]:
        return self.template, self.values

    def format(self, *_none: Any, **values: Any) -> "Sentence":
        """The same template with these values."""
        return Sentence(self.template, {**self.values, **values})

    def lower(self) -> str:
        return str(self).lower()

    def strip(self, *signs: str) -> str:
        return str(self).strip(*signs)

    def capitalize(self) -> str:
        return str(self).capitalize()


def say(template: str, /, **values: Any) -> Sentence:
    """Mark words for a screen; `{name}` in them is filled from `values`, which may be sentences themselves."""
    return template if isinstance(template, Sentence) else Sentence(template, values)


def joined(between: str, parts: Iterable[str]) -> Sentence:
    """The parts, each still a sentence, with `between` between them."""
    values: dict[str, Any] = {f"part{at}": part for at, part in enumerate(parts)}
    template = "{between}".join(f"{{{name}}}" for name in values)
    return Sentence(template, values | {"between": between})


def spoken(text: str) -> str:
    """This text in the language that is spoken: a sentence, or the words of the source as they are written there."""
    speak = _speak.get()
    if speak is None or isinstance(text, Sentence):
        return str(text)
    return speak(text) if text else text


def in_source(value: Any) -> Any:
    """A sentence as the Indonesian text it is; anything else unchanged."""
    return str.__str__(value) if isinstance(value, Sentence) else value


def speak_in(speak: Speak | None, plural: Plural | None = None) -> None:
    """From here on, in this request or job, this is how a template is said. None is the language of the source.

    `plural` says which of a language's forms a number takes, as gettext's Plural-Forms do.
    """
    _speak.set(speak)
    if plural is not None:
        _plural.set(plural)


@contextmanager
def speaking(speak: Speak | None) -> Iterator[None]:
    """Inside, a template is said so."""
    token = _speak.set(speak)
    try:
        yield
    finally:
        _speak.reset(token)


def source_language():
    """Inside, everything is said in Indonesian: what is stored, printed, or read back by the app."""
    return speaking(None)
