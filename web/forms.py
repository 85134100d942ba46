"""Forms: shape is checked here, meaning by the rules; what was typed always comes back.

`form.carry_out(action, actor(), to=…)` checks the shape, then acts in one write block. A refusal,
of shape or of a rule, leaves None and the form ready to be shown again.
"""

import re
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, request
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from domain.errors import RuleBroken, StorageFull
from domain.once import KeyReused
from domain.people.phones import parse_phone
from domain.people.rules import Actor
from domain.sentences import say
from web.carry import carry_out
from web.words import IndonesianMessages

Row = TypeVar("Row")
LONGEST_TEXT = 4_000
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class HouseForm(FlaskForm):
    """The base of every form. `unique` maps a constraint to the field and sentence to show.

    `text_fields` are passed to the action by name; a subclass overrides `fields()` when names differ.
    """

    unique: dict[str, tuple[str, str]] = {}
    not_passed: frozenset[str] = frozenset()

    class Meta:
        csrf = False  # web.csrf guards every unsafe request
        locales = ["id"]

        def get_translations(self, form: Any) -> IndonesianMessages:
            return IndonesianMessages()

    def fields(self) -> dict[str, Any]:
        """What the action is called with."""
        return {field.short_name: said(field) for field in self if field.short_name not in self.not_passed}

    def carry_out(
        self, action: Callable[..., Row], actor: Actor, *args: Any, to: Any, **extra: Any
    ) -> Row | None:
        """Check the shape, then act once in one write block. None when refused; the form says why."""
        if not self.validate():
            return self.refuse()
        try:
            return carry_out(action, actor, *args, to=to, **{**self.fields(), **extra})
        except KeyReused as used:
            g.fresh_key = True
            return self.refuse(used.message)
        except StorageFull as full:
            g.storage_full = True
            return self.refuse(say("{message} Yang sudah ditulis tetap ada di sini.", message=full.message))
        except RuleBroken as broken:
            return self.refuse(broken.message, broken.field)
        except IntegrityError as violated:
            return self._refuse_violation(violated)

    def refuse(self, message: str | None = None, field: str | None = None) -> None:
        """Put a sentence at its field, or above the form."""
        g.refused = True
        if message is None:
            return
        if field in self._fields:
            self[field].errors = [*self[field].errors, message]
        else:
            self.form_errors.append(message)

    def _refuse_violation(self, violated: IntegrityError) -> None:
        text = str(violated.orig)
        for constraint, (field, message) in self.unique.items():
            if constraint in text:
                return self.refuse(message, field)
        raise violated

    def validate(self, extra_validators: Any = None) -> bool:
        for field in self:
            refuse_unstorable(field)
        return super().validate(extra_validators) and not any(field.errors for field in self)


def said(field: Field) -> Any:
    """A field's value; a text field that was not sent says nothing, which is not None."""
    silent = field.data is None and isinstance(field, StringField) and not isinstance(field, ParsedField)
    return "" if silent else field.data


def refuse_unstorable(field: Field) -> None:
    """NUL bytes, lone surrogates and endless text are refused before any database sees them."""
    for text in field.raw_data or []:
        if not isinstance(text, str):
            continue
        if UNSTORABLE.search(text):
            field.data = UNSTORABLE.sub("", text)
            field.process_errors = [
                *field.process_errors,
                say("Ada huruf yang tidak bisa disimpan. Tulis ulang."),
            ]
        elif len(text) > LONGEST_TEXT:
            field.process_errors = [
                *field.process_errors,
                say("Terlalu panjang. Paling banyak {longest_text} huruf.", longest_text=LONGEST_TEXT),
            ]


def once_key() -> str:
    """The key of a form: kept when the form comes back refused, new otherwise.

    The forms of one response share a random stem (22 characters) and differ by their number: the stem is
    compressed away after its first use.
    """
    given = request.form.get("once_key") if request.method == "POST" else None
    if given and g.get("refused") and not g.get("fresh_key"):
        return given[:64]
    if "once_stem" not in g:
        g.once_stem, g.once_number = secrets.token_urlsafe(16), 0
    g.once_number += 1
    return f"{g.once_stem}{g.once_number}"


class ParsedField(StringField):
    """A text field whose data is what `parse` makes of it; what was typed is kept for the screen.

    `parse` raises RuleBroken. An empty field is None unless `required` names a sentence.
    """

    def __init__(self, label: str, validators: Any = None, *, parse: Callable[[str], Any], required="", **kw):
        super().__init__(label, validators, **kw)
        self.parse = parse
        self.required_message = required
        self.typed: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = UNSTORABLE.sub("", valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not self.typed:
            if self.required_message:
                raise ValidationError(self.required_message)
            return
        if len(self.typed) > LONGEST_TEXT or self.typed != valuelist[0].strip():
            return  # the form says so itself
        try:
            self.data = self.parse(self.typed)
        except RuleBroken as broken:
            raise ValidationError(broken.message) from broken

    def _value(self) -> str:
        return self.typed if self.typed is not None else str(self.data if self.data is not None else "")


class PhoneField(ParsedField):
    """An Indonesian phone number; its data is E.164."""

    def __init__(self, label: str = say("Nomor HP"), validators: Any = None, **kw: Any):
        kw.setdefault("required", say("Tulis nomor HP."))
        super().__init__(label, validators, parse=parse_phone, **kw)
