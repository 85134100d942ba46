"""Web Push: a notice on the screen of a phone, through the push service of its browser.

The words are encrypted for that one browser (RFC 8291 in the coding of RFC 8188), and this server says who it is
with a signed token (VAPID, RFC 8292). The push service sees neither. `cryptography` does the mathematics; it is
imported when the channel is used, so that a server without it only lacks the channel.
"""

import base64
import json
import os
import time
from functools import cache
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from services.outgoing import NotAllowed, Outgoing, Silent
from services.senders import Down, Gone, Letter, Refused

KEPT_SECONDS = 86_400  # how long a push service keeps it for a phone without signal
TOKEN_SECONDS = 12 * 3_600  # RFC 8292: at most 24 hours
RECORD = 4_096
PADDED = 256  # every notice has this length, so that it says nothing
GONE = frozenset({404, 410})
LATER = frozenset({408, 425, 429})
POINT = 65  # bytes of an uncompressed point of P-256
SECRET = 16


def available() -> bool:
    """Whether the mathematics is installed."""
    return find_spec("cryptography") is not None


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def new_key() -> str:
    """A private key for LUMBUNG_PUSH_KEY: 32 bytes in base64url."""
    from cryptography.hazmat.primitives.asymmetric import ec

    return b64(ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value.to_bytes(32, "big"))


@cache
def public_key(private: str) -> str:
    """What a browser is told when it subscribes. Raises ValueError for a key that is none."""
    return b64(_point(_private(private).public_key()))


def check_phone(public: str, auth: str) -> None:
    """The keys a browser gave are keys. Raises ValueError."""
    from cryptography.hazmat.primitives.asymmetric import ec

    if len(unb64(auth)) != SECRET or len(unb64(public)) != POINT:
        raise ValueError("keys of another length")
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(public))


def encrypt(words: bytes, public: str, auth: str, *, salt: bytes | None = None, private: Any = None) -> bytes:
    """The body of one push message (RFC 8291, 3 and 4). `salt` and `private` are given by tests only."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(public))
    ours = private or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(SECRET)
    info = b"WebPush: info\0" + unb64(public) + _point(ours.public_key())
    shared = _derive(unb64(auth), ours.exchange(ec.ECDH(), theirs), info, 32)
    key = _derive(salt, shared, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(salt, shared, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([POINT]) + _point(ours.public_key())
    return head + AESGCM(key).encrypt(nonce, words + b"\x02" + bytes(max(0, PADDED - len(words))), None)


def authorization(endpoint: str, private: str, contact: str, now: int) -> str:
    """The Authorization header of RFC 8292: who sends, for this push service, for half a day."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now + TOKEN_SECONDS, "sub": contact}
    signed = ".".join(_json64(part) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    r, s = decode_dss_signature(_private(private).sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={signed}.{signature}, k={public_key(private)}"


class PushSender:
    """Sends with the server's key; `contact` (mailto: or https:) is whom a push service writes to in trouble."""

    def __init__(self, private: str, contact: str, outgoing: Outgoing):
        self.private, self.contact, self.outgoing = private, contact, outgoing

    def send(self, letter: Letter) -> None:
        said = {"t": letter.service, "b": letter.words, "u": letter.path, "k": letter.key}
        try:
            body = encrypt(json.dumps(said, ensure_ascii=False).encode(), letter.public_key, letter.auth)
            headers = {
                "Authorization": authorization(letter.to, self.private, self.contact, int(time.time())),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(KEPT_SECONDS),
                "Topic": letter.key,  # a second copy takes the place of the first
                "Urgency": "high" if letter.urgent else "normal",
            }
            status = self.outgoing.post(letter.to, body, headers).status
        except Silent as silent:
            raise Down(f"silent {silent}") from silent
        except NotAllowed as refused:
            raise Refused(f"not allowed: {refused}") from refused
        except ValueError as wrong:
            raise Refused("keys") from wrong
        if status in GONE:
            raise Gone
        if status in LATER or status >= 500:
            raise Down(f"answered {status}")
        if not 200 <= status < 300:
            raise Refused(f"answered {status}")


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length, salt, info).derive(secret)


def _private(text: str) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.derive_private_key(int.from_bytes(unb64(text), "big"), ec.SECP256R1())


def _point(public: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _json64(said: dict[str, Any]) -> str:
    return b64(json.dumps(said, separators=(",", ":")).encode())
