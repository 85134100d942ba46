"""Calls to other servers: only to hosts that are listed, only to where they may lead, never longer than said.

The name is looked up once and the connection goes to the address that was checked, so that a name cannot change
its mind in between. A redirect is an answer like any other: it is not followed.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import NamedTuple
from urllib.parse import urlsplit

LARGEST = 2_000  # bytes of an answer that are read
SECONDS = 8.0


class NotAllowed(Exception):
    """The address is not one we may call. The message is a code for the log."""


class Silent(Exception):
    """No whole answer in time. The message is a code for the log."""


class Answer(NamedTuple):
    status: int
    body: bytes


class Outgoing:
    """What may be called. `hosts` are names, or ".name" for everything below one.

    `public_only`: an address inside a network, of this machine or reserved is refused (RFC 6890), whatever the
    name says. `plain`: http is let through, for a gateway beside this server.
    """

    def __init__(
        self,
        hosts: Collection[str],
        *,
        public_only: bool = True,
        plain: bool = False,
        seconds: float = SECONDS,
    ):
        self.hosts, self.public_only, self.plain, self.seconds = frozenset(hosts), public_only, plain, seconds

    def check(self, url: str) -> tuple[str, str, int]:
        """Scheme, host and port of an address we may call by its looks. Raises NotAllowed."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise NotAllowed("address") from None
        if parts.scheme != "https" and not (self.plain and parts.scheme == "http"):
            raise NotAllowed("scheme")
        if parts.username or parts.password or not self._listed(host):
            raise NotAllowed("host")
        return parts.scheme, host, port or (443 if parts.scheme == "https" else 80)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send once. Raises NotAllowed, Silent."""
        scheme, host, port = self.check(url)
        connection = _Pinned(host, port, self._address(host, port), self.seconds, secure=scheme == "https")
        try:
            with at_most(self.seconds, connection.cut):
                connection.request("POST", _path(url), body, {"User-Agent": "Lumbung", **headers})
                answer = connection.getresponse()
                return Answer(answer.status, answer.read(LARGEST))
        except (OSError, http.client.HTTPException, ValueError) as trouble:
            raise Silent(type(trouble).__name__) from trouble
        finally:
            connection.close()

    def _listed(self, host: str) -> bool:
        return any(host.endswith(name) if name.startswith(".") else host == name for name in self.hosts)

    def _address(self, host: str, port: int) -> str:
        """One address of the host; every one of them must be allowed."""
        try:
            found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        except (OSError, UnicodeError) as trouble:
            raise Silent("name") from trouble
        if self.public_only and not all(ipaddress.ip_address(address).is_global for address in found):
            raise NotAllowed("inside")
        return sorted(found, key=lambda address: ":" in address)[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, under the host's name."""

    def __init__(self, host: str, port: int, address: str, seconds: float, *, secure: bool):
        super().__init__(host, port, timeout=seconds)
        self.default_port = 443 if secure else 80
        self.address, self.secure = address, secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        if self.sock:
            cut(self.sock)


def cut(connection: socket.socket) -> None:
    """End a connection from another thread; whoever reads from it is told at once."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def at_most(seconds: float, stop) -> Iterator[None]:
    """Call `stop` when the block takes longer than `seconds` in all: a trickle is as bad as silence."""
    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
