"""When an alert goes out and how often it is tried. Pure.

Quiet hours are the region's. What happens in them waits for the morning; a warning may be let through,
if the region says so. An alert is news: what is a day late is shown on the page only.
"""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple

from domain.alerts.states import Channel, Weight
from domain.errors import RuleBroken

NEWS_FOR = timedelta(hours=24)  # an older event is not carried outside the page
SHOWN_FOR = timedelta(days=30)  # an older event is not told at all (a journal read for the first time)
KEPT_FOR = timedelta(days=90)
TRIES = 8
FIRST_WAIT = timedelta(minutes=1)
TOGETHER_FROM = 3  # so many at once for one person by one way go out as one
LATE_AFTER = timedelta(hours=36)  # what could not go out by then is no news any more
LEASE = timedelta(minutes=5)  # who took a delivery and does not report back has lost it
PAID_CHANNELS = frozenset({Channel.SMS, Channel.WHATSAPP})
LONGEST_SMS = 160
ADDRESS_LENGTH = 254
_ADDRESS = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)


class Quiet(NamedTuple):
    """From when to when nobody is disturbed, local time; over midnight when `start` is later than `end`."""

    start: time
    end: time

    def covers(self, moment: datetime) -> bool:
        """`moment` is local. Equal ends mean no quiet hours."""
        at = moment.time()
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def over(self, moment: datetime) -> datetime:
        """The end of the quiet hours that cover `moment` (local)."""
        ends = moment.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return ends if ends > moment else ends + timedelta(days=1)


def send_at(weight: Weight, now: datetime, quiet: Quiet, *, warnings_wake: bool) -> datetime:
    """When it may go out: now, or in the morning. Aware local datetimes."""
    if not quiet.covers(now) or (weight is Weight.URGENT and warnings_wake):
        return now
    return quiet.over(now)


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many failures: 1, 2, 4 and so on to 64 minutes; None when it is given up."""
    return None if attempts >= TRIES else FIRST_WAIT * 2 ** (attempts - 1)


def carries(channel: Channel, weight: Weight) -> bool:
    """Whether a channel is worth it: one that costs a message carries only what somebody waits for."""
    return channel not in PAID_CHANNELS or weight is not Weight.PLAIN


def channels_for(
    weight: Weight,
    *,
    offered: Collection[Channel],
    chosen: Mapping[Channel, bool],
    has_phone: bool,
    has_address: bool,
    phones: int,
) -> list[Channel]:
    """The channels one person hears this by. `chosen` are the person's own switches.

    Push needs a phone that asked for it, e-mail a confirmed address: those were choices already, so they are
    on until switched off. SMS and WhatsApp are off until switched on.
    """
    reachable = {
        Channel.PUSH: bool(phones) and chosen.get(Channel.PUSH, True),
        Channel.EMAIL: has_address and chosen.get(Channel.EMAIL, True),
        Channel.SMS: has_phone and chosen.get(Channel.SMS, False),
        Channel.WHATSAPP: has_phone and chosen.get(Channel.WHATSAPP, False),
    }
    return [
        channel
        for channel in Channel
        if channel in offered and reachable[channel] and carries(channel, weight)
    ]


def check_address(address: str) -> str:
    """An e-mail address as it is kept. Raises RuleBroken."""
    address = address.strip()
    if len(address) > ADDRESS_LENGTH or not _ADDRESS.fullmatch(address):
        raise RuleBroken("Alamat surel ini belum benar. Contoh: nama@contoh.id", field="address")
    return address


def sms_text(service: str, words: str) -> str:
    """One SMS: who sends, what happened, no link; at most 160 characters of the plain alphabet."""
    plain = f"{service}: {words}".encode("ascii", "ignore").decode()
    return plain if len(plain) <= LONGEST_SMS else plain[: LONGEST_SMS - 3].rstrip() + "..."
