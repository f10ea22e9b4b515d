"""The documents made for each person: its word on the command line, its master, its file name, what it may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Refusal

from .copy_sheet import copy_context
from .credit_document import credit_context
from .official_evaluation import document_context, evaluation_context
from .official_plan import attachment_context, plan_context, steps_context
from .printed_code import verification_code
from .report_context import report_context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .returns import Person, Returns


class UnknownKind(Refusal):
    """Jenis dokumen yang diminta tidak ada."""


@dataclass(frozen=True, slots=True)
class Document:
    """One kind. key: its word after --jenis; template: file name of its master; stem: how its files' names begin.

    context: what its template may name beside `kode`, None for a person who gets no such document. from_plan: nothing
    need have come back; named_only: made only when its own word is said.
    """

    key: str
    template: str
    stem: str
    title: str
    context: Callable[[Person, Returns], Mapping[str, object] | None]
    from_plan: bool = False
    named_only: bool = False

    def names(self, person: Person, returns: Returns) -> Mapping[str, object] | None:
        """Everything that its template may name; None for a person who gets no such document."""
        found = self.context(person, returns)
        return None if found is None else {**found, "kode": verification_code(person)}


REPORT = "laporan"
ALL = "semua"
DOCUMENTS: Mapping[str, Document] = {
    one.key: one
    for one in (
        Document(REPORT, "Laporan_Hasil_Penilaian.xlsx", "Laporan", "Laporan Hasil Penilaian", report_context),
        Document("skp", "SKP_Kuantitatif.xlsx", "SKP-Kuantitatif", "SKP kuantitatif", plan_context, from_plan=True),
        Document(
            "skp-kualitatif",
            "SKP_Kualitatif.xlsx",
            "SKP-Kualitatif",
            "SKP kualitatif",
            plan_context,
            from_plan=True,
            named_only=True,
        ),
        Document(
            "skp-pimpinan",
            "SKP_Pimpinan.xlsx",
            "SKP-Pimpinan",
            "SKP pimpinan unit",
            plan_context,
            from_plan=True,
            named_only=True,
        ),
        Document("lampiran", "Lampiran_SKP.xlsx", "Lampiran-SKP", "Lampiran SKP", attachment_context, from_plan=True),
        Document("rencana-aksi", "Rencana_Aksi.xlsx", "Rencana-Aksi", "Rencana Aksi", steps_context, from_plan=True),
        Document("evaluasi", "Evaluasi_Kinerja.xlsx", "Evaluasi", "Evaluasi Kinerja", evaluation_context),
        Document(
            "dokumen-evaluasi",
            "Dokumen_Evaluasi_Kinerja.xlsx",
            "Dokumen-Evaluasi",
            "Dokumen Evaluasi Kinerja",
            document_context,
        ),
        Document("angka-kredit", "Konversi_Angka_Kredit.xlsx", "Angka-Kredit", "Simulasi Angka Kredit", credit_context),
        Document("salin", "Lembar_Salin.xlsx", "Salin", "Lembar Salin e-Kinerja", copy_context),
    )
}


def documents(word: str) -> tuple[Document, ...]:
    """The kinds that a word of the command line means.

    Raises:
        UnknownKind: there is no such word.
    """
    if word == ALL:
        return tuple(one for one in DOCUMENTS.values() if not one.named_only)
    if word not in DOCUMENTS:
        raise UnknownKind(f'Jenis "{word}" tidak ada. Yang ada: {", ".join((*DOCUMENTS, ALL))}.')
    return (DOCUMENTS[word],)
