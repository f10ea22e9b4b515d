"""The Induk, HR's master workbook: staff, annual plans, settings."""

from __future__ import annotations

from kinerja_pauh.appraisal.model import Aspect, Civil, Direction, Kind

from .job_sheet import JOB_COLUMN, JOBS
from .layout import MISSING, WRONG, Column, Look, Rule, Table
from .mark_sheets import FINDINGS
from .monitor_sheet import MONITOR
from .person_columns import NAME_FORMULA, eighteen_digits, needed, nip_column
from .service_sheets import SERVICE_TABLES
from .year_sheets import YEAR_TABLES

HOME, STAFF, PLANS, SETTINGS, REFERENCE = "Beranda", "Pegawai", "Rencana", "Pengaturan", "Acuan"
POSITION_TYPES = (
    "JPT Pratama",
    "Administrator",
    "Pengawas",
    "Pelaksana",
    "JF Keterampilan",
    "JF Keahlian",
)
ACTIVE, INACTIVE = "Ya", "Tidak"


STAFF_TABLE = Table(
    STAFF,
    "Daftar Pegawai",
    "Satu baris satu orang. NIP ditulis 18 angka sebagai teks. Penilai dari luar kantor ikut didaftar dengan Aktif = "
    "Tidak. Berikutnya: lembar Rencana.",
    (
        Column(
            "NIP",
            20,
            entry=True,
            prompt="18 angka tanpa spasi. Sel ini sudah berformat teks; jangan diubah.",
            rules=(
                eighteen_digits("NIP"),
                Rule(WRONG, 'AND([NIP]<>"",SUMPRODUCT(([Pegawai:NIP]=[NIP])*1)>1)'),
            ),
        ),
        Column("Nama", 28, Look.WRAP, entry=True, rules=(needed("Nama"),)),
        Column("Status ASN", 17, entry=True, choices=tuple(Civil), rules=(needed("Status ASN"),)),
        Column("Pangkat/Gol.", 20, Look.WRAP, entry=True, prompt="Misalnya Penata Muda (III/a); PPPK: IX."),
        Column("Jabatan", 30, Look.WRAP, entry=True, rules=(needed("Jabatan"),)),
        Column("Jenis Jabatan", 15, entry=True, choices=POSITION_TYPES),
        Column("Unit Kerja", 26, Look.WRAP, entry=True, rules=(needed("Unit Kerja"),)),
        Column(
            "NIP Penilai",
            20,
            entry=True,
            prompt="NIP atasan langsung yang menilai; ia juga harus ada di kolom NIP.",
            rules=(
                Rule(MISSING, f'AND([NIP]<>"",[Aktif]="{ACTIVE}",[NIP Penilai]="")'),
                eighteen_digits("NIP Penilai"),
                Rule(WRONG, 'AND([NIP Penilai]<>"",[NIP Penilai]=[NIP])'),
            ),
        ),
        Column(
            "NIP Atasan Penilai",
            20,
            entry=True,
            prompt="NIP atasan dari penilai. Kosongkan bila tidak ber-NIP (misalnya Wali Kota).",
            rules=(eighteen_digits("NIP Atasan Penilai"),),
        ),
        Column(
            "Aktif",
            8,
            entry=True,
            choices=(ACTIVE, INACTIVE),
            prompt="Ya bila dinilai pada periode ini.",
            rules=(needed("Aktif"),),
        ),
    ),
    frozen="Nama",
    zoom=85,
)

_MINE = f"([{PLANS}:NIP]=[NIP])"
_HERE = f'((([{PLANS}:{JOB_COLUMN}]=[{JOB_COLUMN}])+([{PLANS}:{JOB_COLUMN}]=""))>0)'
"""Rows of the same job, and those that belong to all of a person's jobs."""
_OWN_WEIGHT = f'SUMPRODUCT({_MINE}*{_HERE}*([{PLANS}:Jenis]="{Kind.MAIN}"),[{PLANS}:Bobot (%)])'
_SHARED = f'AND([{JOB_COLUMN}]="",SUMPRODUCT({_MINE}*([{PLANS}:{JOB_COLUMN}]<>""))>0)'
"""A row for all jobs of somebody who has rows for single ones too: its weights are told there."""
_SAME_JOB = f"([{JOBS}:NIP]=[NIP])*([{JOBS}:No]=[{JOB_COLUMN}])"

