' kinerja-pauh: dari tombol di LibreOffice ke Python. Dipasang dan dilepas oleh kinerja pasang --libreoffice.
' Python bekerja di proses sendiri dan berbicara dengan LibreOffice ini lewat pipa; Basic hanya menunggu.
Option Explicit

' Global, sebab hanya itu yang bertahan sampai klik berikutnya; pintu yang sama dipakai lagi.
Global KinerjaPintu As Object
Global KinerjaPipa As String
Global KinerjaSibuk As Boolean

Function Tekan(sTombol As String, sKontrak As String, sUrl As String) As String
	If KinerjaSibuk Then
		Beritahu "Tombol sebelumnya masih bekerja. Tunggu sampai selesai, lalu tekan lagi."
		Tekan = "sibuk"
		Exit Function
	End If
	Dim sCatatan As String
	On Error GoTo Gagal
	KinerjaSibuk = True
	Tekan = Jalankan(Aman(sTombol) & " " & Aman(sKontrak) & " " & Pipa() & " " & Aman(Alamat(sUrl)), sCatatan)
	KinerjaSibuk = False
	If Tekan = "127" Or Tekan = "126" Or Tekan = "9009" Then
		Beritahu "Python tidak ditemukan, jadi tombol tidak dapat bekerja. " & Obat()
	ElseIf Tekan = "2" And sCatatan <> "" Then
		Beritahu sCatatan
	ElseIf Tekan <> "0" Then
		Beritahu "Tombol berhenti sebelum selesai (kode " & Tekan & "). Jalankan kinerja diagnosa untuk mengetahui sebabnya." & Tetap()
	End If
	Exit Function
Gagal:
	KinerjaSibuk = False
	Tekan = "galat"
	Beritahu "Penghubung ke Python tidak dapat dijalankan, jadi tombol tidak dapat bekerja. " & Obat()
End Function

' Menjalankan penghubung dan menunggu kodenya; catatan: yang ditulis Python bila ia sendiri tidak dapat memberi tahu.
' Shell yang serempak akan mengunci LibreOffice.
Private Function Jalankan(sPerintah As String, sCatatan As String) As String
	Dim sTanda As String, sSelesai As String, iBerkas As Integer, sKode As String, sBaris As String
	sTanda = Acak()
	sSelesai = Folder() & "/" & sTanda & ".selesai"
	Shell(Folder() & "/" & Penghubung(), 0, sTanda & " " & sPerintah, False)
	Do While Not FileExists(sSelesai)
		Wait 50
	Loop
	iBerkas = FreeFile
	Open ConvertFromURL(sSelesai) For Input As #iBerkas
	Line Input #iBerkas, sKode
	Do While Not EOF(iBerkas)
		Line Input #iBerkas, sBaris
		sCatatan = Trim(sCatatan & " " & sBaris)
	Loop
	Close #iBerkas
	Kill sSelesai
	Jalankan = Trim(sKode)
End Function

Private Function Pipa() As String
	If IsNull(KinerjaPintu) Then
		KinerjaPipa = "kinerja" & Acak()
		KinerjaPintu = CreateUnoService("com.sun.star.office.Acceptor")
		KinerjaPintu.initialize(Array("pipe,name=" & KinerjaPipa & ";urp;", True))
	End If
	Pipa = KinerjaPipa
End Function

' Add-in bukan buku yang dikerjakan; yang dimaksud adalah buku di depan pengguna.
Private Function Alamat(sUrl As String) As String
	Alamat = sUrl
	If sUrl = "" Or LCase(Right(sUrl, 5)) = ".xlam" Then Alamat = ThisComponent.URL
End Function

Private Function Folder() As String
	Folder = CreateUnoService("com.sun.star.util.PathSubstitution").substituteVariables("$(user)/kinerja", True)
End Function

Private Function Penghubung() As String
	Penghubung = "tekan.sh"
	If GetGuiType() = 1 Then Penghubung = "tekan.cmd"
End Function

' Tanda selain huruf, angka, dan beberapa yang pasti ditulis %XX: tidak ada yang berarti khusus bagi cmd atau sh.
Private Function Aman(sTeks As String) As String
	Dim i As Integer, sHuruf As String
	For i = 1 To Len(sTeks)
		sHuruf = Mid(sTeks, i, 1)
		If InStr(1, "abcdefghijklmnopqrstuvwxyz0123456789:/._~%-", LCase(sHuruf), 0) = 0 Then
			sHuruf = "%" & Right("0" & Hex(Asc(sHuruf)), 2)
		End If
		Aman = Aman & sHuruf
	Next i
End Function

Private Function Acak() As String
	Dim i As Integer
	Randomize
	For i = 1 To 4
		Acak = Acak & Right("00000" & Hex(Int(Rnd() * 1048576)), 5)
	Next i
	Acak = LCase(Acak & Hex(GetSystemTicks()))
End Function

Private Function Obat() As String
	Obat = "Tutup LibreOffice, jalankan kinerja pasang --libreoffice, lalu buka lagi." & Tetap()
End Function

Private Function Tetap() As String
	Tetap = Chr(10) & Chr(10) & "Isian tidak berubah, dan rumus sementara di lembar tetap berlaku."
End Function

' Pengujian tanpa layar menyebut berkas untuk pesan; kotak pesan di sana tidak akan pernah ditutup orang.
Private Sub Beritahu(sPesan As String)
	Dim iBerkas As Integer
	If Environ("KINERJA_PESAN") = "" Then
		MsgBox sPesan, 48, "Penilaian Kinerja"
	Else
		iBerkas = FreeFile
		Open Environ("KINERJA_PESAN") For Append As #iBerkas
		Print #iBerkas, "{""teks"": """ & Kutip(sPesan) & """, ""peringatan"": true}"
		Close #iBerkas
	End If
End Sub

Private Function Kutip(sTeks As String) As String
	Kutip = Join(Split(sTeks, "\"), "\\")
	Kutip = Join(Split(Kutip, Chr(34)), "\" & Chr(34))
	Kutip = Join(Split(Join(Split(Kutip, Chr(13)), ""), Chr(10)), "\n")
End Function
