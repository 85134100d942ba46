"""A stand-in for the weather service: it answers well, slowly, wrongly or not at all. Made-up samples, true shape."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STEP = {
    "datetime": "2026-11-24T06:00:00Z", "t": 19, "tcc": 100, "tp": 0.3, "weather": 61,
    "weather_desc": "Hujan Ringan", "weather_desc_en": "Light Rain", "wd_deg": 120, "wd": "SE", "ws": 5.1,
    "hu": 92, "vs": 8000, "vs_text": "< 9 km", "utc_datetime": "2026-11-24 06:00:00",
    "local_datetime": "2026-11-24 13:00:00",
}  # fmt: skip
PLACE = {"adm4": "99.01.01.2001", "desa": "Hulu", "lat": -7.1, "lon": 110.1, "timezone": "Asia/Jakarta"}


def answer(*days: list[dict]) -> dict:
    """An answer with these days of steps."""
    return {"lokasi": PLACE, "data": [{"lokasi": PLACE, "cuaca": list(days)}]}


def good() -> dict:
    steps = [
        STEP | {"utc_datetime": f"2026-11-24 {hour:02}:00:00", "t": 18 + hour / 3, "hu": 95 - hour}
        for hour in (0, 3, 6, 9)
    ]
    return answer(steps[:2], steps[2:])


def without(name: str) -> dict:
    return answer([{key: value for key, value in STEP.items() if key != name}])


BODIES = {
    "good": json.dumps(good()),
    "html": "<!doctype html><title>Sedang perbaikan</title>",
    "cut": json.dumps(good())[:-40],
    "empty": "",
    "null": "null",
    "list": "[]",
    "no-data": '{"lokasi": {}}',
    "no-days": json.dumps(answer()),
    "no-temperature": json.dumps(without("t")),
    "no-humidity": json.dumps(without("hu")),
    "no-words": json.dumps(without("weather_desc")),
    "no-time": json.dumps(answer([{"t": 20, "hu": 80, "weather_desc": "Cerah"}])),
    "text-for-number": json.dumps(answer([STEP | {"t": "panas"}])),
    "not-a-number": json.dumps(answer([STEP | {"t": "nan"}])),
    "impossible": json.dumps(answer([STEP | {"hu": 900}])),
    "too-many": json.dumps(answer([STEP] * 200)),
    "huge": json.dumps(good()) + " " * 400_000,
    "deep": "[" * 100_000,
}


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code = parse_qs(urlsplit(self.path).query)["adm4"][0]
        self.server.asked.append(code)
        if code == "hangs-up":
            return self.close_connection_now()
        if code.isdigit():
            return self.send_error(int(code))
        body = BODIES.get(code, BODIES["good"]).encode()
        if code == "slow":
            time.sleep(1.2)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.drip(body) if code == "drips" else self.say(body)

    def say(self, body: bytes) -> None:
        with suppress(OSError):  # the client had enough
            self.wfile.write(body)

    def drip(self, body: bytes) -> None:
        for at in range(0, len(body), 40):
            self.say(body[at : at + 40])
            time.sleep(0.2)

    def close_connection_now(self) -> None:
        self.close_connection = True

    def log_message(self, *_args) -> None:
        pass


@contextmanager
def stand_in() -> Iterator[tuple[str, list[str]]]:
    """The address of a running stand-in, and the codes it was asked for."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/publik/prakiraan-cuaca", server.asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
