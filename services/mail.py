"""E-mail over SMTP (RFC 5321): plain text, one recipient, encrypted unless the server stands beside this one.

The Message-ID is made from the letter's key: a server that took the letter but could not say so gets the same
one again, and drops it.
"""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from services.outgoing import SECONDS, at_most, cut
from services.senders import Down, Letter, Refused

NEXT_TIME = 500  # replies below it are passing troubles


class MailServer(NamedTuple):
    """`security`: "tls" from the first byte (smtps), "starttls", or "none" for a server on this machine."""

    host: str
    port: int
    user: str
    password: str
    security: str


def mail_server(url: str) -> MailServer:
    """smtp://user:password@host:587 (STARTTLS), smtps://…:465, smtp+plain://127.0.0.1:25. Raises ValueError."""
    parts = urlsplit(url)
    known = {"smtp": ("starttls", 587), "smtps": ("tls", 465), "smtp+plain": ("none", 25)}
    if parts.scheme not in known or not parts.hostname:
        raise ValueError("smtp://user:password@host:587")
    security, port = known[parts.scheme]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or port, user, password, security)


class SmtpSender:
    """Sends as `sender`; links begin with `site`. A whole conversation takes at most `seconds`."""

    def __init__(self, server: MailServer, sender: str, site: str, seconds: float = SECONDS):
        self.server, self.sender, self.site, self.seconds = server, sender, site, seconds

    def send(self, letter: Letter) -> None:
        try:
            self._talk(self._message(letter))
        except smtplib.SMTPRecipientsRefused as refused:
            code = max(code for code, _said in refused.recipients.values())
            raise (Refused if code >= NEXT_TIME else Down)(f"answered {code}") from refused
        except smtplib.SMTPAuthenticationError as refused:
            raise Down(f"answered {refused.smtp_code}") from refused
        except smtplib.SMTPResponseException as said:
            raise (Refused if said.smtp_code >= NEXT_TIME else Down)(f"answered {said.smtp_code}") from said
        except (OSError, smtplib.SMTPException, ValueError) as silent:
            raise Down(f"silent {type(silent).__name__}") from silent

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self.sender, letter.to
        message["Subject"] = f"{letter.service}: {letter.words}"
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{letter.key}@{urlsplit(self.site).hostname or 'localhost'}>"
        message["Auto-Submitted"] = "auto-generated"
        lines = [letter.words, "", f"{self.site}{letter.path}", "", f"Atur kabar: {self.site}/kabar/cara"]
        if letter.code:
            lines[1:1] = ["", f"Kodenya: {letter.code}", "Bukan Anda? Abaikan saja surel ini."]
        message.set_content("\n".join(lines))
        return message

    def _talk(self, message: EmailMessage) -> None:
        secure, context = self.server.security, ssl.create_default_context()
        connection = (
            smtplib.SMTP_SSL(timeout=self.seconds, context=context)
            if secure == "tls"
            else smtplib.SMTP(timeout=self.seconds)
        )
        connection._host = (
            self.server.host
        )  # the certificate is checked against it; connect() does not note it
        try:
            with at_most(self.seconds, lambda: connection.sock and cut(connection.sock)):
                connection.connect(self.server.host, self.server.port)
                if secure == "starttls":
                    connection.starttls(context=context)
                if self.server.user:
                    connection.login(self.server.user, self.server.password)
                connection.send_message(message)
                with suppress(OSError, smtplib.SMTPException):
                    connection.quit()  # it was taken; a silent goodbye changes nothing
        finally:
            connection.close()
