Attribute VB_Name = "Tombol"
Option Explicit

' Satu Sub untuk setiap tombol di lembar. Isinya satu baris: yang bekerja adalah Python.

' Formulir Penilaian
Public Sub PeriksaIsian()
    TekanTombol "periksa-isian"
End Sub

Public Sub HitungNilai()
    TekanTombol "hitung-nilai"
End Sub

Public Sub JelaskanNilai()
    TekanTombol "jelaskan-nilai"
End Sub

' Induk
Public Sub PeriksaInduk()
    TekanTombol "periksa-induk"
End Sub

Public Sub BagikanFormulir()
    TekanTombol "bagikan-formulir"
End Sub

Public Sub Kumpulkan()
    TekanTombol "kumpulkan"
End Sub

Public Sub Monitor()
    TekanTombol "monitor"
End Sub

Public Sub Rekap()
    TekanTombol "rekap"
End Sub

Public Sub BuatLaporan()
    TekanTombol "buat-laporan"
End Sub

' Keduanya
Public Sub BersihkanTanda()
    TekanTombol "bersihkan-tanda"
End Sub
