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

Public Sub PitaBagikanRencana(control As Object)
    TekanTombol "bagikan-rencana"
End Sub

Public Sub PitaAjukanRencana(control As Object)
    TekanTombol "ajukan-rencana"
End Sub

Public Sub PitaStatusRencana(control As Object)
    TekanTombol "status-rencana"
End Sub

Public Sub PitaMuatDataLayanan(control As Object)
    TekanTombol "muat-data-layanan"
End Sub

Public Sub PitaBagikanPandangan(control As Object)
    TekanTombol "bagikan-pandangan"
End Sub

Public Sub PitaHasilPandangan(control As Object)
    TekanTombol "hasil-pandangan"
End Sub

Public Sub PitaBagikanKuesioner(control As Object)
    TekanTombol "bagikan-kuesioner"
End Sub

Public Sub PitaHasilKuesioner(control As Object)
    TekanTombol "hasil-kuesioner"
End Sub

Public Sub PitaBuktiDukung(control As Object)
    TekanTombol "bukti-dukung"
End Sub

Public Sub PitaBerkasKeberatan(control As Object)
    TekanTombol "berkas-keberatan"
End Sub

Public Sub PitaTindakLanjut(control As Object)
    TekanTombol "tindak-lanjut"
End Sub

Public Sub PitaTutupPeriode(control As Object)
    TekanTombol "tutup-periode"
End Sub

Public Sub PitaBersihkanTanda(control As Object)
    TekanTombol "bersihkan-tanda"
End Sub

Public Sub PitaDiagnosa(control As Object)
    TekanTombol "diagnosa"
End Sub
