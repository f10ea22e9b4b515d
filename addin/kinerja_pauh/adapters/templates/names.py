"""File names of the shipped masters."""

FORM, INDUK, REPORT = "Formulir_Penilaian.xlsx", "Induk.xlsx", "Laporan_Hasil_Penilaian.xlsx"
