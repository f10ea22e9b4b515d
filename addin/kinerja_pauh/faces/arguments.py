"""The command line's grammar, in Indonesian down to the last error."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from kinerja_pauh import __version__
from kinerja_pauh.sheets.days import from_text

if TYPE_CHECKING:
    from datetime import date

_ERRORS = (
    (r"the following arguments are required: (.*)", r"yang masih harus disebut: \1"),
    (r"unrecognized arguments: (.*)", r"tidak dikenal: \1"),
    (r"argument PERINTAH: invalid choice: ('.*?').*", r"perintah \1 tidak ada"),
    (r"argument (.*?): invalid choice: ('.*?').*", r"\1 \2 tidak ada"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 tidak diikuti nilai, tetapi tertulis \2"),
    (r"argument (.*?): invalid .* value: (.*)", r"isi \1 tidak dapat dipakai: \2"),
    (r"argument (.*?): expected .*", r"\1 perlu diikuti nilainya"),
    (r"ambiguous option: (.*?) could match (.*)", r"\1 bisa berarti \2; tulis lengkap"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian; wrong words end with exit status 2."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own many options
        super().__init__(**options, add_help=False, formatter_class=_Help)
        self._positionals.title, self._optionals.title = "Yang disebut", "Pilihan"
        self.add_argument("-h", "--help", "--bantuan", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and where help is."""
        for pattern, words in _ERRORS:
            message = re.sub(f"^{pattern}$", words, message, flags=re.DOTALL)
        self.exit(2, f"Perintah belum benar: {message}. Lihat {self.prog} --bantuan.\n")


def _day(text: str) -> date:
    """A day as 2026-07-31 or 31/7/2026.

    Raises:
        ValueError: it is neither.
    """
    found = from_text(text)
    if found is None:
        raise ValueError(text)
    return found


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401
        """The usage line with an Indonesian word before it; "" is asked for where a line names a command."""
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


def parser() -> Parser:
    """The grammar of `kinerja`."""
    top = Parser(prog="kinerja", description="Penilaian kinerja ASN di dalam buku kerja Excel.")
    top.add_argument("--versi", action="version", version=f"kinerja-pauh {__version__}", help="tampilkan versi")
    verbs = top.add_subparsers(dest="verb", metavar="PERINTAH", required=True, title="Perintah")
    _demo(verbs)
    _start(verbs)
    share = _over_folder(verbs, "bagikan", "buat satu formulir untuk setiap penilai di 1_dibagikan")
    share.add_argument("--xlsm", action="store_true", help="formulir bertombol (.xlsm)")
    _over_files(verbs, "periksa", "tunjukkan temuan formulir atau Induk; tidak menulis apa pun")
    appraise = _over_files(verbs, "hitung", "Hitung Nilai pada formulir yang sedang tertutup")
    appraise.add_argument("--tanpa-tulis", action="store_true", help="hitung saja, berkas tidak diubah")
    explain = verbs.add_parser("jelaskan", help="uraikan asal setiap angka seorang pegawai")
    explain.add_argument("file", metavar="BERKAS", type=Path, help="formulir penilaian")
    explain.add_argument("--nip", required=True, metavar="NIP", help="18 angka")
    _json(explain)
    _over_folder(verbs, "kumpulkan", "putuskan setiap berkas di 2_masuk dan catat di register")
    service = _over_folder(verbs, "layanan", "buku loket dan survei menjadi realisasi indikator yang ditautkan")
    service.add_argument("files", metavar="BERKAS", type=Path, nargs="*", help="buku loket, survei; asal: data_layanan")
    _over_folder(verbs, "monitor", "siapa yang belum mengembalikan formulir, dengan kalimat pengingat")
    _over_folder(verbs, "bukti", "cocokkan bukti dukung dengan berkas di 5_bukti; buku bukti di 3_rekap")
    _over_folder(verbs, "rekap", "buat rekap di 3_rekap")
    _year(verbs)
    _documents(verbs)
    templates = verbs.add_parser("templat", help="urus templat buku kerja")
    what = templates.add_subparsers(dest="what", metavar="TINDAKAN", required=True, title="Tindakan")
    build = what.add_parser("bangun", help="bangun ulang templat dari rancangan lembar")
    build.add_argument("--ke", type=Path, metavar="DIR", help="folder tujuan; asal: workbook_templates")
    _over_files(what, "periksa", "periksa templat dokumen yang diubah, dengan data contoh, sebelum mencetak")
    _plans(verbs)
    _self_views(verbs)
    _peers(verbs)
    _register(verbs)
    _keys(verbs)
    _computer(verbs)
    return top


