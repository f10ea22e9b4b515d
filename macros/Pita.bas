Attribute VB_Name = "Pita"
Option Explicit

' Satu Sub untuk setiap tombol di pita (customUI14.xml); hanya untuk add-in Penilaian.xlam.

Public Sub PitaPeriksaIsian(control As Object)
    TekanTombol "periksa-isian"
End Sub

Public Sub PitaHitungNilai(control As Object)
    TekanTombol "hitung-nilai"
End Sub

Public Sub PitaJelaskanNilai(control As Object)
    TekanTombol "jelaskan-nilai"
End Sub

Public Sub PitaPeriksaInduk(control As Object)
    TekanTombol "periksa-induk"
End Sub

Public Sub PitaBagikanFormulir(control As Object)
    TekanTombol "bagikan-formulir"
End Sub

Public Sub PitaKumpulkan(control As Object)
    TekanTombol "kumpulkan"
End Sub

Public Sub PitaMonitor(control As Object)
    TekanTombol "monitor"
End Sub

Public Sub PitaRekap(control As Object)
    TekanTombol "rekap"
End Sub

Public Sub PitaBuatLaporan(control As Object)
    TekanTombol "buat-laporan"
End Sub

Public Sub PitaBersihkanTanda(control As Object)
    TekanTombol "bersihkan-tanda"
End Sub

Public Sub PitaDiagnosa(control As Object)
    TekanTombol "diagnosa"
End Sub
