"""Pages and parts: one template in two sizes, and pieces that swap alone. No route reads HX-* itself."""

import json
import re
from collections.abc import Callable
from typing import Any

from flask import Response, g, make_response, redirect, render_template, request, url_for

from domain.once import Done
from web.access import vary

OOB_ROOT = re.compile(r"^(\s*(?:<!--.*?-->\s*)*<[a-z][a-z0-9-]*)", re.S)


def wants_fragment() -> bool:
    """Whether htmx asked, and not to restore its history."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def page(template: str, status: int = 200, **context: Any) -> Response:
    """A whole page; for htmx only its title and main."""
    layout = "layouts/fragment.html" if wants_fragment() else "layouts/page.html"
    response = make_response(render_template(template, layout=layout, **context), _answered(status))
    vary(response.headers, "HX-Request")
    return response


def parts(first: str, *others: str, status: int = 200, **context: Any) -> Response:
    """Part files: the first is the answer, the rest ride along out of band."""
    html = [render_template(first, **context)]
    html += [OOB_ROOT.sub(r'\1 hx-swap-oob="true"', render_template(name, **context)) for name in others]
    response = make_response("\n".join(html), _answered(status))
    vary(response.headers, "HX-Request")
    return response


def _answered(status: int) -> int:
    """A form given back because the disk is full is no fault of who filled it in: 507, not 409 or 422."""
    return 507 if g.get("storage_full") and status in (409, 422) else status


def again(template: str, part: str, status: int = 422, **context: Any) -> Response:
    """A refused form comes back with what was typed: the whole page, or for htmx only the form."""
    if wants_fragment():
        return parts(part, status=status, **context)
    return page(template, status=status, **context)


def go() -> Response:
    """Done: on to where the result is seen. 303, or HX-Location so that htmx fetches only the middle."""
    done: Done = g.done
    return receipt(_to(url_for(done.target, **done.arguments)), done)


def go_to(url: str) -> Response:
    """On to a page of one's own choosing, for routes that carry out nothing."""
    return _to(url)


def stay(fetch: Callable[[], dict[str, Any]], first: str, *others: str) -> Response:
    """Done: the changed parts, fetched and rendered after the commit. 303 without htmx."""
    if not wants_fragment():
        return go()
    return receipt(parts(first, *others, **fetch()), g.done)


def receipt(response: Response, done: Done) -> Response:
    """Every success says which key was carried out and what came of it: the phone may forget its copy."""
    response.headers["Lumbung-Receipt"] = f"{request.form.get('once_key', '-')} {done.receipt}"
    return response


def _to(url: str) -> Response:
    if not wants_fragment():
        return redirect(url, 303)  # type: ignore[return-value]
    response = make_response("", 204)
    response.headers["HX-Location"] = json.dumps({"path": url, "target": "#main", "swap": "outerHTML"})
    return response
