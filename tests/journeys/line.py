"""A phone's line, simulated: a TCP relay of our own between browser and server.

Every packet of either direction waits its turn at the line's rate, then travels half the round trip; a new
connection costs one round trip before its first byte. All connections of the phone share the line, the service
worker's too, which the browser's own throttling leaves out. A line with gaps is cut: what is open is reset and
nobody connects until it is back. Not modelled: slow start (pages fit the first window), loss, acknowledgements.
"""

import asyncio
import threading
from typing import NamedTuple

PACKET, HEADERS = 1_460, 40  # bytes
HELD = 8_192  # bytes the relay takes in ahead of the line


class Profile(NamedTuple):
    """`down` and `up` in kbit/s, `rtt` in milliseconds; `on` and `off` seconds in turn (0: never cut)."""

    name: str
    down: int
    up: int
    rtt: int
    on: int = 0
    off: int = 0

    @property
    def said(self) -> str:
        gaps = f", {self.on} s on, {self.off} s off" if self.off else ""
        return f"{self.down:,}/{self.up:,} kbit/s, {self.rtt} ms{gaps}"

    def floor(self, down: int, up: int) -> float:
        """Seconds before which one answer of `down` bytes to `up` bytes cannot be here on a new connection."""
        return 2 * self.rtt / 1_000 + down / (self.down * 125) + up / (self.up * 125)


PROFILES = (
    Profile("50 kbit/s", 50, 20, 650),
    Profile("EDGE", 240, 200, 400),
    Profile("weak 3G", 400, 400, 400),
    Profile("3G", 1_600, 750, 150),
    Profile("gap", 400, 400, 400, on=10, off=20),
)


class Way:
    """One direction, shared by all connections; `carried` counts bytes without packet headers."""

    def __init__(self, kbit: int, delay: float):
        self.rate, self.delay = kbit * 125, delay
        self.free_at = 0.0
        self.carried = 0

    async def carry(self, reader, writer) -> None:
        travelling: asyncio.Queue = asyncio.Queue()
        landing = asyncio.create_task(self._land(travelling, writer))
        try:
            while data := await reader.read(PACKET):
                now = asyncio.get_running_loop().time()
                self.free_at = max(now, self.free_at) + (len(data) + HEADERS) / self.rate
                self.carried += len(data)
                travelling.put_nowait((self.free_at + self.delay, data))
                await asyncio.sleep(self.free_at - now)
        except OSError:
            pass
        travelling.put_nowait((0, b""))
        await landing

    @staticmethod
    async def _land(travelling, writer) -> None:
        loop = asyncio.get_running_loop()
        try:
            while (packet := await travelling.get())[1]:
                await asyncio.sleep(packet[0] - loop.time())
                writer.write(packet[1])
                await writer.drain()
            writer.close()
        except OSError:
            writer.transport.abort()


class Line:
    """The relay: `with Line(profile, "127.0.0.1", 8000) as line:` and browse to `line.base`."""

    def __init__(self, profile: Profile, host: str, port: int):
        self.profile, self.server = profile, (host, port)
        self.down, self.up = (Way(kbit, profile.rtt / 2_000) for kbit in (profile.down, profile.up))
        self.open: set = set()
        self.base, self.cuts = "", 0
        self._there = threading.Event()
        self._there.set()

    @property
    def carried(self) -> int:
        """Bytes in both directions so far."""
        return self.down.carried + self.up.carried

    def wait(self) -> None:
        """Until there is signal."""
        self._there.wait()

    def __enter__(self):
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        return self

    def __exit__(self, *_trouble):
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> None:
        self._listening = await asyncio.start_server(self._meet, "127.0.0.1", 0, limit=HELD)
        self.base = f"http://127.0.0.1:{self._listening.sockets[0].getsockname()[1]}"
        self._gaps = asyncio.create_task(self._come_and_go()) if self.profile.off else None

    async def _stop(self) -> None:
        self._listening.close()
        self._cut()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _come_and_go(self) -> None:
        while True:
            await asyncio.sleep(self.profile.on)
            self._there.clear()
            self._cut()
            await asyncio.sleep(self.profile.off)
            self._there.set()

    def _cut(self) -> None:
        self.cuts += len(self.open)
        for writer in self.open:
            writer.transport.abort()
        self.open.clear()

    async def _meet(self, reader, writer) -> None:
        if not self._there.is_set():
            writer.transport.abort()
            return
        ends = {writer}
        self.open.add(writer)
        try:
            await asyncio.sleep(self.profile.rtt / 1_000)
            from_server, to_server = await asyncio.open_connection(*self.server, limit=HELD)
            ends.add(to_server)
            self.open.add(to_server)
            await asyncio.gather(self.up.carry(reader, to_server), self.down.carry(from_server, writer))
        except (OSError, asyncio.CancelledError):  # cancelled when the line is put away
            pass
        finally:
            for end in ends:
                end.transport.abort()
            self.open -= ends
