"""Push messages are opened as a browser opens them (RFC 8291), and the server's token is checked (RFC 8292)."""

import json

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services import push
from services.outgoing import Outgoing
from services.push import PushSender, b64, unb64
from services.senders import Down, Gone, Letter, Refused
from tests.support.receivers import http_receiver

# RFC 8291, appendix A, as printed there
PLAIN = b"When I grow up, I want to be a watermelon"
AS_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
UA_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
UA_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
MESSAGE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK"
    "6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


class Browser:
    """The keys of one subscription, and what it reads. An own reading of the RFC, not the sender's code."""

    def __init__(self, private=None, auth: bytes = b"0123456789abcdef"):
        self.private = private or ec.generate_private_key(ec.SECP256R1())
        self.auth = auth

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def open(self, body: bytes) -> bytes:
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self.private.exchange(ec.ECDH(), point)
        ikm = _hkdf(self.auth, shared, b"WebPush: info\x00" + self.public + theirs, 32)
        key = _hkdf(salt, ikm, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _hkdf(salt, ikm, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert plain.endswith(b"\x02")
        return plain[:-1]


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def key_of(text: str):
    return ec.derive_private_key(int.from_bytes(unb64(text), "big"), ec.SECP256R1())


@pytest.fixture
def browser() -> Browser:
    return Browser()


def letter(browser: Browser, to: str, **change) -> Letter:
    made = Letter("kabar-7", to, "Layanan", "Keluhan K0412 sudah dijawab.", "/keluhan/K0412")
    return made._replace(**{"public_key": b64(browser.public), "auth": b64(browser.auth)} | change)


def sender(private: str | None = None) -> PushSender:
    outgoing = Outgoing(["127.0.0.1"], public_only=False, plain=True, seconds=0.6)
    return PushSender(private or push.new_key(), "mailto:admin@contoh.id", outgoing)


def test_the_message_of_the_rfc_is_made_to_the_letter(monkeypatch):
    monkeypatch.setattr(push, "PADDED", 0)
    made = push.encrypt(PLAIN, UA_PUBLIC, AUTH, salt=unb64(SALT), private=key_of(AS_PRIVATE))
    assert b64(made) == MESSAGE


def test_the_reader_of_these_tests_reads_the_message_of_the_rfc():
    assert Browser(key_of(UA_PRIVATE), unb64(AUTH)).open(unb64(MESSAGE)) == PLAIN


def test_a_browser_reads_what_was_sent_and_nobody_else(browser):
    with http_receiver("ok") as (url, taken):
        sender().send(letter(browser, url))
    (arrived,) = taken.arrived
    said = json.loads(browser.open(arrived["body"]))
    assert said == {
        "t": "Layanan",
        "b": "Keluhan K0412 sudah dijawab.",
        "u": "/keluhan/K0412",
        "k": "kabar-7",
    }
    assert b"K0412" not in arrived["body"]
    with pytest.raises(InvalidTag):
        Browser().open(arrived["body"])


def test_every_message_has_the_same_length(browser):
    sizes = {len(push.encrypt(b"x" * many, b64(browser.public), b64(browser.auth))) for many in (1, 100, 250)}
    assert len(sizes) == 1


def test_the_headers_of_a_push(browser):
    with http_receiver("ok") as (url, taken):
        sender().send(letter(browser, url, urgent=True))
        sender().send(letter(browser, url))
    first, second = (arrived["headers"] for arrived in taken.arrived)
    assert (first["TTL"], first["Topic"], first["Content-Encoding"]) == ("86400", "kabar-7", "aes128gcm")
    assert (first["Urgency"], second["Urgency"]) == ("high", "normal")


def test_the_token_is_signed_for_this_push_service(browser):
    private = push.new_key()
    with http_receiver("ok") as (url, taken):
        sender(private).send(letter(browser, url))
    scheme, token, named = taken.arrived[0]["headers"]["Authorization"].split(" ")
    head, claims, signature = token.removeprefix("t=").rstrip(",").split(".")
    assert (scheme, named) == ("vapid", f"k={push.public_key(private)}")
    assert json.loads(unb64(head)) == {"typ": "JWT", "alg": "ES256"}
    said = json.loads(unb64(claims))
    assert said["aud"] == url.removesuffix("/kirim")
    assert said["sub"] == "mailto:admin@contoh.id"
    raw = unb64(signature)
    signed = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(push.public_key(private)))
    public.verify(signed, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize(
    ("mood", "trouble"),
    [("404", Gone), ("410", Gone), ("429", Down), ("503", Down), ("slow", Down), ("drips", Down),
     ("hangs up", Down), ("lost", Down), ("400", Refused), ("403", Refused), ("413", Refused),
     ("elsewhere", Refused)],
)  # fmt: skip
def test_what_a_push_service_may_say(browser, mood, trouble):
    with http_receiver(mood) as (url, _taken), pytest.raises(trouble):
        sender().send(letter(browser, url))


def test_a_lost_answer_brings_the_same_topic_again(browser):
    with http_receiver("lost", "ok") as (url, taken):
        with pytest.raises(Down):
            sender().send(letter(browser, url))
        sender().send(letter(browser, url))
    assert taken.keys == ["kabar-7", "kabar-7"]


def test_an_address_that_is_not_allowed_or_keys_that_are_none(browser):
    with pytest.raises(Refused, match="not allowed"):
        sender().send(letter(browser, "https://10.0.0.1/x"))
    with http_receiver("ok") as (url, taken):
        with pytest.raises(Refused):
            sender().send(letter(browser, url, public_key="AAAA"))
        assert taken.arrived == []


@pytest.mark.parametrize(
    ("public", "auth"),
    [
        ("", ""),
        (UA_PUBLIC, ""),
        (UA_PUBLIC, AUTH[:-3]),
        (UA_PUBLIC[:-4], AUTH),
        ("A" * 87, AUTH),
        ("%%", AUTH),
    ],
)
def test_what_a_browser_gives_is_checked(public, auth):
    with pytest.raises(ValueError):  # noqa: PT011
        push.check_phone(public, auth)
    push.check_phone(UA_PUBLIC, AUTH)
