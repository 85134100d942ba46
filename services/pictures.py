"""Makes clean small JPEGs of whatever was sent as a photo. Pure Pillow, no project imports.

`services.media` runs this file in a child process with little memory and time, so that a bad file
cannot take the server with it. Argument: the recipe, `taken` or `shown`. Input: the file on stdin.
Output: for each rendition a line `length width height side kind` and its bytes. Exit 3: refused, the
reason's word on stdout.
"""

import io
import resource
import sys
import warnings
from typing import NamedTuple

from PIL import Image, features


class Size(NamedTuple):
    """Longest side in pixels, file kind, quality from 0 to 100 on that kind's own scale."""

    side: int
    kind: str
    quality: int


TAKEN = (Size(320, "JPEG", 60), Size(1280, "JPEG", 70))
_QUALITIES = {"AVIF": (32, 42, 45, 48), "WEBP": (38, 50, 55, 58), "JPEG": (46, 56, 62, 66)}
_SIDES = (160, 320, 640, 1024)
SHOWN = tuple(
    Size(side, kind, quality)
    for kind, qualities in _QUALITIES.items()
    for side, quality in zip(_SIDES, qualities, strict=True)
    if kind == "JPEG" or features.check(kind.lower())
)
RECIPES = {"taken": TAKEN, "shown": SHOWN}
_HOW = {
    "AVIF": {"speed": 7, "max_threads": 1},
    "WEBP": {"method": 5},
    "JPEG": {"optimize": True, "progressive": True},
}
MOST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MEMORY = 1024 * 1024 * 1024
SECONDS = 10
REFUSED = 3
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Refused(Exception):
    """The file is no photo we take. The word: `unknown`, `pixels` or `broken`."""


class Rendition(NamedTuple):
    """One picture file; `width` and `height` are its own, `side` is what was asked for."""

    content: bytes
    width: int
    height: int
    side: int
    kind: str


def reduce(raw: bytes, sizes: tuple[Size, ...] = TAKEN) -> list[Rendition]:
    """One rendition a size, in that order: upright, without metadata, never enlarged. Raises Refused."""
    largest = max(size.side for size in sizes)
    picture = _upright(raw, largest)
    picture.thumbnail((largest, largest))
    return [_rendition(picture, size) for size in sizes]


def _rendition(picture: Image.Image, size: Size) -> Rendition:
    copy = picture.copy()
    copy.thumbnail((size.side, size.side))
    out = io.BytesIO()
    copy.save(out, size.kind, quality=size.quality, **_HOW[size.kind])
    return Rendition(out.getvalue(), copy.width, copy.height, size.side, size.kind)


def _upright(raw: bytes, largest: int) -> Image.Image:
    """The first frame on white, turned as the camera meant it, in a new image that carries nothing along."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = MOST_PIXELS
            sent = Image.open(io.BytesIO(raw), formats=FORMATS)
            turn = UPRIGHT.get(_orientation(sent))
            sent.draft("RGB", (largest, largest))
            sent.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused("pixels") from bomb
    except Image.UnidentifiedImageError as unknown:
        raise Refused("unknown") from unknown
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as broken:
        raise Refused("broken") from broken
    flat = _on_white(sent)
    return flat.transpose(turn) if turn is not None else flat


def _orientation(sent: Image.Image) -> int:
    try:
        return int(sent.getexif().get(ORIENTATION, 1))
    except Exception:  # a camera's broken notes are no reason to lose its photo
        return 1


def _on_white(sent: Image.Image) -> Image.Image:
    flat = Image.new("RGB", sent.size, "white")
    if sent.mode in ("RGBA", "LA", "PA") or "transparency" in sent.info:
        clear = sent.convert("RGBA")
        flat.paste(clear, mask=clear.getchannel("A"))
    else:
        flat.paste(sent.convert("RGB"))
    return flat


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main() -> int:
    _limit()
    try:
        made = reduce(sys.stdin.buffer.read(), RECIPES[sys.argv[1]])
    except Refused as refused:
        sys.stdout.write(str(refused))
        return REFUSED
    for each in made:
        head = f"{len(each.content)} {each.width} {each.height} {each.side} {each.kind}\n"
        sys.stdout.buffer.write(head.encode() + each.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
