"""The buttons of the Induk: which there are, in the order of the year, and on which sheets they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.sheets.induk_layout import HOME, PLANS
from kinerja_pauh.sheets.monitor_sheet import MONITOR
from kinerja_pauh.sheets.service_sheets import SERVICE_TABLES
from kinerja_pauh.sheets.year_sheets import OBJECTIONS

from .home_page import button_places
from .sheet_buttons import BUTTON_ROW, Button, Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAR = Button("Bersihkan Tanda", "Hapus tanda dan daftar temuan; isian tidak berubah")
_COMMON = (
    Button("Periksa Induk", "Periksa pegawai, rencana dan pengaturan"),
    Button("Bagikan Formulir", "Buat formulir setiap penilai di 1_dibagikan"),
    Button("Kumpulkan", "Putuskan setiap berkas di 2_masuk"),
    Button("Monitor", "Lihat siapa yang belum mengembalikan formulir"),
    Button("Rekap", "Buat rekap dan dasbor di 3_rekap"),
    Button("Buat Laporan", "Buat laporan setiap pegawai di 4_laporan"),
    CLEAR,
)
_PLANNING = (
    Button("Bagikan Rencana", "Buat buku kerja rencana (SKP) setiap pegawai di 1_dibagikan/SKP"),
    Button("Ajukan Rencana", "Buat berkas persetujuan rencana (SKP) setiap penilai"),
    Button("Status Rencana", "Lihat rencana (SKP) siapa yang belum disetujui"),
)
_SERVICE = (Button("Muat Data Layanan", "Hitung berkas di data_layanan menjadi realisasi"),)
_ASKING = (
    Button("Bagikan Pandangan", "Buat lembar pandangan setiap pegawai di 1_dibagikan/pandangan"),
    Button("Hasil Pandangan", "Kumpulan pandangan pegawai di 3_rekap"),
    Button("Bagikan Kuesioner", "Buat kuesioner rekan tanpa nama di 1_dibagikan/rekan"),
    Button("Hasil Kuesioner", "Gabungan jawaban rekan di 3_rekap"),
)
_OBJECTING = (Button("Berkas Keberatan", "Susun berkas setiap keberatan di 4_laporan"),)
_ENDING = (
    Button("Bukti Dukung", "Cocokkan bukti yang disebut dengan berkas di 5_bukti"),
    Button("Tindak Lanjut", "Daftar langkah, penghargaan dan pembinaan di 3_rekap"),
    Button("Tutup Periode", "Tutup periode bila tidak ada lagi yang terbuka; bertanya dahulu"),
)
INDUK_BUTTONS = (*_COMMON, *_PLANNING, *_SERVICE, *_ASKING, *_OBJECTING, *_ENDING)
_OWN = {
    PLANS: _PLANNING,
    OBJECTIONS: _OBJECTING,
    MONITOR: _ENDING,
    **dict.fromkeys((table.sheet for table in SERVICE_TABLES), _SERVICE),
}


_COVERING = 134
"""Pixels of a button on Beranda, which hides its name in the cell below it."""


def strips_on(sheet: str) -> Sequence[Strip]:
    """Beranda has each button beside its step; every other sheet its own above its table, then the common ones."""
    if sheet != HOME:
        return (Strip(BUTTON_ROW, (*_OWN.get(sheet, ()), *_COMMON)),)
    known = {button.caption: button for button in INDUK_BUTTONS}
    return [Strip(row, (known[caption],), column, _COVERING) for row, column, caption in button_places()]
