"""What the Lembar Salin may name: a person's values in the order and wording of e-Kinerja's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .official_context import behaviours, office_context, printed_texts, with_plan, work_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .returns import Person, Returns

Entry = tuple[str, str]


def copy_context(person: Person, returns: Returns) -> dict[str, object]:
    """One value a cell, in bands as the screens are. batas_huruf: what is longer is marked."""
    plan = returns.induk.plans.get(person.result.ratee.nip, ())
    groups = work_groups(with_plan(person.result.ratee.indicators, plan))
    screens = [*_work_screens(groups), _behaviour_screen(person), _result_screen(person)]
    return {
        **office_context(person, returns),
        "batas_huruf": int(printed_texts(returns)["batas_huruf"]),
        "layar": [_screen(number, *screen) for number, screen in enumerate(screens, start=1)],
    }


def _screen(number: int, title: str, entries: Iterable[Entry]) -> dict[str, object]:
    rows = [
        {"no": f"{number}.{place}", "isian": label, "nilai": value}
        for place, (label, value) in enumerate(entries, start=1)
    ]
    return {"judul": f"{number}. {title}", "isian": rows}


def _work_screens(groups: Iterable[Mapping[str, object]]) -> list[tuple[str, list[Entry]]]:
    screens = []
    for group in groups:
        for result in _listed(group["rhk"]):
            name = "Hasil kerja utama" if str(group["judul"]).startswith("A") else "Hasil kerja tambahan"
            screens.append((f"{name} {result['no']}", _result_entries(result)))
    return screens


def _listed(value: object) -> list[Mapping[str, object]]:
    return value if isinstance(value, list) else []


def _result_entries(result: Mapping[str, object]) -> list[Entry]:
    entries = [
        ("RHK pimpinan yang diintervensi", str(result["rhk_atasan"])),
        ("Rencana hasil kerja", str(result["rhk"])),
    ]
    aspects = _listed(result["aspek"])
    for aspect in aspects:
        entries += [
            ("Aspek", str(aspect["aspek"])),
            ("Indikator kinerja individu", str(aspect["indikator"])),
            ("Target", str(aspect["target"])),
        ]
    entries.append(("Rencana aksi", ""))
    for aspect in aspects:
        entries += [
            (f"Realisasi – {aspect['aspek']}", str(aspect["realisasi"])),
            ("Sumber data", str(aspect["sumber_data"])),
            ("Bukti dukung", str(aspect["bukti"])),
            ("Umpan balik berkelanjutan", str(aspect["umpan_balik"])),
        ]
    return entries


def _behaviour_screen(person: Person) -> tuple[str, list[Entry]]:
    entries: list[Entry] = []
    for one in behaviours(person):
        name = str(one["nilai"])
        entries += [
            (f"{name} – ekspektasi khusus", str(one["ekspektasi"])),
            (f"{name} – umpan balik", str(one["umpan_balik"])),
        ]
    return "Perilaku kerja", entries


def _result_screen(person: Person) -> tuple[str, list[Entry]]:
    result = person.result
    return "Evaluasi", [
        ("Rating hasil kerja", str(result.work_rating or "")),
        ("Rating perilaku kerja", str(result.behaviour_rating or "")),
        ("Predikat kinerja pegawai", result.predicate or ""),
    ]
