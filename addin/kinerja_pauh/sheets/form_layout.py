"""The Formulir Penilaian: every sheet's columns with their look, entry rules and formulas. The one source of them."""

from __future__ import annotations

from kinerja_pauh.appraisal.model import Decision, Direction, Rating, Remedy

from .form_formulas import (
    ADJUSTED_CAPAIAN,
    CHOSEN_BEHAVIOUR,
    CHOSEN_WORK,
    DATES,
    EXAMPLE_OWED,
    FACTOR,
    IS_RATING,
    KEPT_WEIGHT,
    NAME,
    RAW_CAPAIAN,
    RAW_ROWS_OPEN,
    REASON_OWED,
    ROWS_OPEN,
    SAME,
    WEIGHT_OFF,
    contribution,
    rated,
    score,
    work_score,
)
from .form_words import (
    BEHAVIOUR,
    CAUSES,
    FACTORS,
    FEEDBACK,
    GUIDE,
    LEFT_OUT,
    META,
    NO,
    PROVISIONAL_MARK,
    RATINGS,
    RESULTS,
    STATE_MARKS,
    SUMMARY,
    WORK,
    YES,
)
from .layout import MISSING, WRONG, Column, Look, Rule, Table
from .mark_sheets import EXPLANATION, EXPLANATION_TABLE, FINDINGS, FINDINGS_TABLE

__all__ = [
    "BEHAVIOUR",
    "BEHAVIOUR_TABLE",
    "CAUSES",
    "EXPLANATION",
    "FACTORS",
    "FACTORS_TABLE",
    "FEEDBACK",
    "FEEDBACK_TABLE",
    "FINDINGS",
    "GUIDE",
    "LEFT_OUT",
    "MARK_TABLES",
    "META",
    "NO",
    "PROVISIONAL_MARK",
    "RATINGS",
    "RESULTS",
    "RESULTS_TABLE",
    "SHEETS",
    "STATE_MARKS",
    "SUMMARY",
    "SUMMARY_TABLE",
    "TABLES",
    "WORK",
    "WORK_TABLE",
    "YES",
]

WORK_TABLE = Table(
    WORK,
    "Hasil Kerja",
    "Isi Realisasi dan Bukti Dukung tiap indikator; Capaian dan Nilai terhitung sendiri. Langkah berikutnya: lembar "
    "Perilaku.",
    (
        Column("NIP", 19.5),
        Column("Nama", 21, Look.WRAP),
        Column("No", 4.5, Look.NUMBER),
        Column("Jenis", 9.5),
        Column("Rencana Hasil Kerja", 30, Look.WRAP),
        Column("Aspek", 9.5),
        Column("Indikator", 27, Look.WRAP),
        Column("Satuan", 10, Look.WRAP),
        Column("Arah", 12, Look.WRAP),
        Column("Target", 14, Look.NUMBER),
        Column("Target Atas", 9.5, Look.NUMBER),
        Column("Bobot (%)", 9, Look.NUMBER),
        Column(
            "Realisasi",
            12.5,
            Look.NUMBER,
            entry=True,
            choices=f'=IF([Arah]="{Direction.QUALITATIVE}",daftar_rating,contoh_angka)',
            prompt="Ketik angkanya saja, tanpa satuan. Baris berarah Kualitatif: pilih dari daftar.",
            rules=(
                Rule(MISSING, '[Realisasi]=""'),
                Rule(
                    WRONG,
                    f'IF([Arah]="{Direction.QUALITATIVE}",NOT({IS_RATING.format("[Realisasi]")}),'
                    "OR(NOT(ISNUMBER([Realisasi])),N([Realisasi])<0))",
                ),
            ),
        ),
        Column(
            "Bukti Dukung",
            20,
            Look.WRAP,
            entry=True,
            prompt="Nama dokumen atau tempat menyimpannya, misalnya: Rekap SIAK Des 2026.",
        ),
        Column("Catatan", 17, Look.WRAP, entry=True, prompt="Hal yang perlu diketahui pembaca; boleh kosong."),
        Column("Capaian (%)", 9.5, Look.SCORE, formula=RAW_CAPAIAN),
        Column("Nilai", 8.5, Look.SCORE, formula=score("[Capaian (%)]")),
        Column("Kontribusi", 10.5, Look.POINTS, formula=contribution("[Capaian (%)]", "[Nilai]", "100")),
        Column("Faktor Luar", 11.5, Look.COUNT, formula=FACTOR),
        Column("Capaian Disesuaikan (%)", 12, Look.SCORE, formula=ADJUSTED_CAPAIAN),
        Column("Nilai Disesuaikan", 12, Look.SCORE, formula=score("[Capaian Disesuaikan (%)]")),
        Column(
            "Kontribusi Disesuaikan",
            12.5,
            Look.POINTS,
            formula=f'IF([Faktor Luar]="{LEFT_OUT}",0,'
            + contribution("[Capaian Disesuaikan (%)]", "[Nilai Disesuaikan]", KEPT_WEIGHT)
            + ")",
        ),
    ),
    frozen="No",
    zoom=80,
    pages_wide=2,
)

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

