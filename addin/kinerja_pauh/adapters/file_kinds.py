"""Telling what a file is from its first bytes, so that a wrong kind is refused with the right cure."""

from __future__ import annotations

import codecs

from kinerja_pauh.ports import UnusableFile

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_ENTRY_BYTES = 128  # the directory is a row of entries of this size, each beginning with a UTF-16 name
_BOF_RECORDS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")  # how Excel files before OLE begin
_SNIFFED_BYTES = 4096
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = frozenset(range(32)) - set(b"\t\n\r\f\x1a\x1b")


def refuse_other_kinds(data: bytes) -> None:
    """Do nothing for a zip package, else raise.

    Raises:
        UnusableFile: names the kind that was found instead, with the cure.
    """
    if not data:
        raise UnusableFile("Berkas ini kosong (0 byte): minta pengirim menyimpannya lagi dan mengirim ulang.")
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLE):
        raise UnusableFile(_ole_sentence(data))
    if data.startswith(_BOF_RECORDS):
        raise UnusableFile(_OLD_EXCEL)
    if data.startswith(b"%PDF"):
        raise UnusableFile("Berkas ini PDF, bukan Excel: minta buku kerja aslinya dalam bentuk .xlsx.")
    raise UnusableFile(_text_sentence(data[:_SNIFFED_BYTES]))


_OLD_EXCEL = "Berkas ini berformat Excel lama (.xls): buka di Excel, lalu Simpan Sebagai .xlsx."
_NO_WORKBOOK = "Berkas ini bukan buku kerja Excel, atau sudah rusak: minta pengirim menyimpannya lagi sebagai .xlsx."


def _ole_sentence(data: bytes) -> str:
    """An OLE container holds an old workbook, or a new one under a password, or something else altogether."""
    if _has_ole_entry(data, "EncryptedPackage"):
        return (
            "Berkas ini dikunci dengan kata sandi: buka di Excel, hapus kata sandinya lewat File > Info > "
            "Protect Workbook, lalu simpan lagi."
        )
    if _has_ole_entry(data, "Workbook") or _has_ole_entry(data, "Book"):
        return _OLD_EXCEL
    return _NO_WORKBOOK


def _has_ole_entry(data: bytes, name: str) -> bool:
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % _OLE_ENTRY_BYTES == 0:
            return True
        at = data.find(wanted, at + 1)
    return False


def _text_sentence(head: bytes) -> str:
    """Payroll and attendance systems export HTML or text and call it .xls."""
    text = head.decode("utf-16" if head.startswith(_UTF16) else "latin-1", "replace").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "Berkas ini XML Excel 2003, bukan .xlsx: buka di Excel, lalu Simpan Sebagai .xlsx."
    if any(tag in text for tag in ("<html", "<!doctype html", "<table", "<body", "<meta")):
        return "Berkas ini HTML, bukan Excel: buka di Excel, lalu Simpan Sebagai .xlsx."
    if head.startswith(_UTF16) or not _CONTROL.intersection(head):
        return "Berkas ini teks biasa (misalnya CSV), bukan Excel: buka di Excel, lalu Simpan Sebagai .xlsx."
    return _NO_WORKBOOK