def _year(verbs: argparse._SubParsersAction[Parser]) -> None:
    """What follows from a period's results, and its end."""
    _over_folder(verbs, "tindak-lanjut", "daftar pengembangan, penghargaan, dan pembinaan di 3_rekap")
    objection = _over_folder(verbs, "keberatan", "susun berkas setiap keberatan yang dicatat di Induk")
    objection.add_argument("--nip", nargs="+", default=[], metavar="NIP", help="hanya pegawai ini")
    past = _over_folder(verbs, "riwayat", "rencana, penilai, kiriman, dan hasil seseorang pada tanggal tertentu")
    past.add_argument("--nip", required=True, metavar="NIP", help="18 angka")
    past.add_argument("--pada", type=_day, metavar="TANGGAL", help="misalnya 2026-07-31; asal: hari ini")
    close = _over_folder(verbs, "tutup", "tutup periode bila tidak ada lagi yang terbuka")
    close.add_argument("--buka", action="store_true", help="buka lagi periode yang sudah ditutup")


def _documents(verbs: argparse._SubParsersAction[Parser]) -> None:
    """What is made of the results to be read, and what they are compared with."""
    page = _over_folder(verbs, "dasbor", "buat dasbor di 3_rekap, satu halaman untuk peramban")
    page.add_argument("--tanpa-nama", action="store_true", help="tanpa nama, NIP, jabatan, dan kalimat siapa pun")
    report = _over_folder(verbs, "laporan", "buat laporan atau dokumen lain setiap pegawai di 4_laporan")
    report.add_argument("--jenis", default="laporan", metavar="KATA", help="jenis dokumen, atau semua; asal: laporan")
    report.add_argument("--periode", default="", metavar="NAMA", help="periode lain yang ada di register")
    report.add_argument("--pdf", action="store_true", help="cetak juga sebagai PDF (perlu Excel atau LibreOffice)")
    report.add_argument("--gabung", default="", choices=("unit", "semua"), help="PDF gabungan per unit, atau semua")
    report.add_argument("--pencetak", default="", choices=("excel", "libreoffice"), help="asal: Excel bila ada")
    report.add_argument("--nip", nargs="+", default=[], metavar="NIP", help="hanya pegawai ini")
    match = _over_folder(verbs, "rekonsiliasi", "bandingkan daftar dari e-Kinerja dengan register")
    match.add_argument("file", metavar="BERKAS", type=Path, nargs="?", help="daftar dari e-Kinerja (.xlsx atau .csv)")


def _plans(verbs: argparse._SubParsersAction[Parser]) -> None:
    """The annual plan: drafted, agreed, in the Induk."""
    plans = verbs.add_parser("skp", help="rencana tahunan (SKP): bagikan, ajukan, status")
    what = plans.add_subparsers(dest="what", metavar="TINDAKAN", required=True, title="Tindakan")
    share = _over_folder(what, "bagikan", "buat buku kerja rencana setiap pegawai di 1_dibagikan/SKP")
    share.add_argument("--nip", nargs="+", default=[], metavar="NIP", help="hanya pegawai ini")
    share.add_argument("--alasan", default="", metavar="TEKS", help="sebab rencana yang sudah disetujui dibuka lagi")
    _over_folder(what, "ajukan", "buat berkas persetujuan setiap penilai dari rencana yang sudah kembali")
    _over_folder(what, "status", "rencana siapa yang belum kembali, dikembalikan, menunggu, disetujui; tulis cascade")
    _over_folder(what, "bank", "salin bank indikator ke folder templat supaya dapat diubah")


def _self_views(verbs: argparse._SubParsersAction[Parser]) -> None:
    """What employees say of themselves: shown, never counted."""
    views = verbs.add_parser("pandangan", help="pandangan pegawai atas kinerjanya sendiri: bagikan, hasil")
    what = views.add_subparsers(dest="what", metavar="TINDAKAN", required=True, title="Tindakan")
    share = _over_folder(what, "bagikan", "buat lembar pandangan setiap pegawai di 1_dibagikan/pandangan")
    share.add_argument("--nip", nargs="+", default=[], metavar="NIP", help="hanya pegawai ini")
    _over_folder(what, "hasil", "tulis isi lembar yang sudah kembali, dan siapa yang belum, ke 3_rekap")


def _peers(verbs: argparse._SubParsersAction[Parser]) -> None:
    """What colleagues say, anonymously: its presence decides the weights, its number counts nowhere."""
    peers = verbs.add_parser("rekan", help="kuesioner anonim rekan kerja: bagikan, hasil")
    what = peers.add_subparsers(dest="what", metavar="TINDAKAN", required=True, title="Tindakan")
    share = _over_folder(what, "bagikan", "buat kuesioner anonim tentang setiap pegawai di 1_dibagikan/rekan")
    share.add_argument("--jumlah", type=int, metavar="N", help="kuesioner tentang satu orang, 3 sampai 20; asal: 5")
    share.add_argument("--nip", nargs="+", default=[], metavar="NIP", help="hanya tentang pegawai ini")
    _over_folder(what, "hasil", "gabungan jawaban rekan di 3_rekap; kurang dari tiga jawaban tidak ada hasil")


