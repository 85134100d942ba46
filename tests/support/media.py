"""Photos for tests, and a media folder that is only memory."""

import hashlib
import io
from collections.abc import Collection
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from domain.errors import NotVisible
from services import pictures
from services.media import Media, PhotoRefused


def photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **saved) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "olive").save(out, kind, **saved)
    return out.getvalue()


def lively_photo(seed: int, size: tuple[int, int] = (1280, 960)) -> bytes:
    """A photo that compresses like one: soft light, some fifty things of their own colour, grain."""
    rng = Random(seed)
    sheet = Image.linear_gradient("L").rotate(rng.choice((0, 90, 180, 270))).resize(size)
    sheet = ImageOps.colorize(
        sheet, f"hsl({rng.randrange(360)},40%,30%)", f"hsl({rng.randrange(360)},45%,80%)"
    )
    pen = ImageDraw.Draw(sheet)
    for _ in range(50):
        x, y, wide = rng.randrange(size[0]), rng.randrange(size[1]), rng.randrange(20, 260)
        colour = f"hsl({rng.randrange(360)},{rng.randrange(20, 90)}%,{rng.randrange(20, 80)}%)"
        pen.ellipse((x, y, x + wide, y + wide * rng.uniform(0.4, 1.4)), fill=colour)
    grain = Image.effect_noise(size, 28).convert("RGB")
    sheet = Image.blend(sheet.filter(ImageFilter.GaussianBlur(1.2)), grain, 0.1)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=88)
    return out.getvalue()


class MemoryMedia(Media):
    """The same photos, reduced in this process and kept in a dict."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def renditions(self, raw: bytes, recipe: str = "taken") -> list[pictures.Rendition]:
        try:
            return pictures.reduce(raw, pictures.RECIPES[recipe])
        except pictures.Refused as refused:
            raise PhotoRefused(str(refused)) from refused

    def store(self, content: bytes) -> str:
        key = hashlib.sha256(content).hexdigest()
        self.kept[key] = content
        return key

    def read(self, key: str) -> bytes:
        if key not in self.kept:
            raise NotVisible(key)
        return self.kept[key]

    def has(self, key: str) -> bool:
        return key in self.kept

    def sweep(self, wanted: Collection[str], older_than: float = 0) -> int:
        unwanted = [key for key in self.kept if key not in wanted]
        for key in unwanted:
            del self.kept[key]
        return len(unwanted)


def sound(text: bytes = b"halo") -> bytes:
    """Something that begins like a recording of a browser."""
    return b"\x1aE\xdf\xa3" + text * 100
