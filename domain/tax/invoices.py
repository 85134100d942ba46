"""The number of a faktur pajak: digits only, as many as the dated rule says. Pure."""

from domain.errors import RuleBroken


def read_number(typed: str, digits: int | None) -> str:
    """The number without its dots, dashes and spaces; of any length where no rule says. Raises RuleBroken."""
    text = "".join(sign for sign in typed if not sign.isspace() and sign not in ".-")
    if not text:
        raise RuleBroken("Tulis nomor faktur pajaknya.", field="tax_invoice")
    if not (text.isascii() and text.isdigit()) or (digits and len(text) != digits):
        raise RuleBroken(
            "Nomor faktur pajak terdiri dari {digits} angka. Salin dari Coretax.", digits=digits or 17,
            field="tax_invoice",
        )  # fmt: skip
    return text
