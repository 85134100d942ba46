"""Carrying alerts out of the house: read the journal, then send what is due. And `flask alerts …`.

Each channel has its own seconds in a run, and is left alone after three silences in a row: a gateway that hangs
holds up neither the others nor the jobs behind it. Nothing is sent inside a transaction.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping

import click
from flask.cli import AppGroup

from domain import region
from domain.alerts import delivering
from domain.alerts.delivering import Parcel
from domain.alerts.reading import read_journal
from domain.alerts.states import Channel, DeliveryState
from domain.people.rules import FARMING_HATS, SYSTEM
from domain.writing import let_go, write
from services import push
from services.senders import Down, Gone, Letter, Refused, Sender
from web.alert_places import path_of
from web.channels import offered, senders

log = logging.getLogger(__name__)
MOST_A_RUN = 200
SECONDS_A_CHANNEL = 15
SILENCES_IN_A_ROW = 3

group = AppGroup("alerts", help="News to people: keys for push, what waits, what was given up.")


def tell() -> int:
    """Everything new in the journal, to whom it concerns."""
    return read_journal(offered())


def send_due(by: Mapping[Channel, Sender] | None = None) -> Counter[str]:
    """Send what is due, channel by channel; returns how many went how. May run twice without harm."""
    done: Counter[str] = Counter()
    for channel, sender in (senders() if by is None else by).items():
        done += _send_by(channel, sender)
    return done


def _send_by(channel: Channel, sender: Sender) -> Counter[str]:
    waiting = delivering.due_ids(channel, MOST_A_RUN)
    let_go()
    done: Counter[str] = Counter()
    silences, ends = 0, time.monotonic() + SECONDS_A_CHANNEL
    for delivery_id in waiting:
        if silences == SILENCES_IN_A_ROW or time.monotonic() > ends:
            log.warning("alerts by %s: stopped early, the rest waits", channel)
            break
        parcel = delivering.take(delivery_id)
        if parcel is None:
            continue
        said = _send_one(sender, parcel)
        silences = silences + 1 if said == "down" else 0
        done[said] += 1
    return done


def _send_one(sender: Sender, parcel: Parcel) -> str:
    """One letter, and what became of it. An error nobody foresaw is a failure like a silence."""
    try:
        sender.send(letter_of(parcel))
    except Gone:
        with write():
            delivering.note_gone(parcel)
        return "gone"
    except Refused as refused:
        with write():
            delivering.note_failed(parcel, str(refused), for_good=True)
        return "refused"
    except Exception as trouble:
        code = str(trouble) if isinstance(trouble, Down) else type(trouble).__name__
        log.warning("alert %s by %s failed: %s", parcel.delivery_id, parcel.channel, code)
        with write():
            delivering.note_failed(parcel, code)
        return "down"
    with write():
        delivering.note_sent(parcel)
    return "sent"


def letter_of(parcel: Parcel) -> Letter:
    """What the sender gets: the city's words, no names."""
    names = region.current().names
    return Letter(
        key=parcel.key,
        to=parcel.to,
        service=names.complaints if parcel.role in FARMING_HATS else names.market,
        words=parcel.words,
        path=path_of(parcel.place, parcel.subject, parcel.role),
        urgent=parcel.urgent,
        public_key=parcel.public_key,
        auth=parcel.auth,
        code=parcel.code,
    )


@group.command("keys")
def make_keys() -> None:
    """A new key pair for push. Changing it later ends what phones asked for before."""
    if not push.available():
        raise click.ClickException("The package cryptography is not installed.")
    private = push.new_key()
    click.echo(f"LUMBUNG_PUSH_KEY={private}")
    click.echo(f"# public, told to browsers by the server itself: {push.public_key(private)}")


@group.command("status")
def show_status() -> None:
    """How many deliveries of each channel wait, went out, were given up."""
    counted = delivering.counts(SYSTEM)
    for channel in Channel:
        states = counted.get(channel, {})
        words = ", ".join(f"{states.get(state, 0)} {state}" for state in DeliveryState)
        click.echo(f"{channel:9} {'set up' if channel in offered() else 'not set up':10} {words}")