PLANS_TABLE = Table(
    PLANS,
    "Rencana Kerja Tahunan",
    "Satu baris satu indikator. Bobot baris Utama tiap orang harus tepat 100. Berikutnya: periksa, lalu bagikan "
    "formulir.",
    (
        nip_column(),
        Column("Nama", 22, Look.WRAP, formula=NAME_FORMULA),
        Column("No", 5, Look.NUMBER, entry=True, prompt="Nomor urut indikator orang itu.", rules=(needed("No"),)),
        Column("Jenis", 10, entry=True, choices=tuple(Kind), rules=(needed("Jenis"),)),
        Column(
            "RHK Atasan", 32, Look.WRAP, entry=True, prompt="Rencana hasil kerja pimpinan yang didukung; boleh kosong."
        ),
        Column("Rencana Hasil Kerja", 36, Look.WRAP, entry=True, rules=(needed("Rencana Hasil Kerja"),)),
        Column("Aspek", 11, entry=True, choices=tuple(Aspect), rules=(needed("Aspek"),)),
        Column("Indikator", 34, Look.WRAP, entry=True, rules=(needed("Indikator"),)),
        Column("Satuan", 12, Look.WRAP, entry=True, prompt="Misalnya persen, hari kerja, dokumen."),
        Column("Arah", 16, Look.WRAP, entry=True, choices=tuple(Direction), rules=(needed("Arah"),)),
        Column(
            "Target",
            13,
            Look.NUMBER,
            entry=True,
            prompt="Angka saja, tanpa satuan. Untuk Kualitatif boleh kosong.",
            rules=(
                Rule(MISSING, f'AND([NIP]<>"",[Target]="",[Arah]<>"{Direction.QUALITATIVE}")'),
                Rule(
                    WRONG,
                    f'AND([Target]<>"",[Arah]<>"{Direction.QUALITATIVE}",OR(NOT(ISNUMBER([Target])),N([Target])<=0))',
                ),
            ),
        ),
        Column(
            "Target Atas",
            10,
            Look.NUMBER,
            entry=True,
            prompt="Batas atas bila target berupa rentang; selain itu kosong.",
            rules=(
                Rule(WRONG, 'AND([Target Atas]<>"",OR(NOT(ISNUMBER([Target Atas])),N([Target Atas])<N([Target])))'),
            ),
        ),
        Column(
            "Bobot (%)",
            9,
            Look.NUMBER,
            entry=True,
            prompt="Jumlah bobot baris Utama seseorang harus 100. Sepertiga ditulis 33,33 33,33 33,34.",
            rules=(
                needed("Bobot (%)"),
                Rule(WRONG, 'AND([Bobot (%)]<>"",OR(NOT(ISNUMBER([Bobot (%)])),N([Bobot (%)])<=0))'),
                Rule(WRONG, f'AND([NIP]<>"",[Jenis]="{Kind.MAIN}",NOT({_SHARED}),ROUND({_OWN_WEIGHT},4)<>100)'),
            ),
        ),
        Column("Sumber Data", 26, Look.WRAP, entry=True),
        Column(
            JOB_COLUMN,
            12,
            Look.NUMBER,
            entry=True,
            prompt="No di lembar Penugasan, bila baris ini hanya untuk penugasan itu; selain itu kosong.",
            rules=(Rule(WRONG, f'AND([{JOB_COLUMN}]<>"",SUMPRODUCT({_SAME_JOB})=0)'),),
        ),
    ),
    frozen="No",
    zoom=85,
    lines=3,
)

SETTINGS_TABLE = Table(
    SETTINGS,
    "Pengaturan",
    "Isi kolom Nilai. Kunci jangan diubah; keterangan ada di kolom sebelah.",
    (
        Column("Kunci", 26),
        Column("Nilai", 34, Look.WRAP, entry=True),
        Column("Keterangan", 84, Look.WRAP),
    ),
    frozen="Kunci",
    landscape=False,
    zoom=100,
)

DEADLINE = "batas_kembali"
LAST_FOLDER = "folder_tahun_lalu"
HANDED_OVER = "tanggal_penyerahan"
DAY_BASIS = "dasar_hari_keberatan"
PLANS_FIRST = "skp_disetujui"
DOCUMENT_KEYS = "dokumen_"
"""Begins the keys of optional rows about what the official forms print."""
SETTING_KEYS = {
    "instansi": "Nama instansi, misalnya Pemerintah Kota Padang.",
    "unit": "Nama unit, misalnya Kecamatan Pauh.",
    "tempat": "Tempat untuk baris tanda tangan laporan.",
    "tahun": "Tahun yang dinilai, empat angka.",
    "periode": "Sebutan periode di setiap lembar, misalnya Tahunan 2026 atau Triwulan I 2026.",
    "mulai": "Hari pertama periode, misalnya 1 Januari 2026.",
    "selesai": "Hari terakhir periode, misalnya 31 Desember 2026; tanggal ini memilih peraturan yang dipakai.",
    DEADLINE: "Batas Kembali Formulir, misalnya 15 Januari 2027; boleh kosong. Dipakai lembar Monitor dan pengingat.",
    HANDED_OVER: "Hari laporan diserahkan kepada pegawai; boleh kosong. Laporan lalu menyebut hari terakhir keberatan.",
    DAY_BASIS: "Kalender (setiap hari dihitung) atau Kerja (Sabtu dan Minggu tidak); untuk tenggat keberatan.",
    LAST_FOLDER: (
        "Folder kantor tahun lalu, misalnya ../Penilaian-2025; boleh kosong. Untuk pembanding dan awal rencana baru."
    ),
    PLANS_FIRST: "Ya: formulir penilaian baru dibagikan bila rencana (SKP) setiap orang sudah disetujui; Tidak: bebas.",
    "dengan_rekan": "Ya bila rekan kerja ikut menilai: bobot 60/40 (PP 30/2019 ps. 41); Tidak: 70/30.",
    "versi_berakhlak": "A: panduan perilaku menurut SE MenPANRB 20/2021; B: menurut UU 20/2023 ps. 4.",
    "predikat_organisasi": "Bila sudah ada: Istimewa, Baik, Butuh Perbaikan, Kurang, Sangat Kurang; dipakai rekap.",
    "kata_sandi_lembar": "Pelindung lembar formulir agar rumus tidak tertimpa, bukan pengaman; tersimpan juga di "
    "formulir. Jangan pakai sandi yang dipakai di tempat lain.",
}
"""Keys that every Induk has, with what they mean. Settings of the rulebook may be added below them by their own key."""

TABLES = {table.sheet: table for table in (STAFF_TABLE, PLANS_TABLE, SETTINGS_TABLE, *SERVICE_TABLES, *YEAR_TABLES)}
SHEETS = (HOME, *TABLES, REFERENCE, FINDINGS, MONITOR)