def _register(verbs: argparse._SubParsersAction[Parser]) -> None:
    """What keeps the register whole, and what it knows about people in their hands."""
    whole = _over_folder(verbs, "periksa-keutuhan", "apakah register masih seperti dicatat, atau sebuah kode berlaku")
    whole.add_argument("--kode", metavar="KODE", help="kode di laporan atau dokumen, misalnya K7MQ-2XHD")
    copy = _over_folder(verbs, "cadangkan", "salin register ke tempat lain, setelah diperiksa utuh")
    copy.add_argument("--ke", type=Path, required=True, metavar="BERKAS", help="berkas cadangan yang akan dibuat")
    back = _over_folder(verbs, "pulihkan", "pasang register dari cadangan; yang sekarang disimpan di sampingnya")
    back.add_argument("backup", type=Path, metavar="CADANGAN", help="berkas hasil kinerja cadangkan")
    person = _over_folder(verbs, "data-pribadi", "yang diketahui register tentang seseorang (UU 27/2022)")
    person.add_argument("--nip", required=True, metavar="NIP", help="18 angka")
    person.add_argument("--hapus", action="store_true", help="hapus orang itu dari register; tidak dapat dibatalkan")
    old = _over_folder(verbs, "retensi", "formulir yang sudah lewat masa simpan")
    old.add_argument("--tahun", type=int, default=5, metavar="N", help="masa simpan dalam tahun; asal: 5")
    old.add_argument("--hapus", action="store_true", help="hapus isinya dari register; tidak dapat dibatalkan")


def _keys(verbs: argparse._SubParsersAction[Parser]) -> None:
    keys = verbs.add_parser("kunci", help="kunci segel kantor di komputer ini")
    what = keys.add_subparsers(dest="what", metavar="TINDAKAN", required=True, title="Tindakan")
    what.add_parser("lihat", help="kunci yang ada; rahasianya tidak ditampilkan")
    what.add_parser("ganti", help="buat kunci baru; formulir yang beredar tetap diterima")
    copy = what.add_parser("cadangkan", help="salin semua kunci ke sebuah berkas")
    copy.add_argument("file", type=Path, metavar="BERKAS", help="berkas yang akan dibuat")
    back = what.add_parser("pulihkan", help="ambil kunci dari cadangan")
    back.add_argument("file", type=Path, metavar="BERKAS", help="berkas hasil kinerja kunci cadangkan")


def _computer(verbs: argparse._SubParsersAction[Parser]) -> None:
    """What concerns this computer, not a folder or file."""
    install = verbs.add_parser("pasang", help="pasang add-in Excel, atau tombol di LibreOffice, di komputer ini")
    install.add_argument("--libreoffice", action="store_true", help="sambungkan tombol di LibreOffice Calc")
    install.add_argument("--folder", type=Path, metavar="DIR", help="folder kantor yang makronya boleh jalan di Calc")
    undo = verbs.add_parser("lepas", help="kembalikan yang diubah pasang")
    undo.add_argument("--libreoffice", action="store_true", help="lepas dari LibreOffice Calc")
    _json(verbs.add_parser("diagnosa", help="periksa apakah komputer ini siap; menyebut cara membetulkannya"))


def _demo(verbs: argparse._SubParsersAction[Parser]) -> None:
    demo = verbs.add_parser("demo", help="jalankan seluruh daur dengan pegawai fiktif")
    demo.add_argument("--ke", type=Path, metavar="DIR", help="folder tujuan; asal: Penilaian-2026-demo")
    demo.add_argument("--pegawai", type=int, default=60, metavar="N", help="jumlah pegawai, 5 sampai 300; asal: 60")


def _start(verbs: argparse._SubParsersAction[Parser]) -> None:
    start = verbs.add_parser("mulai", help="buat folder kantor baru dengan Induk kosong")
    start.add_argument("folder", metavar="DIR", type=Path, help="folder yang akan dibuat")
    start.add_argument("--tahun", type=int, metavar="T", help="tahun yang dinilai; asal: tahun ini")
    start.add_argument("--dari", type=Path, metavar="DAFTAR", help="daftar pegawai (.csv atau .xlsx)")
    start.add_argument("--xlsm", action="store_true", help="Induk bertombol (.xlsm)")
    _json(start)


def _over_folder(verbs: argparse._SubParsersAction[Parser], verb: str, words: str) -> Parser:
    one = verbs.add_parser(verb, help=words)
    one.add_argument("folder", metavar="DIR", type=Path, help="folder kantor, misalnya Penilaian-2026")
    _json(one)
    return one


def _over_files(verbs: argparse._SubParsersAction[Parser], verb: str, words: str) -> Parser:
    one = verbs.add_parser(verb, help=words)
    one.add_argument("files", metavar="BERKAS", type=Path, nargs="+", help="buku kerja .xlsx atau .xlsm")
    _json(one)
    return one


def _json(one: Parser) -> None:
    one.add_argument("--json", action="store_true", help="satu objek JSON di keluaran baku")
