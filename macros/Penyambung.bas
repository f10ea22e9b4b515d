Attribute VB_Name = "Penyambung"
' Menyambungkan tombol dengan Python. Tanpa "Option Explicit" dengan sengaja: di LibreOffice, ThisComponent adalah
' dokumen ini; di Excel nama itu tidak dikenal dan menjadi Variant kosong. Itulah pembedanya.

Private Const MACRO_CONTRACT As String = "1"
Private Const JUDUL As String = "Penilaian Kinerja"
Private Const TETAP_BERLAKU As String = "Isian tidak berubah, dan rumus sementara di lembar tetap berlaku."

Public Sub TekanTombol(ByVal Tombol As String)
    If IsEmpty(ThisComponent) Then
        TekanDiExcel Tombol
    Else
        TekanDiLibreOffice Tombol
    End If
End Sub

Private Sub TekanDiExcel(ByVal Tombol As String)
    Dim Penafsir As String
    On Error GoTo TanpaXlwings
    Penafsir = Application.Run("xlwings.xlam!GetConfig", "INTERPRETER_WIN", "")
    On Error GoTo TanpaPython
    If Len(Penafsir) = 0 Then GoTo TanpaPython
    If Len(Dir(Penafsir)) = 0 Then GoTo TanpaPython
    On Error GoTo TanpaXlwings
    Application.Run "xlwings.xlam!RunFrozenPython", Penafsir, "-m kinerja_pauh.faces.press " & Tombol & " --macro=" & MACRO_CONTRACT
    Exit Sub
TanpaXlwings:
    Beritahu "Add-in xlwings tidak ditemukan, jadi tombol tidak dapat bekerja. Jalankan kinerja pasang di komputer ini, lalu buka ulang Excel."
    Exit Sub
TanpaPython:
    Beritahu "Python tidak ditemukan, jadi tombol tidak dapat bekerja. Jalankan kinerja pasang di komputer ini, lalu buka ulang Excel."
End Sub

Private Sub TekanDiLibreOffice(ByVal Tombol As String)
    On Error GoTo BelumDipasang
    ThisComponent.getScriptProvider().getScript("vnd.sun.star.script:Kinerja.Tombol.Tekan?language=Basic&location=application").invoke Array(Tombol, MACRO_CONTRACT, ThisComponent.URL), Array(), Array()
    Exit Sub
BelumDipasang:
    Beritahu "Tombol belum tersambung dengan Python di LibreOffice ini. Tutup LibreOffice, jalankan kinerja pasang --libreoffice, lalu buka lagi."
End Sub

' Pengujian tanpa layar menyebut berkas untuk pesan; kotak pesan di sana tidak akan pernah ditutup orang.
Private Sub Beritahu(ByVal Pesan As String)
    Dim Berkas As Integer
    If Len(Environ("KINERJA_PESAN")) = 0 Then
        MsgBox Pesan & vbNewLine & vbNewLine & TETAP_BERLAKU, vbExclamation, JUDUL
    Else
        Berkas = FreeFile
        Open Environ("KINERJA_PESAN") For Append As #Berkas
        Print #Berkas, "{""teks"": """ & Pesan & """, ""peringatan"": true}"
        Close #Berkas
    End If
End Sub
