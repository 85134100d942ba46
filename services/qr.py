"""QR codes for the screen: dark on light in either colour scheme, so that a camera reads them."""

import io

import segno

MODULE = 4  # pixels


def screen_qr(text: str) -> str:
    """An SVG element with its own quiet zone and light ground."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=MODULE, border=3, light="#fff", xmldecl=False, svgns=False,
        svgclass=None, lineclass=None,
    )  # fmt: skip
    return out.getvalue().decode()
