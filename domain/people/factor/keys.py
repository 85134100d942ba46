"""What turns stored seeds and typed codes into secrets and digests: a key that never lies in the database."""

import hashlib
import hmac
import secrets

_key = b""


def use_key(secret: str) -> None:
    """Derive the key from the server's secret, once, when the app starts."""
    global _key
    _key = hmac.digest(secret.encode(), b"second factor", "sha256")


def new_seed() -> str:
    return secrets.token_hex(20)


def secret_of(seed: str) -> bytes:
    """The 20 bytes an authenticator app holds. Raises RuntimeError before `use_key`."""
    if not _key:
        raise RuntimeError("domain.people.factor.keys.use_key was not called")
    return hmac.digest(_key, b"totp" + seed.encode(), "sha1")


def digest(code: str) -> str:
    """What is kept of a recovery or reset code: 64 hex, worthless without the key."""
    return hmac.new(_key, b"code" + code.encode(), hashlib.sha256).hexdigest()
