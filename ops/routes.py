"""The ledger of routes: who may go where, in one file that review can read."""

from flask import Flask


def ledger(app: Flask) -> str:
    """One line a route: method, path, audience, and `repeatable` where a key is not needed."""
    lines = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        allow = getattr(view, "allow", None)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            loose = " (repeatable)" if method == "POST" and not getattr(view, "once", True) else ""
            lines.append(f"{method:5} {rule.rule:58} {allow or 'static files'}{loose}")
    return "\n".join(sorted(lines, key=lambda line: (line[6:], line))) + "\n"
