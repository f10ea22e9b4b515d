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

Public Sub BagikanRencana()
    TekanTombol "bagikan-rencana"
End Sub

Public Sub AjukanRencana()
    TekanTombol "ajukan-rencana"
End Sub

Public Sub StatusRencana()
    TekanTombol "status-rencana"
End Sub

Public Sub MuatDataLayanan()
    TekanTombol "muat-data-layanan"
End Sub

Public Sub BagikanPandangan()
    TekanTombol "bagikan-pandangan"
End Sub

Public Sub HasilPandangan()
    TekanTombol "hasil-pandangan"
End Sub

Public Sub BagikanKuesioner()
    TekanTombol "bagikan-kuesioner"
End Sub

Public Sub HasilKuesioner()
    TekanTombol "hasil-kuesioner"
End Sub

Public Sub BuktiDukung()
    TekanTombol "bukti-dukung"
End Sub

Public Sub BerkasKeberatan()
    TekanTombol "berkas-keberatan"
End Sub

Public Sub TindakLanjut()
    TekanTombol "tindak-lanjut"
End Sub

Public Sub TutupPeriode()
    TekanTombol "tutup-periode"
End Sub

' Keduanya
Public Sub BersihkanTanda()
    TekanTombol "bersihkan-tanda"
End Sub
