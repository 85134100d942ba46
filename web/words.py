"""The sentences WTForms says on its own, in Indonesian."""

SENTENCES = {
    "This field is required.": "Isi bagian ini dulu.",
    "Not a valid choice.": "Pilih salah satu yang ada.",
    "Not a valid choice": "Pilih salah satu yang ada.",
    "Invalid Choice: could not coerce.": "Pilih salah satu yang ada.",
    "Not a valid integer value.": "Tulis angka bulat.",
    "Not a valid date value.": "Tulis tanggal seperti 2026-11-24.",
    "'%(value)s' is not a valid choice for this field.": "Pilih salah satu yang ada.",
    "Field cannot be longer than %(max)d character.": "Paling banyak %(max)d huruf.",
    "Field cannot be longer than %(max)d characters.": "Paling banyak %(max)d huruf.",
    "Field must be at least %(min)d character long.": "Paling sedikit %(min)d huruf.",
    "Field must be at least %(min)d characters long.": "Paling sedikit %(min)d huruf.",
    "Field must be between %(min)d and %(max)d characters long.": "Antara %(min)d dan %(max)d huruf.",
    "Number must be at least %(min)s.": "Paling sedikit %(min)s.",
    "Number must be at most %(max)s.": "Paling banyak %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Antara %(min)s dan %(max)s.",
}


class IndonesianMessages:
    """The translations object WTForms asks; unknown sentences pass through."""

    def gettext(self, string: str) -> str:
        return SENTENCES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular if n == 1 else plural)
