"""The names of the anonymous questionnaire's sheets and the fixed words in their cells."""

from __future__ import annotations

QUESTIONS, SUGGESTION = "Kuesioner", "Saran"
NO_NAMES = "Kuesioner ini anonim: jangan tulis nama Anda atau nama orang lain di sel mana pun."

GUIDE_LINES = (
    "Kuesioner ini anonim. Nama Anda tidak ditanya; jangan tulis nama atau NIP siapa pun di sel mana pun.",
    "Isilah hanya bila Anda mengenal pekerjaan orang ini. Bila tidak, jangan dikembalikan.",
    "Di lembar Kuesioner pilih satu Jawaban untuk tiap nilai; ketujuh-tujuhnya harus terisi.",
    "Sesuai Ekspektasi berarti baik dan wajar. Pilih menurut yang Anda lihat sendiri dalam masa itu.",
    "Contoh boleh kosong. Bila diisi: kejadian nyata, tanpa nama, tanpa hal yang menunjukkan siapa Anda.",
    "Di lembar Saran boleh ditulis satu saran untuk orang ini.",
    "Jawaban dijumlah bersama jawaban rekan lain. Bila kurang dari tiga jawaban, tidak ada hasil sama sekali.",
    "Hasil gabungan dibaca penilai dan menjadi bahan dialog; angkanya tidak masuk ke nilai.",
    "Simpan tanpa mengganti nama berkas, lalu kembalikan dengan cara yang diumumkan HR.",
    "Excel tidak menyimpan nama Anda di berkas ini; program lain mungkin menulisnya di properti, tetapi tidak dibaca.",
    "Ingin mengubah jawaban? Isi lagi berkas yang sama dan kembalikan lagi; yang terakhir yang dihitung.",
)
IDENTITY = ("Nama", "Jabatan", "Unit Kerja", "Masa yang dinilai")
"""What the sheet Petunjuk says of the person who is asked about."""
SUGGESTION_QUESTION = (
    "Satu saran yang paling membantu orang ini: apa yang diteruskan, atau apa yang dicoba dengan cara lain? Boleh "
    "dikosongkan."
)
