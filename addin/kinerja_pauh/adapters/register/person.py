"""Finding a person's NIP and names in text, however they are written, and writing something else there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME_GONE = "(dihapus)"

_ENTITIES = {
    "&": "(?:&amp;|&#38;|&)",
    "'": "(?:'|’|&apos;|&#39;|&#x27;)",
    "’": "(?:'|’|&apos;|&#39;|&#x27;)",
    '"': '(?:"|&quot;|&#34;)',
}
_TAG = re.compile(r"(<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)")


@dataclass(frozen=True)
class Person:
    """Who is to be found. names: as written in forms; stand_in: what replaces the NIP.

    A name of one word is an everyday word too: it counts only in its own spelling, and never inside an XML tag.
    """

    nip: str
    names: frozenset[str]
    stand_in: str

    def is_in(self, text: str) -> bool:
        """Whether text names this person."""
        return self.is_in_code(text) or bool(self._word.search(text))

    def is_in_code(self, text: str) -> bool:
        """The same where single words mean nothing: in a tag or in bytes."""
        return bool(self._nip.search(text) or self._name.search(text))

    def is_in_xml(self, text: str) -> bool:
        """Whether an XML part names this person, in its texts or its attributes."""
        return self.is_in_code(text) or bool(self._word.search(_TAG.sub("\n", text)))

    def cleaned(self, text: str) -> str:
        """The text without NIP and names.

        >>> Person("198609262015051901", frozenset({"Siti Rahma, S.E."}), "dihapus-1").cleaned(
        ...     "SITI  rahma (19860926 201505 1 901), Siti Rahmawati")
        '(dihapus) (dihapus-1), Siti Rahmawati'
        """
        return self._word.sub(NAME_GONE, self._cleaned_code(text))

    def cleaned_xml(self, text: str) -> str:
        """An XML part without NIP and names; its tags stay well formed."""
        if not self.is_in_xml(text):
            return text
        pieces = _TAG.split(text)  # text, tag, text, …
        return "".join(self._cleaned_code(p) if place % 2 else self.cleaned(p) for place, p in enumerate(pieces))

    def _cleaned_code(self, text: str) -> str:
        return self._name.sub(NAME_GONE, self._nip.sub(self.stand_in, text))

    @cached_property
    def _nip(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\d)" + r"\s?".join(map(re.escape, self.nip)) + r"(?!\d)")

    @cached_property
    def _name(self) -> re.Pattern[str]:
        return _any_of((form for form in _spellings(self.names) if " " in form), re.IGNORECASE)

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return _any_of((form for form in _spellings(self.names) if " " not in form), re.NOFLAG)


def _spellings(names: Iterable[str]) -> set[str]:
    """Each name in full and without the degrees behind it."""
    full = {" ".join(name.split()) for name in names}
    return {form for form in full | {name.split(",")[0].strip() for name in full} if form}


def _any_of(forms: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str]:
    """A pattern of any of these; one that never matches when there are none."""
    patterns = map(_pattern, sorted(forms, key=len, reverse=True))
    return re.compile("|".join(patterns) or r"(?!)", flags)


def _pattern(form: str) -> str:
    words = ("".join(_ENTITIES.get(letter, re.escape(letter)) for letter in word) for word in form.split())
    return r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)"
