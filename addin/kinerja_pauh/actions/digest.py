"""A short digest of what was entered about a person, so that a later change shows."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LENGTH = 16
_LATER = ("dialogues", "job", "left_steps", "materials", "origin", "part")
"""Fields that the model got after digests had been printed and sealed: empty they say nothing, as if not there."""


def digest(entry: object) -> str:
    """Sixteen hexadecimal digits over all fields of a model object; where its cells stand does not count."""
    return hashlib.sha256("\x1f".join(_parts(entry)).encode()).hexdigest()[:_LENGTH]


def _parts(entry: object) -> Iterator[str]:
    if is_dataclass(entry):
        for one in fields(entry):
            value = getattr(entry, one.name)
            if one.name != "places" and (value or one.name not in _LATER):
                yield from (one.name, *_parts(value))
    elif isinstance(entry, tuple):
        for item in entry:
            yield from ("(", *_parts(item), ")")
    else:
        yield "" if entry is None else str(entry)
