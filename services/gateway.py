"""An HTTP gateway for SMS or WhatsApp: one POST of JSON a message. Which company runs it is the city's choice.

    POST <url>   Authorization: Bearer <token>   Idempotency-Key: <key>
    {"id": <key>, "to": "+62…", "text": "…"}

2xx: taken. 409: taken before. 408, 425, 429 and 5xx, or silence: tried again with the same key. 401 and 403 too,
so that a wrong token loses nothing. Other answers: refused for good.
"""

import json

from domain.alerts.rules import sms_text
from services.outgoing import NotAllowed, Outgoing, Silent
from services.senders import Down, Letter, Refused

LATER = frozenset({401, 403, 408, 425, 429})
TAKEN_BEFORE = 409


class HttpGateway:
    """`url` and `token` come from the settings; `outgoing` allows its host only."""

    def __init__(self, url: str, token: str, outgoing: Outgoing):
        self.url, self.token, self.outgoing = url, token, outgoing

    def send(self, letter: Letter) -> None:
        body = {"id": letter.key, "to": letter.to, "text": sms_text(letter.service, letter.words)}
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": letter.key,
        }
        try:
            status = self.outgoing.post(self.url, json.dumps(body).encode(), headers).status
        except Silent as silent:
            raise Down(f"silent {silent}") from silent
        except NotAllowed as refused:
            raise Refused(f"not allowed: {refused}") from refused
        if 200 <= status < 300 or status == TAKEN_BEFORE:
            return
        if status in LATER or status >= 500:
            raise Down(f"answered {status}")
        raise Refused(f"answered {status}")
