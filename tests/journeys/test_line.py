"""The simulated line itself: its rate, its round trip, its gaps. Bounds are wide, the machine is shared."""

import socket
import threading
import time

import pytest

from tests.journeys.line import PROFILES, Line, Profile


@pytest.fixture
def server():
    """Answers each connection's first bytes with ten thousand."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                client, _address = listening.accept()
            except OSError:
                return
            with client:
                if client.recv(100):
                    client.sendall(bytes(10_000))

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()
    listening.close()


def fetch(line: Line) -> tuple[int, float]:
    """Bytes that came, and the seconds until the last."""
    host, port = line.base.removeprefix("http://").split(":")
    began = time.monotonic()
    with socket.create_connection((host, int(port)), timeout=20) as phone:
        size = 0
        try:
            phone.sendall(b"please")
            while part := len(phone.recv(4_096)):
                size += part
        except OSError:
            pass  # reset: the line was cut
    return size, time.monotonic() - began


def test_bytes_take_as_long_as_the_line_says(server):
    profile = Profile("slow", 80, 80, 200)  # ten kilobytes a second
    with Line(profile, *server) as line:
        size, seconds = fetch(line)
        assert (size, line.carried) == (10_000, 10_006)
    assert profile.floor(10_000, 6) == pytest.approx(2 * 0.2 + 1.0 + 0.0006)
    assert profile.floor(10_000, 6) <= seconds < 4


def test_a_line_with_gaps_is_cut_and_comes_back(server):
    with Line(Profile("gaps", 40, 40, 0, on=1, off=2), *server) as line:  # five kilobytes a second
        assert fetch(line)[0] < 10_000  # cut after a second
        assert fetch(line)[0] == 0
        line.wait()
        assert fetch(line)[0] > 0
        assert line.cuts >= 2


def test_the_five_lines_are_the_agreed_ones():
    assert [(each.name, each.down, each.up, each.rtt) for each in PROFILES] == [
        ("50 kbit/s", 50, 20, 650), ("EDGE", 240, 200, 400), ("weak 3G", 400, 400, 400), ("3G", 1_600, 750, 150),
        ("gap", 400, 400, 400),
    ]  # fmt: skip
    assert (PROFILES[-1].on, PROFILES[-1].off) == (10, 20)
