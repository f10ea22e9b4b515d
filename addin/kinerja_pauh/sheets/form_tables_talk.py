"""Sheets of the Formulir Penilaian about the person: behaviour, feedback, minutes of talks, and what others said."""

from __future__ import annotations

from kinerja_pauh.appraisal.model import Rating

from .form_formulas import IS_RATING, NAME
from .form_words import BEHAVIOUR, DIALOGUE, FEEDBACK, MATERIALS, SUMMARY
from .layout import MISSING, WRONG, Column, Look, Rule, Table

BEHAVIOUR_TABLE = Table(
    BEHAVIOUR,
    "Perilaku Kerja",
    "Pilih Rating tiap nilai BerAKHLAK. Di Atas dan Di Bawah Ekspektasi wajib disertai contoh nyata. Langkah "
    "berikutnya: lembar Umpan Balik.",
    (
        Column("NIP", 19.5),
        Column("Nama", 24, Look.WRAP),
        Column("Nilai BerAKHLAK", 16, Look.WRAP),
        Column("Panduan", 50, Look.WRAP),
        Column(
            "Ekspektasi Khusus",
            26,
            Look.WRAP,
            entry=True,
            prompt="Harapan khusus pimpinan untuk orang ini; boleh kosong.",
        ),
        Column(
            "Rating",
            20,
            entry=True,
            choices="=daftar_rating",
            prompt="Pilih dari daftar. Sesuai Ekspektasi adalah kinerja yang baik dan wajar.",
            rules=(Rule(MISSING, '[Rating]=""'), Rule(WRONG, f"NOT({IS_RATING.format('[Rating]')})")),
        ),
        Column(
            "Contoh Perilaku",
            44,
            Look.WRAP,
            entry=True,
            prompt="Kejadian nyata: kapan, apa yang dilakukan, apa akibatnya. Wajib bila bukan Sesuai Ekspektasi.",
            rules=(
                Rule(
                    MISSING,
                    f'AND([Contoh Perilaku]="",OR([Rating]="{Rating.ABOVE}",[Rating]="{Rating.BELOW}"))',
                ),
            ),
        ),
    ),
    frozen="Nilai BerAKHLAK",
)

FEEDBACK_TABLE = Table(
    FEEDBACK,
    "Umpan Balik",
    "Tulis umpan balik yang bisa ditindaklanjuti: apa yang sudah baik, apa yang perlu diperbaiki, langkah dan "
    "tenggatnya.",
    (
        Column("NIP", 19.5, entry=True, choices=f"=[{SUMMARY}:NIP]", prompt="Pilih NIP dari daftar."),
        Column("Nama", 24, Look.WRAP, formula=NAME),
        Column("Tanggal", 18, Look.DATE, entry=True, prompt="Hari pembicaraan, misalnya 15/12/2026."),
        Column("Yang Sudah Baik", 36, Look.WRAP, entry=True),
        Column("Yang Perlu Diperbaiki", 36, Look.WRAP, entry=True),
        Column("Rencana Pengembangan", 36, Look.WRAP, entry=True),
        Column("Tenggat", 18, Look.DATE, entry=True),
    ),
    frozen="Nama",
    lines=4,
)

DIALOGUE_TABLE = Table(
    DIALOGUE,
    "Dialog Kinerja",
    "Catat pembicaraan Anda dengan pegawai sepanjang periode: apa yang dibahas, apa katanya dengan kata-katanya "
    "sendiri, apa yang disepakati. Tidak ikut dihitung.",
    (
        Column(
            "NIP",
            19.5,
            entry=True,
            choices=f"=[{SUMMARY}:NIP]",
            prompt="Pilih NIP dari daftar; satu baris satu pembicaraan.",
        ),
        Column("Nama", 24, Look.WRAP, formula=NAME),
        Column(
            "Tanggal",
            18,
            Look.DATE,
            entry=True,
            prompt="Hari pembicaraan, misalnya 20/5/2026.",
            rules=(Rule(MISSING, 'AND([NIP]<>"",[Tanggal]="")'), Rule(WRONG, "NOT(ISNUMBER([Tanggal]))")),
        ),
        Column(
            "Pokok Bahasan",
            32,
            Look.WRAP,
            entry=True,
            prompt="Apa yang dibicarakan, misalnya: antrean KTP-el pada jam makan siang.",
            rules=(Rule(MISSING, 'AND([NIP]<>"",[Pokok Bahasan]="")'),),
        ),
        Column(
            "Pendapat Pegawai",
            44,
            Look.WRAP,
            entry=True,
            prompt="Yang dikatakan pegawai, dengan kata-katanya sendiri.",
            rules=(Rule(MISSING, 'AND([NIP]<>"",[Pendapat Pegawai]="")'),),
        ),
        Column(
            "Kesepakatan",
            44,
            Look.WRAP,
            entry=True,
            prompt="Yang disepakati berdua: siapa melakukan apa.",
            rules=(Rule(MISSING, 'AND([NIP]<>"",[Kesepakatan]="")'),),
        ),
    ),
    frozen="Nama",
    lines=4,
)

MATERIALS_TABLE = Table(
    MATERIALS,
    "Bahan",
    "Bahan untuk menilai; tidak ikut dihitung. Pandangan pegawai atas kinerjanya sendiri dan jawaban rekan tanpa nama.",
    (
        Column("NIP", 19.5),
        Column("Nama", 24, Look.WRAP),
        Column("Sumber", 20, Look.WRAP),
        Column("Tentang", 38, Look.WRAP),
        Column("Isi", 80, Look.WRAP),
    ),
    frozen="Nama",
)
