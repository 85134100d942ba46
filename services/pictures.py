"""Makes clean small JPEGs of whatever was sent as a photo. Pure Pillow, no project imports.

`services.media` runs this file in a child process with little memory and time, so that a bad file
cannot take the server with it. Input: the file on stdin. Output: for each rendition a line
`length width height` and its bytes. Exit 3: refused, the reason's word on stdout.
"""

import io
import resource
import sys
import warnings
from typing import NamedTuple

from PIL import Image

SIDES = ((320, 60), (1280, 70))  # longest side in pixels, JPEG quality
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
    jpeg: bytes
    width: int
    height: int


def reduce(raw: bytes) -> list[Rendition]:
    """The renditions of SIDES, smallest first: upright, without metadata, never enlarged. Raises Refused."""
    picture = _upright(raw)
    largest = max(side for side, _quality in SIDES)
    picture.thumbnail((largest, largest))
    made = []
    for side, quality in SIDES:
        copy = picture.copy()
        copy.thumbnail((side, side))
        out = io.BytesIO()
        copy.save(out, "JPEG", quality=quality, optimize=True)
        made.append(Rendition(out.getvalue(), copy.width, copy.height))
    return made


def _upright(raw: bytes) -> Image.Image:
    """The first frame on white, turned as the camera meant it, in a new image that carries nothing along."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = MOST_PIXELS
            sent = Image.open(io.BytesIO(raw), formats=FORMATS)
            turn = UPRIGHT.get(_orientation(sent))
            sent.draft("RGB", (SIDES[-1][0], SIDES[-1][0]))
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
        made = reduce(sys.stdin.buffer.read())
    except Refused as refused:
        sys.stdout.write(str(refused))
        return REFUSED
    for each in made:
        sys.stdout.buffer.write(f"{len(each.jpeg)} {each.width} {each.height}\n".encode() + each.jpeg)
    return 0


if __name__ == "__main__":
    sys.exit(main())
