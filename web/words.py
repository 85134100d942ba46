"""The sentences WTForms says on its own, in Indonesian and so in every language."""

from domain.sentences import say

SENTENCES = {
    "This field is required.": say("Isi bagian ini dulu."),
    "Not a valid choice.": say("Pilih salah satu yang ada."),
    "Not a valid choice": say("Pilih salah satu yang ada."),
    "Invalid Choice: could not coerce.": say("Pilih salah satu yang ada."),
    "Not a valid integer value.": say("Tulis angka bulat."),
    "Not a valid date value.": say("Tulis tanggal seperti 2026-11-24."),
    "'%(value)s' is not a valid choice for this field.": say("Pilih salah satu yang ada."),
    "Field cannot be longer than %(max)d character.": say("Paling banyak %(max)d huruf."),
    "Field cannot be longer than %(max)d characters.": say("Paling banyak %(max)d huruf."),
    "Field must be at least %(min)d character long.": say("Paling sedikit %(min)d huruf."),
    "Field must be at least %(min)d characters long.": say("Paling sedikit %(min)d huruf."),
    "Field must be between %(min)d and %(max)d characters long.": say("Antara %(min)d dan %(max)d huruf."),
    "Number must be at least %(min)s.": say("Paling sedikit %(min)s."),
    "Number must be at most %(max)s.": say("Paling banyak %(max)s."),
    "Number must be between %(min)s and %(max)s.": say("Antara %(min)s dan %(max)s."),
}


class IndonesianMessages:
    """The translations object WTForms asks; unknown sentences pass through."""

    def gettext(self, string: str) -> str:
        return str(SENTENCES.get(string, string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)
