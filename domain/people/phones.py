"""Indonesian phone numbers: any usual spelling in, one form (E.164) out."""

import phonenumbers

from domain.errors import RuleBroken

REGION = "ID"


def parse_phone(text: str) -> str:
    """'0812-3456-7890' or '+62 812…' becomes '+6281234567890'. Raises RuleBroken."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or number.country_code != 62 or not phonenumbers.is_valid_number(number):
        raise RuleBroken("Nomor HP belum benar. Contoh: 0812 3456 7890.", field="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national(phone: str) -> str:
    """'+6281234567890' as people write it: '0812-3456-7890'."""
    return phonenumbers.format_number(
        phonenumbers.parse(phone, REGION), phonenumbers.PhoneNumberFormat.NATIONAL
    )


def masked(phone: str | None) -> str:
    """Only the last three digits: '•••• 890'. Nothing for nobody."""
    return f"•••• {phone[-3:]}" if phone else ""
