"""PINs, passwords, cookies and paper codes: how they are made and what of them is kept."""

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.people.rules import looks_like_pin

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_nobody = _hasher.hash(secrets.token_hex(8))
CODE_ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"
CODE_LENGTH = 8
PIN_MARK = "pin"  # before the hash of a PIN, so that a hat that needs a password can refuse it


def hash_secret(secret: str) -> str:
    """Argon2id, 19 MiB: slow on purpose, so never inside a write block. What is kept says if it is a PIN."""
    return (PIN_MARK if looks_like_pin(secret) else "") + _hasher.hash(secret)


def is_pin(kept: str) -> bool:
    """Whether what is kept was made from a PIN."""
    return kept.startswith(PIN_MARK)


def matches(kept: str | None, secret: str) -> bool:
    """Whether `secret` is the one kept. Takes as long for an unknown person as for a known one."""
    try:
        return _hasher.verify((kept or _nobody).removeprefix(PIN_MARK), secret) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def new_salt() -> str:
    return secrets.token_hex(16)


def new_paper_code() -> str:
    """Eight letters and digits that are hard to misread."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def clean_paper_code(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def digest(token: str) -> str:
    """What is kept of a token or code: its SHA-256, 64 hex."""
    return hashlib.sha256(token.encode()).hexdigest()
