"""Receivers for tests, real servers on this machine: they take, hang, trickle, refuse, redirect, or take and say nothing."""

import json
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Taken:
    """What arrived, in order, and how the receiver behaves: a list of moods, the last one for good.

    "ok", a status as text, "slow" (says nothing), "drips", "hangs up", "lost" (takes it, then hangs up),
    "elsewhere" (a redirect).
    """

    def __init__(self, *moods: str):
        self.moods, self.arrived = list(moods or ("ok",)), []

    def mood(self) -> str:
        return self.moods.pop(0) if len(self.moods) > 1 else self.moods[0]

    @property
    def keys(self) -> list[str]:
        return [each["key"] for each in self.arrived]


class _Http(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        taken: Taken = self.server.taken
        body = self.rfile.read(int(self.headers["Content-Length"]))
        mood = taken.mood()
        if mood == "slow":
            time.sleep(1.5)
        elif mood == "drips":
            self._drip()
        elif mood == "hangs up":
            self.close_connection = True
        elif mood == "lost":
            self._take(taken, body)
            self.close_connection = True
        elif mood == "elsewhere":
            self._answer(302, ("Location", f"http://127.0.0.1:{self.server.server_port}/lain"))
        else:
            if mood in ("ok", "409"):
                self._take(taken, body)
            self._answer(201 if mood == "ok" else int(mood))

    def _take(self, taken: Taken, body: bytes) -> None:
        key = self.headers.get("Idempotency-Key") or self.headers.get("Topic")
        taken.arrived.append({"key": key, "path": self.path, "body": body, "headers": dict(self.headers)})

    def _answer(self, status: int, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", "0")):
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        with suppress(OSError):
            for sign in b"HTTP/1.1 201 Created\r\nX-Slow: " + b"x" * 200:
                self.wfile.write(bytes([sign]))
                time.sleep(0.1)
        self.close_connection = True

    def log_message(self, *_args) -> None:
        pass


class _Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as one letter needs. The mood is asked when the letter has arrived."""

    def handle(self) -> None:
        with suppress(OSError):
            self._talk()

    def _talk(self) -> None:
        taken: Taken = self.server.taken
        mood = taken.mood()
        if mood == "slow":
            return time.sleep(1.5)
        if mood == "drips":
            return self._drip()
        self._say("220 contoh siap")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 silakan")
                if not self._letter(taken, mood):
                    return None
            elif word == b"RCPT" and mood in ("450", "550"):
                self._say(f"{mood} tidak")
            elif word == b"QUIT":
                return self._say("221 sampai jumpa")
            else:
                self._say("250 baik")
        return None

    def _letter(self, taken: Taken, mood: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        text = b"".join(lines).decode()
        if mood in ("ok", "lost"):
            key = next(line for line in text.splitlines() if line.startswith("Message-ID:")).split()[1]
            taken.arrived.append({"key": key, "text": text})
        if mood == "lost":
            return False
        self._say("250 diterima" if mood == "ok" else f"{mood} nanti")
        return True

    def _drip(self) -> None:
        for sign in b"220 " + b"x" * 200:
            self.wfile.write(bytes([sign]))
            time.sleep(0.1)

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _SmtpServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def http_receiver(*moods: str) -> Iterator[tuple[str, Taken]]:
    """The address of a running HTTP receiver, and what it took."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Http)
    server.daemon_threads = True
    with _running(server, moods) as taken:
        yield f"http://127.0.0.1:{server.server_port}/kirim", taken


@contextmanager
def mail_receiver(*moods: str) -> Iterator[tuple[str, Taken]]:
    """The address of a running SMTP receiver, for `mail_server`, and what it took."""
    server = _SmtpServer(("127.0.0.1", 0), _Smtp)
    with _running(server, moods) as taken:
        yield f"smtp+plain://127.0.0.1:{server.server_address[1]}", taken


@contextmanager
def _running(server, moods: tuple[str, ...]) -> Iterator[Taken]:
    server.taken = Taken(*moods)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.taken
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def nobody_there() -> int:
    """A port on this machine that nobody listens to."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def body_of(arrived: dict) -> dict:
    return json.loads(arrived["body"])
