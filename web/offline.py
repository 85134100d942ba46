"""Whose a kept item on a phone is: a name for the person that says nothing about them."""

import hmac
from hashlib import sha256

from flask import current_app

from web.login import me

LENGTH = 8


def owner() -> str | None:
    """The same 8 letters for the same person on every phone and sign-in, enough to tell apart who shares a phone; None when nobody is signed in."""
    signed_in = me()
    if signed_in is None:
        return None
    secret = current_app.config["SETTINGS"].secret.encode()
    return hmac.new(secret, f"kept:{signed_in.actor.person_id}".encode(), sha256).hexdigest()[:LENGTH]
