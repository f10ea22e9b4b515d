"""Sheets of the Formulir Penilaian about the work: Hasil Kerja and what was beyond the person's control."""

from __future__ import annotations

from kinerja_pauh.appraisal.model import Decision, Direction, Remedy

from .form_formulas import (
    ADJUSTED_CAPAIAN,
    DATES,
    FACTOR,
    IS_RATING,
    KEPT_WEIGHT,
    NAME,
    RAW_CAPAIAN,
    contribution,
    score,
)
from .form_words import CAUSES, FACTORS, LEFT_OUT, SUMMARY, WORK
from .layout import MISSING, WRONG, Column, Look, Rule, Table

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
