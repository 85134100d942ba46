"""Gateway and mail against real receivers that are slow, down, refuse, redirect, or lose their answer."""

import time
from email import message_from_string

import pytest

from services.gateway import HttpGateway
from services.mail import SmtpSender, mail_server
from services.outgoing import NotAllowed, Outgoing
from services.senders import Down, KeptSender, Letter, Refused
from tests.support.receivers import body_of, http_receiver, mail_receiver, nobody_there

SMS = Letter("kabar-7", "+6281200000001", "Layanan", "Keluhan K0412 sudah dijawab.", "/keluhan/K0412")
MAIL = SMS._replace(to="bu.kartini@contoh.id")
SECONDS = 0.6


def gateway(url: str) -> HttpGateway:
    return HttpGateway(
        url, "rahasia", Outgoing(["127.0.0.1"], public_only=False, plain=True, seconds=SECONDS)
    )


def mailer(url: str) -> SmtpSender:
    return SmtpSender(mail_server(url), "kabar@kota.contoh.id", "https://kota.contoh.id", seconds=SECONDS)


KINDS = {"sms": (http_receiver, gateway, SMS), "mail": (mail_receiver, mailer, MAIL)}


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


def test_it_arrives_once(kind):
    receiver, sender, letter = kind
    with receiver("ok") as (url, taken):
        sender(url).send(letter)
    assert len(taken.arrived) == 1


@pytest.mark.parametrize("mood", ["slow", "drips"])
def test_who_is_slow_is_not_waited_for(kind, mood):
    receiver, sender, letter = kind
    with receiver(mood) as (url, taken):
        began = time.monotonic()
        with pytest.raises(Down, match="silent"):
            sender(url).send(letter)
        assert time.monotonic() - began < 1.3
        assert taken.arrived == []


def test_nobody_there_is_said_at_once(kind):
    receiver, sender, letter = kind
    with receiver("ok") as (url, _taken):
        there = url
    with pytest.raises(Down):
        sender(there).send(letter)
    assert nobody_there()


def test_an_answer_that_was_lost_brings_the_same_key_again(kind):
    """The receiver has it, the sender cannot know: the second copy is known by its key."""
    receiver, sender, letter = kind
    with receiver("lost", "ok") as (url, taken):
        with pytest.raises(Down):
            sender(url).send(letter)
        sender(url).send(letter)
    assert len(taken.arrived) == 2
    assert len(set(taken.keys)) == 1


@pytest.mark.parametrize("mood", ["500", "503", "429", "408", "401", "403"])
def test_a_gateway_that_cannot_now_is_asked_again(mood):
    with http_receiver(mood) as (url, _taken), pytest.raises(Down, match=mood):
        gateway(url).send(SMS)


@pytest.mark.parametrize("mood", ["400", "404", "422", "elsewhere"])
def test_a_gateway_that_will_not_is_not_asked_again(mood):
    with http_receiver(mood) as (url, taken):
        with pytest.raises(Refused):
            gateway(url).send(SMS)
        assert taken.arrived == []  # a redirect was not followed


def test_a_gateway_that_has_it_already_is_done():
    with http_receiver("409") as (url, _taken):
        gateway(url).send(SMS)


def test_what_a_gateway_gets_is_the_number_the_words_and_the_key():
    with http_receiver("ok") as (url, taken):
        gateway(url).send(SMS)
    (arrived,) = taken.arrived
    assert body_of(arrived) == {
        "id": "kabar-7", "to": "+6281200000001", "text": "Layanan: Keluhan K0412 sudah dijawab.",
    }  # fmt: skip
    assert arrived["headers"]["Authorization"] == "Bearer rahasia"
    assert arrived["key"] == "kabar-7"


@pytest.mark.parametrize(
    ("mood", "trouble"), [("450", Down), ("451", Down), ("550", Refused), ("554", Refused)]
)
def test_a_mail_server_says_no_for_now_or_for_good(mood, trouble):
    with mail_receiver(mood) as (url, taken):
        with pytest.raises(trouble, match=mood):
            mailer(url).send(MAIL)
        assert taken.arrived == []


def test_what_a_mail_says():
    with mail_receiver("ok") as (url, taken):
        mailer(url).send(MAIL._replace(code="ABCD2345"))
    mail = message_from_string(taken.arrived[0]["text"])
    assert mail["Subject"] == "Layanan: Keluhan K0412 sudah dijawab."
    assert mail["To"] == "bu.kartini@contoh.id"
    assert mail["Message-ID"] == "<kabar-7@kota.contoh.id>"
    body = mail.get_payload()
    assert "https://kota.contoh.id/keluhan/K0412" in body
    assert "ABCD2345" in body
    assert "https://kota.contoh.id/kabar/cara" in body


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp://u:p%40ss@mail.id", ("mail.id", 587, "u", "p@ss", "starttls")),
        ("smtps://mail.id", ("mail.id", 465, "", "", "tls")),
        ("smtp+plain://127.0.0.1:1025", ("127.0.0.1", 1025, "", "", "none")),
    ],
)
def test_the_address_of_a_mail_server(url, read):
    assert tuple(mail_server(url)) == read


@pytest.mark.parametrize("url", ["", "http://mail.id", "smtp://", "mail.id:25"])
def test_what_is_no_mail_server_is_said(url):
    with pytest.raises(ValueError, match="smtp"):
        mail_server(url)


PUSH = Outgoing(["push.contoh.id", ".push.contoh.net"])


@pytest.mark.parametrize(
    "url",
    [
        "http://push.contoh.id/x",
        "https://push.contoh.id.jahat.id/x",
        "https://jahat.id/?push.contoh.id",
        "https://push.contoh.id@jahat.id/x",
        "https://push.contoh.net/x",  # only what is below it was listed
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://0/x",
        "https://2130706433/x",
        "ftp://push.contoh.id/x",
        "https://push.contoh.id:99999/x",
        "https://[push.contoh.id/x",
        "",
    ],
)
def test_only_listed_hosts_are_called(url):
    with pytest.raises(NotAllowed):
        PUSH.check(url)


def test_listed_hosts_are_called():
    assert PUSH.check("https://push.contoh.id/x") == ("https", "push.contoh.id", 443)
    assert PUSH.check("https://web.push.contoh.net:8443/x") == ("https", "web.push.contoh.net", 8443)


@pytest.mark.parametrize(
    "inside",
    ["127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fc00::1", "fe80::1", "::ffff:127.0.0.1"],
)  # fmt: skip
def test_a_listed_name_that_leads_inside_is_refused(monkeypatch, inside):
    """What a name says is looked up once, and every address of it counts."""
    answers = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", (inside, 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_named: answers)
    with pytest.raises(NotAllowed, match="inside"):
        PUSH.post("https://push.contoh.id/x", b"", {})


def test_the_kept_sender_does_as_it_is_told():
    kept = KeptSender([Down("silent"), None])
    with pytest.raises(Down):
        kept.send(SMS)
    kept.send(SMS)
    assert kept.letters == [SMS]
