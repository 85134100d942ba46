"""A server with every channel set up, its senders kept in memory."""

from dataclasses import replace

import pytest

from config import Channels
from domain.alerts.states import Channel
from services import push
from services.senders import KeptSender
from web import channels


@pytest.fixture
def senders(app) -> dict[Channel, KeptSender]:
    """All four channels, each keeping its letters."""
    settings = app.config["SETTINGS"]
    said = Channels(
        push_key=push.new_key(), push_contact="mailto:a@contoh.id", push_hosts=("push.contoh.id",)
    )
    app.config["SETTINGS"] = replace(settings, channels=said)
    kept = {channel: KeptSender() for channel in Channel}
    before, app.extensions[channels.NAME] = app.extensions[channels.NAME], kept
    yield kept
    app.config["SETTINGS"], app.extensions[channels.NAME] = settings, before