FACTORS_TABLE = Table(
    FACTORS,
    "Faktor Luar",
    "Catat sebab di luar kendali pegawai. Baru dihitung bila penilai dan atasan penilai sama-sama memilih Setuju; "
    "nilai mentah tetap tampil.",
    (
        Column(
            "NIP",
            19.5,
            entry=True,
            choices=f"=[{SUMMARY}:NIP]",
            prompt="Pilih NIP dari daftar; namanya muncul di kolom sebelah.",
        ),
        Column("Nama", 24, Look.WRAP, formula=NAME),
        Column(
            "No Indikator",
            10,
            Look.NUMBER,
            entry=True,
            prompt="Nomor baris orang itu di lembar Hasil Kerja (kolom No).",
            rules=(Rule(MISSING, 'AND([NIP]<>"",[No Indikator]="")'),),
        ),
        Column("Sebab", 26, Look.WRAP, entry=True, choices=CAUSES, rules=(Rule(MISSING, 'AND([NIP]<>"",[Sebab]="")'),)),
        Column(
            "Mulai",
            18,
            Look.DATE,
            entry=True,
            prompt="Hari pertama, misalnya 3/8/2026.",
            rules=(
                Rule(MISSING, 'AND([NIP]<>"",[Mulai]="")'),
                Rule(WRONG, 'AND([Mulai]<>"",OR(N([Mulai])<periode_mulai,N([Mulai])>periode_selesai))'),
            ),
        ),
        Column(
            "Selesai",
            18,
            Look.DATE,
            entry=True,
            prompt="Hari terakhir (ikut dihitung).",
            rules=(
                Rule(MISSING, 'AND([NIP]<>"",[Selesai]="")'),
                Rule(WRONG, 'AND([Selesai]<>"",OR(N([Selesai])<N([Mulai]),N([Selesai])>periode_selesai))'),
            ),
        ),
        Column(
            "Cara",
            20,
            Look.WRAP,
            entry=True,
            choices=tuple(Remedy),
            prompt="Prorata target: hanya aspek Kuantitas yang makin tinggi makin baik.",
            rules=(Rule(MISSING, 'AND([NIP]<>"",[Cara]="")'),),
        ),
        Column("Bukti", 26, Look.WRAP, entry=True, rules=(Rule(MISSING, 'AND([NIP]<>"",[Bukti]="")'),)),
        Column("Keputusan Penilai", 13, Look.WRAP, entry=True, choices=tuple(Decision)),
        Column("Keputusan Atasan Penilai", 13, Look.WRAP, entry=True, choices=tuple(Decision)),
        Column(
            "Hari",
            7,
            Look.COUNT,
            formula=f"IF(AND({DATES}),MAX(0,MIN([Selesai],periode_selesai)-MAX([Mulai],periode_mulai)+1),0)",
        ),
    ),
    frozen="Nama",
    lines=2,
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

SUMMARY_TABLE = Table(
    SUMMARY,
    "Ringkasan",
    "Nilai sementara terhitung sendiri dari isian. Pilih Rating Hasil dan Rating Perilaku; beri Alasan bila berbeda "
    "dari usulan.",
    (
        Column("NIP", 19.5),
        Column("Nama", 24, Look.WRAP),
        Column("Jabatan", 24, Look.WRAP),
        Column(
            "Ide Baru",
            8,
            entry=True,
            choices=(YES, NO),
            prompt="Ya bila ada ide atau cara baru yang bermanfaat bagi organisasi (syarat sebutan Sangat Baik).",
            rules=(Rule(MISSING, '[Ide Baru]=""'),),
        ),
        Column(
            "Uraian Ide Baru",
            22,
            Look.WRAP,
            entry=True,
            rules=(Rule(MISSING, f'AND([Ide Baru]="{YES}",[Uraian Ide Baru]="")'),),
        ),
        Column(
            "Nilai Hasil Kerja",
            9,
            Look.SCORE,
            formula=f'IF(OR({WEIGHT_OFF},{ROWS_OPEN},{KEPT_WEIGHT}=0),"",' + work_score("Kontribusi Disesuaikan") + ")",
        ),
        Column(
            "Hasil Tanpa Faktor Luar",
            10,
            Look.SCORE,
            formula=f'IF(OR({WEIGHT_OFF},{RAW_ROWS_OPEN}),"",{work_score("Kontribusi")})',
        ),
        Column(
            "Nilai Perilaku",
            10.5,
            Look.SCORE,
            formula=f'IF({"+".join(rated(r) for r in RATINGS)}<>7,"",ROUND(({rated(Rating.ABOVE)}*nilai_di_atas+'
            f"{rated(Rating.MEETS)}*nilai_sesuai+{rated(Rating.BELOW)}*nilai_di_bawah)/7,2))",
        ),
        Column(
            "Nilai Akhir",
            10,
            Look.SCORE,
            formula='IF(OR([Nilai Hasil Kerja]="",[Nilai Perilaku]=""),"",'
            "ROUND((bobot_hasil*[Nilai Hasil Kerja]+bobot_perilaku*[Nilai Perilaku])/100,2))",
        ),
        Column(
            "Sebutan",
            12,
            formula=f'IF([Nilai Akhir]="","",IF(AND([Nilai Akhir]>=ambang_sangat_baik,[Ide Baru]="{YES}"),'
            '"Sangat Baik",IF([Nilai Akhir]>=ambang_baik,"Baik",IF([Nilai Akhir]>=ambang_cukup,"Cukup",'
            'IF([Nilai Akhir]>=ambang_kurang,"Kurang","Sangat Kurang")))))',
        ),
        Column(
            "Rating Hasil (Usulan)",
            18,
            Look.WRAP,
            formula=f'IF([Nilai Hasil Kerja]="","",IF([Nilai Hasil Kerja]>=ambang_hasil_di_atas,"{Rating.ABOVE}",'
            f'IF([Nilai Hasil Kerja]>=ambang_hasil_sesuai,"{Rating.MEETS}","{Rating.BELOW}")))',
        ),
        Column(
            "Rating Hasil",
            18,
            Look.WRAP,
            entry=True,
            choices="=daftar_rating",
            prompt="Keputusan penilai. Bila berbeda dari usulan, isi Alasan.",
            rules=(Rule(MISSING, '[Rating Hasil]=""'),),
        ),
        Column(
            "Rating Perilaku (Usulan)",
            18,
            Look.WRAP,
            formula=f'IF([Nilai Perilaku]="","",IF({rated(Rating.ABOVE)}>=4,"{Rating.ABOVE}",'
            f'IF({rated(Rating.BELOW)}>=4,"{Rating.BELOW}","{Rating.MEETS}")))',
        ),
        Column(
            "Rating Perilaku",
            18,
            Look.WRAP,
            entry=True,
            choices="=daftar_rating",
            prompt="Keputusan penilai. Bila berbeda dari usulan, isi Alasan.",
            rules=(Rule(MISSING, '[Rating Perilaku]=""'),),
        ),
        Column("Alasan", 24, Look.WRAP, entry=True, rules=(Rule(MISSING, REASON_OWED),)),
        Column(
            "Predikat",
            17,
            Look.WRAP,
            formula=f'IF([Nilai Akhir]="","",IFERROR(INDEX(matriks_predikat,MATCH({CHOSEN_WORK},daftar_rating,0),'
            f"MATCH({CHOSEN_BEHAVIOUR},daftar_rating,0))"
            f'&IF(OR([Rating Hasil]="",[Rating Perilaku]=""),"{PROVISIONAL_MARK}",""),""))',
        ),
        Column(
            "Status",
            22,
            Look.STATE,
            formula='IF([Nilai Akhir]="",IF([Nilai Hasil Kerja]="","✕ Hasil kerja belum lengkap",'
            '"✕ Perilaku belum lengkap"),IF([Ide Baru]="","✕ Ide Baru belum dipilih",'
            f'IF(AND([Ide Baru]="{YES}",[Uraian Ide Baru]=""),"✕ Uraian ide belum diisi",'
            f'IF({EXAMPLE_OWED},"✕ Contoh perilaku belum lengkap",IF({REASON_OWED},"✕ Alasan belum diisi",'
            'IF(OR([Rating Hasil]="",[Rating Perilaku]=""),"▲ Sementara","✓ Lengkap"))))))',
        ),
    ),
    frozen="Nama",
    zoom=80,
    pages_wide=2,
)

RESULTS_TABLE = Table(
    RESULTS,
    "Hasil",
    "Ditulis oleh Hitung Nilai; terkunci. Bila isian berubah sesudahnya, kolom Keadaan memberi tahu.",
    (
        Column("NIP", 19.5),
        Column("Nama", 24, Look.WRAP),
        Column("Nilai Hasil Kerja", 9, Look.SCORE),
        Column("Hasil Tanpa Faktor Luar", 10, Look.SCORE),
        Column("Nilai Perilaku", 9, Look.SCORE),
        Column("Nilai Akhir", 9, Look.SCORE),
        Column("Sebutan", 12),
        Column("Rating Hasil", 18, Look.WRAP),
        Column("Rating Perilaku", 18, Look.WRAP),
        Column("Predikat", 17, Look.WRAP),
        Column("Status", 13, Look.STATE),
        Column("Dihitung Pada", 18, Look.WRAP),
        Column("Versi", 8),
        Column("Peraturan", 24, Look.WRAP),
        Column("Sidik", 18),
        Column(
            "Keadaan",
            26,
            Look.STATE,
            formula=f'IF([Sidik]="","Belum dihitung",IFERROR(IF(AND({SAME}),"✓ Nilai sesuai isian",'
            '"▲ Usang: isian berubah, hitung lagi"),"▲ Usang: isian berubah, hitung lagi"))',
        ),
    ),
    frozen="Nama",
    pages_wide=2,
)

TABLES = {
    table.sheet: table
    for table in (SUMMARY_TABLE, WORK_TABLE, BEHAVIOUR_TABLE, FACTORS_TABLE, FEEDBACK_TABLE, RESULTS_TABLE)
}
MARK_TABLES = {FINDINGS: FINDINGS_TABLE, EXPLANATION: EXPLANATION_TABLE}
"""Sheets that only buttons write; nothing is read from them."""
SHEETS = (GUIDE, *TABLES, *MARK_TABLES, META)
