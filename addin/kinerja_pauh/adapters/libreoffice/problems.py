"""What can go wrong with LibreOffice. Each text is one Indonesian sentence with the cure, without path or name."""

from __future__ import annotations

from kinerja_pauh.appraisal.findings import Refusal


class OfficeProblem(Refusal):
    """LibreOffice could not do what was asked.

    detail: LibreOffice's own words, for whoever mends the program; may hold a path, so it is never shown to a user.
    """

    sentence = "LibreOffice tidak dapat mengerjakan permintaan ini; tutup LibreOffice lalu ulangi."

    def __init__(self, detail: str = "") -> None:
        super().__init__(self.sentence)
        self.detail = detail


class OfficeMissing(OfficeProblem):
    """There is no LibreOffice, or no Python that can speak with it."""

    sentence = (
        "LibreOffice beserta jembatan Python-nya (uno) tidak ditemukan: pasang LibreOffice "
        "(di Debian atau Ubuntu: apt install libreoffice-calc python3-uno), "
        "atau isi variabel KINERJA_SOFFICE dengan letak program soffice, lalu ulangi."
    )


class OfficeStopped(OfficeProblem):
    """LibreOffice did not start, or ended while a workbook was open; what was not saved is lost."""

    sentence = (
        "LibreOffice berhenti sebelum pekerjaan selesai: buka kembali bukunya lalu ulangi; "
        "bila terjadi lagi, pasang ulang LibreOffice."
    )


class OfficeTooSlow(OfficeProblem):
    """LibreOffice gave no answer within the time allowed and was ended."""

    sentence = (
        "LibreOffice tidak menjawab pada waktunya dan sudah dihentikan: "
        "tutup program lain yang berat lalu ulangi dengan berkas lebih sedikit."
    )


class BookNotOpened(OfficeProblem):
    """The file is missing, damaged, encrypted or no workbook."""

    sentence = (
        "Berkas tidak dapat dibuka LibreOffice: pastikan berkasnya ada, berupa buku kerja (.xlsx, .xlsm, .ods), "
        "tidak rusak, dan tidak bersandi."
    )


class BookNotSaved(OfficeProblem):
    """The workbook or PDF could not be written."""

    sentence = (
        "Hasil tidak dapat disimpan: pastikan foldernya ada dan boleh ditulisi, berkas tujuan tidak sedang dibuka, "
        "dan jenisnya .xlsx, .xlsm, .ods, atau .pdf."
    )


class CellLocked(OfficeProblem):
    """The cell is locked on a protected sheet, as a person would be told too."""

    sentence = "Sel yang akan diisi terkunci: isilah hanya sel isian, atau buka perlindungan lembarnya."


class OfficeRefused(OfficeProblem):
    """A call that makes no sense for this workbook: no such sheet, a ragged block, a workbook already closed."""

    sentence = (
        "LibreOffice menolak permintaan: periksa nama lembar, letak sel, dan apakah bukunya masih terbuka, lalu ulangi."
    )
