"""The names of the planning workbooks' sheets and the fixed words in their cells."""

from __future__ import annotations

from enum import StrEnum

PLAN_KIND, APPROVAL_KIND = "Rencana SKP", "Persetujuan SKP"
"""What `_meta` calls the two workbooks that come back."""

GUIDE, META = "Petunjuk", "_meta"
PLAN, SUPERIOR, BANK, ACTIVITIES = "Rencana SKP", "RHK Atasan", "Bank Indikator", "Kata Kegiatan"
DECISIONS, PEOPLES_PLANS, SUPPORT = "Keputusan", "Rencana Pegawai", "Dukungan"
TREE, GAPS = "Cascade", "Celah"
BANK_FILE = "Bank_Indikator.xlsx"


class PlanDecision(StrEnum):
    """What a rater says of a plan."""

    AGREED = "Setuju"
    RETURNED = "Kembalikan"


PLAN_GUIDE = (
    "Lihat lembar RHK Atasan: hasil yang direncanakan penilai Anda. Pilih yang Anda dukung.",
    "Isi lembar Rencana SKP, satu baris satu indikator. Yang kuning diisi; No sudah ada.",
    "Rencana Hasil Kerja berisi hasil, bukan kegiatan: Terlayaninya …, Tersusunnya …, bukan Melaksanakan ….",
    "Butuh contoh? Salin sel dari lembar Bank Indikator ke Rencana SKP, lalu sesuaikan angka dan kalimatnya.",
    "Target diketik angkanya saja; satuannya di kolom Satuan. Arah menyebut angka mana yang lebih baik.",
    "Sumber Data menyebut dari mana realisasi nanti diambil dan siapa yang mencatatnya.",
    "Jumlah bobot baris Utama harus tepat 100. Sisa dan usulan pembagiannya tampil di atas tabel.",
    "Kolom Keadaan memberi tahu apa yang kurang di tiap baris. Kirim bila semuanya ✓ Lengkap.",
    "Simpan tanpa mengganti nama berkas, lalu kirim kembali kepada HR.",
)
STEPS_HEADING = "Langkah Pengembangan"
STEPS_SENTENCE = "Langkah yang disepakati tahun lalu; masukkan ke rencana bila masih perlu."
STEPS_HEADERS = ("Periode", "Langkah", "Tenggat")
APPROVAL_GUIDE = (
    "Baca rencana tiap pegawai di lembar Rencana Pegawai. Catatan program ada di lembar Keputusan.",
    "Lihat lembar Dukungan: RHK Anda yang belum didukung siapa pun.",
    "Di lembar Keputusan pilih Setuju atau Kembalikan untuk setiap orang.",
    "Kembalikan harus disertai Alasan yang menyebut apa yang diperbaiki. Pegawai membacanya.",
    "Simpan tanpa mengganti nama berkas, lalu kirim kembali kepada HR.",
)
