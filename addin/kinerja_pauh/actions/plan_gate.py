"""No rating before agreement: who still lacks an agreed plan when the office wants all plans agreed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.findings import Finding, Severity, place_parts

from .plan_states import PlanState, differs, plan_lines, plan_year

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.model import Employee
    from kinerja_pauh.ports import PlanRegister
    from kinerja_pauh.sheets.read_induk import Induk

_CURES = {
    PlanState.UNSENT: "Bagikan buku kerja rencananya dengan kinerja skp bagikan.",
    PlanState.MISSING: "Tagih buku kerja rencananya.",
    PlanState.RETURNED: "Tagih revisinya.",
    PlanState.WAITS: "Ajukan kepada penilainya dengan kinerja skp ajukan, lalu kumpulkan keputusannya.",
}


def plans_hindering(induk: Induk, plans: PlanRegister) -> tuple[Finding, ...]:
    """A finding for everybody whose form may not be handed out yet; none where the office does not ask for it."""
    if not induk.plans_first:
        return ()
    found = []
    for line in plan_lines(induk.plan_makers, plans, plan_year(induk)).values():
        if line.state is not PlanState.AGREED:
            message = f"Rencana SKP orang ini: {str(line.state).lower()}. {_CURES[line.state]}"
            found.append(_at(line.employee, "rencana-belum-disetujui", message))
        elif not line.applied:
            found.append(_at(line.employee, "rencana-belum-disetujui", _NOT_IN))
        elif differs(line, induk):
            found.append(_at(line.employee, "rencana-berubah", _CHANGED))
    return tuple(found)


_NOT_IN = "Rencana SKP orang ini disetujui tetapi belum masuk Induk. Tutup Induk, lalu jalankan kinerja kumpulkan."
_CHANGED = (
    "Baris Rencana orang ini di Induk berbeda dari rencana yang disetujui. Kembalikan, atau buka rencananya lagi "
    "dengan kinerja skp bagikan --nip dan --alasan."
)


def _at(employee: Employee, code: str, message: str) -> Finding:
    sheet, cell = place_parts(employee.places.get("nip", ""))
    return Finding(sheet, cell, code, Severity.WRONG, message)
