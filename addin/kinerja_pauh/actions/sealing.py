"""Sealing forms that go out, and holding a returned one against seal and register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Refusal, Severity
from kinerja_pauh.sheets.cells import address
from kinerja_pauh.sheets.compare_form import locked_changes
from kinerja_pauh.sheets.form_layout import META
from kinerja_pauh.sheets.seal import seal_holds, seal_of, seal_places, sealed_by

from .outcome import blocked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kinerja_pauh.ports import SealKeys, Stamper
    from kinerja_pauh.sheets.cells import Book, SheetFill
    from kinerja_pauh.sheets.seal import SealKey


class SealBroken(Refusal):
    """Segel formulir tidak cocok dengan isinya."""


def sealed(
    stamper: Stamper,
    fills: Mapping[str, SheetFill],
    meta: Callable[[str], SheetFill],
    read: Callable[[bytes], Book],
    key: SealKey,
) -> bytes:
    """A workbook with its seal. fills: all but `_meta`; meta: that with a given seal; read: the workbook as a book.

    It is read before it is sealed: what the template itself says in locked cells is under the seal too.
    """
    first = stamper.render({**fills, META: meta("")})
    return stamper.refill(first, META, meta(seal_of(read(first), key)))


def tampering(back: Book, sent: Book, keys: SealKeys) -> list[Finding]:
    """What was changed in a returned workbook where nobody types: its locked cells, or else its seal.

    sent: as it was handed out.

    Raises:
        SealBroken: as `seal_findings`.
    """
    changed = locked_changes(sent, back)
    return changed if blocked(changed) else [*changed, *seal_findings(back, sent, keys)]


def seal_findings(back: Book, sent: Book, keys: SealKeys) -> list[Finding]:
    """What the seal of a returned form says, given that its other locked cells are as they were sent.

    Nothing where it holds, and where nobody can judge: a form without a seal, or a key that is not on this computer.

    Raises:
        SealBroken: the copy in the register was changed, and the return with it.
    """
    key = _key_of(back, keys)
    if key is not None and seal_holds(back, key):
        return []
    known = _key_of(sent, keys)
    if known is None:
        return []
    if not seal_holds(sent, known):
        raise SealBroken(
            "Segel formulir ini tidak cocok, padahal sel terkuncinya sama dengan salinan di register: salinan itu "
            "sendiri pernah diubah. Jalankan kinerja periksa-keutuhan, lalu pulihkan register dari cadangan."
        )
    message = "Segel formulir ini diubah atau dihapus. Minta penilai mengisi lagi formulir aslinya."
    return [
        Finding(sheet, address(row, column), "segel-berubah", Severity.WRONG, message)
        for sheet, row, column in sorted(seal_places(sent))[:1]
    ]


def is_ours(book: Book, keys: SealKeys) -> bool:
    """Whether a form carries a seal that holds under a key of this office."""
    key = _key_of(book, keys)
    return key is not None and seal_holds(book, key)


def _key_of(book: Book, keys: SealKeys) -> SealKey | None:
    _, key_id = sealed_by(book)
    return keys.find(key_id) if key_id else None
