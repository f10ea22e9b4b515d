"""What kinerja laporan says at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.wording import name_some

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .joining import Joined
    from .papers import Paper
    from .printing import Printed

_NAMED = 5  # files named one by one before the rest is counted


def paper_words(papers: Sequence[Paper], what: str, folder: str) -> str:
    """How many documents there are, and how many of them are new. what: "laporan" or "dokumen"."""
    fresh = sum(paper.fresh for paper in papers)
    change = "" if fresh == len(papers) else f": {fresh} ditulis, {len(papers) - fresh} tidak berubah"
    return f"{len(papers)} {what} (buku kerja) ada di {folder}{change}."


def printed_words(printed: Printed) -> Iterator[str]:
    """What was printed by which program, and what is left to do."""
    by = f" dengan {printed.printer}" if printed.printer else ""
    yield f"PDF: {len(printed.fresh)} dicetak{by}, {printed.kept} tidak berubah."
    left = len(printed.failed) + printed.untried
    if left:
        yield f"{left} PDF belum tercetak. Jalankan perintah yang sama lagi: hanya yang belum ada yang dicetak."


def joined_words(joined: Joined) -> str:
    """How many joined files are new."""
    return f"PDF gabungan: {len(joined.fresh)} ditulis, {joined.kept} tidak berubah."


def outdated_words(count: int) -> Iterator[str]:
    """PDF files that were not asked for this time and now say something else than their workbooks."""
    if count:
        yield f"{count} PDF lama belum memuat perubahan ini. Jalankan kinerja laporan dengan --pdf."


def left_behind_words(names: Sequence[str]) -> Iterator[str]:
    """Files that nobody's document is any more."""
    if names:
        yield (
            f"{len(names)} berkas lama tidak dihapus, karena orangnya tidak lagi dinilai di sini atau namanya berubah: "
            f"{name_some(names, _NAMED)}. Hapus sendiri bila tidak diperlukan."
        )
