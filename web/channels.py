"""The channels this server has, built from its settings once; what is not set up is not there."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, current_app

from config import Channels
from domain.alerts import queries
from domain.alerts.states import Channel
from services import push
from services.gateway import HttpGateway
from services.mail import SmtpSender, mail_server
from services.outgoing import Outgoing
from services.push import PushSender
from services.senders import Sender
from web.login import me

NAME = "alert_senders"


def init_app(app: Flask) -> None:
    """Build the senders. Raises ValueError for a key or an address that is none: the server does not start."""
    settings = app.config["SETTINGS"]
    app.extensions[NAME] = _built(settings.channels, settings.public_url)


def senders() -> Mapping[Channel, Sender]:
    return current_app.extensions[NAME]


def offered() -> frozenset[Channel]:
    """What a person can choose from on this server."""
    return frozenset(senders())


def offers_push() -> bool:
    """Whether a page may lead to "kabari HP ini": the server can, and this phone is not told yet."""
    signed_in = me()
    return Channel.PUSH in offered() and signed_in is not None and not queries.is_told(signed_in.sign_in)


def push_outgoing() -> Outgoing:
    """Which push services a browser may name, and that they stand outside."""
    return Outgoing(current_app.config["SETTINGS"].channels.push_hosts)


def push_key() -> str:
    """The server's public key for browsers."""
    return push.public_key(current_app.config["SETTINGS"].channels.push_key)


def _built(said: Channels, site: str) -> dict[Channel, Sender]:
    built: dict[Channel, Sender] = {}
    if said.push_key and push.available():
        push.public_key(said.push_key)
        built[Channel.PUSH] = PushSender(said.push_key, said.push_contact, Outgoing(said.push_hosts))
    if said.smtp_url:
        built[Channel.EMAIL] = SmtpSender(mail_server(said.smtp_url), said.smtp_from, site)
    for channel, url, token in (
        (Channel.SMS, said.sms_url, said.sms_token),
        (Channel.WHATSAPP, said.whatsapp_url, said.whatsapp_token),
    ):
        if url:
            built[channel] = HttpGateway(url, token, _gateway(url))
    return built


def _gateway(url: str) -> Outgoing:
    """A gateway the city named itself may stand inside its own network; only its host is called."""
    return Outgoing([urlsplit(url).hostname or ""], public_only=False, plain=url.startswith("http://"))
