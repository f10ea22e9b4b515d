"""PDF files as the office keeps them: nothing of a printer's own properties, bookmarks, equal bytes."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ByteStringObject

from kinerja_pauh.adapters.pdf_files import finished, joined, source_of
from kinerja_pauh.ports import PdfProperties, PdfSource, UnusableFile

SOURCE = PdfSource("0123456789abcdef" * 4, "LibreOffice")
PROPERTIES = PdfProperties("Laporan Hasil Penilaian", "Kecamatan Pauh (Kota Padang)", SOURCE)
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></x:xmpmeta>"


def printed(pages: int, *, person: str = "Fulan", when: str = "D:20260102030405", chance: bytes = b"0") -> bytes:
    """What a spreadsheet program gives, with all that it says of its own accord."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.pdf_header = "%PDF-1.6"
    writer.add_metadata({"/Author": person, "/Title": person, "/CreationDate": when, "/Producer": "Excel"})
    writer.xmp_metadata = XMP.replace(b"<rdf:RDF", f"<!--{person} {when}--><rdf:RDF".encode())
    writer.generate_file_identifiers()
    writer._ID[0] = writer._ID[1] = ByteStringObject(chance * 16)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_the_properties_are_the_offices_and_hold_no_person_and_no_time() -> None:
    data = finished(printed(2), PROPERTIES)
    reader = PdfReader(io.BytesIO(data))
    assert reader.metadata == {
        "/Title": "Laporan Hasil Penilaian",
        "/Author": "Kecamatan Pauh (Kota Padang)",
        "/Creator": "kinerja-pauh",
        "/Producer": "LibreOffice",
        "/KinerjaSumber": f"{SOURCE.digest} LibreOffice",
    }
    assert reader.xmp_metadata is None
    assert len(reader.pages) == 2
    assert reader.pdf_header == "%PDF-1.6"
    assert b"Fulan" not in data
    assert b"20260102" not in data


def test_two_prints_of_the_same_pages_are_the_same_bytes() -> None:
    one = finished(printed(2), PROPERTIES)
    other = finished(printed(2, person="Fulanah", when="D:20270101000000", chance=b"9"), PROPERTIES)
    assert one == other


def test_a_pdf_says_what_it_was_made_from() -> None:
    assert source_of(finished(printed(1), PROPERTIES)) == SOURCE


@pytest.mark.parametrize("broken", [b"", b"bukan PDF", printed(1), finished(printed(1), PROPERTIES)[:-10]])
def test_what_is_not_ours_or_not_whole_says_nothing(broken) -> None:
    assert source_of(broken) is None


@pytest.mark.parametrize("broken", [b"", b"bukan PDF", printed(1)[:300]])
def test_what_is_no_pdf_is_refused_with_a_cure(broken) -> None:
    with pytest.raises(UnusableFile, match="jalankan perintah yang sama lagi"):
        finished(broken, PROPERTIES)
    with pytest.raises(UnusableFile, match="jalankan perintah yang sama lagi"):
        joined([("Fulan", broken)], PROPERTIES)


def test_joined_pages_stand_in_order_with_a_bookmark_each_and_numbers_through() -> None:
    parts = [("Ani", printed(2)), ("Budi (S.E.)", printed(1)), ("Čak", printed(3))]
    data = joined(parts, PROPERTIES)
    reader = PdfReader(io.BytesIO(data))
    assert [(one.title, reader.get_destination_page_number(one)) for one in reader.outline] == [
        ("Ani", 0),
        ("Budi (S.E.)", 2),
        ("Čak", 3),
    ]
    assert reader.page_labels == ["1", "2", "3", "4", "5", "6"]
    assert reader.page_mode == "/UseOutlines"
    assert reader.metadata.title == "Laporan Hasil Penilaian"
    assert data == joined(parts, PROPERTIES)
    assert source_of(data) == SOURCE
