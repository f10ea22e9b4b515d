"""The kinds of inquiries and the fixed words of their workbooks."""

from __future__ import annotations

SELF_KIND, PEER_KIND = "pandangan", "rekan"
"""What the register and `_meta` call them: an employee's view of the own work, and what colleagues answer."""

GUIDE, META = "Petunjuk", "_meta"
SELF_WORK, SELF_BEHAVIOUR = "Pandangan", "Perilaku"

SELF_GUIDE = (
    "Lembar ini untuk Anda: sampaikan apa yang menurut Anda tercapai, buktinya, dan apa yang menghambat.",
    "Mengisi adalah pilihan Anda. Isiannya diperlihatkan kepada penilai, tetapi tidak pernah ikut dihitung.",
    "Lembar Pandangan: isi sel kuning. Realisasi diketik angkanya saja; satuannya sudah tertulis.",
    "Yang tidak Anda ketahui biarkan kosong. Kosong berarti tidak dijawab, bukan nol.",
    "Lembar Perilaku: tulis kejadian nyata yang ingin Anda ingatkan, tanpa nama atau nomor warga.",
    "Simpan tanpa mengganti nama berkas, lalu kirim kembali kepada HR: flash disk, atau WhatsApp sebagai dokumen.",
    "Boleh dikirim lagi selama periode belum ditutup; yang dipakai kiriman terakhir.",
)
