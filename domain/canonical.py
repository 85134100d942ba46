"""One way to write a value down, so that equal values have equal bytes and one fingerprint."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:
    """JSON with sorted keys, no spaces, UTF-8 kept.

    Only text, whole numbers, truth values, None, lists and dicts with text keys: what JSON can carry
    without loss. Raises TypeError for anything else, floats above all.
    """
    _check(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def fingerprint(value: Any) -> str:
    """SHA-256 of the canonical JSON, in 64 hex digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be text, not {type(key).__name__}")
            _check(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _check(part)
    elif not (value is None or isinstance(value, (str, int))):
        raise TypeError(f"cannot write down a {type(value).__name__} without loss")
