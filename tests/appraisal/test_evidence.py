"""Bukti dukung: what people type, what lies in the folder, and what the ledger says of both."""

from datetime import date
from decimal import Decimal

import pytest

from kinerja_pauh.appraisal.evidence import Claim, EvidenceFile, Noted, Standing, ledger, mentions
from kinerja_pauh.appraisal.model import Period

YEAR = Period("Tahunan 2026", date(2026, 1, 1), date(2026, 12, 31))
IN, AFTER = date(2026, 7, 1), date(2027, 1, 4)


def file(path, sha256="a" * 64, changed=IN):
    return EvidenceFile(path, sha256, 10, changed)


def claim(evidence, nip="1", number="1"):
    return Claim(nip, f"Pegawai {nip}", "Unit", number, f"Indikator {number}", evidence)


def only(evidence, files=(), noted=None):
    (line,) = ledger([claim(evidence)], files, noted or {}, YEAR).lines
    return line


@pytest.mark.parametrize(
    "typed",
    [
        "siti/rekap.pdf",
        "rekap.pdf",
        "REKAP.PDF",
        "siti\\rekap.pdf",
        "D:\\Kantor\\Penilaian-2026\\5_bukti\\siti\\rekap.pdf",
        "./siti/rekap.pdf",
        '"siti/rekap.pdf"',
        "rekap.pdf halaman 3",
        "rekap.pdf, lihat lembar kedua",
        "siti/rekap.pdf (hal. 2)",
    ],
)
def test_a_file_is_found_by_whatever_people_type(typed):
    line = only(typed, [file("siti/rekap.pdf"), file("budi/lain.pdf")])
    assert (line.standing, line.file.path) == (Standing.FILE, "siti/rekap.pdf")


def test_a_decomposed_letter_is_the_same_letter():
    assert only("cafe\u0301.pdf", [file("caf\u00e9.pdf")]).standing is Standing.FILE


def test_a_longer_extension_is_no_file_name():
    assert only("rekap.pdfx", [file("rekap.pdf")]).standing is Standing.NAMED


def test_a_name_with_words_behind_a_known_extension_in_a_name_of_its_own():
    line = only("laporan.docx.pdf", [file("laporan.docx.pdf"), file("laporan.docx")])
    assert line.file.path == "laporan.docx.pdf"


@pytest.mark.parametrize(
    ("typed", "standing"),
    [
        ("", Standing.EMPTY),
        (" ; \n", Standing.EMPTY),
        ("Rekap register pelayanan", Standing.NAMED),
        ("rekap.pdf", Standing.GONE),
        ("siti/rekap.pdf hal. 2", Standing.GONE),
        ("https://drive.example.id/abc", Standing.LINK),
    ],
)
def test_what_stands_behind_nothing_is_told_apart(typed, standing):
    assert only(typed).standing is standing


def test_one_name_for_several_files_is_not_guessed_and_none_of_them_is_called_unused():
    files = [file("budi/rekap.pdf"), file("siti/rekap.pdf", "b" * 64), file("siti/foto.jpg", "c" * 64)]
    found = ledger([claim("rekap.pdf")], files, {}, YEAR)
    assert [line.standing for line in found.lines] == [Standing.SEVERAL]
    assert [one.path for one in found.unused] == ["siti/foto.jpg"]


def test_the_path_tells_files_of_one_name_apart():
    line = only("siti/rekap.pdf", [file("budi/rekap.pdf"), file("siti/rekap.pdf")])
    assert line.file.path == "siti/rekap.pdf"


def test_a_changed_file_keeps_the_day_on_which_it_was_noted():
    noted = {"a.pdf": Noted("b" * 64, date(2026, 3, 1))}
    line = only("a.pdf", [file("a.pdf")], noted)
    assert (line.standing, line.noted) == (Standing.CHANGED, date(2026, 3, 1))
    same = only("a.pdf", [file("a.pdf")], {"a.pdf": Noted("a" * 64, date(2026, 3, 1))})
    assert (same.standing, same.noted) == (Standing.FILE, date(2026, 3, 1))
    assert only("a.pdf", [file("a.pdf")]).noted is None


def test_a_file_from_outside_the_period_is_told():
    assert only("a.pdf", [file("a.pdf", changed=AFTER)]).outside_period
    assert not only("a.pdf", [file("a.pdf", changed=YEAR.end)]).outside_period


def test_the_same_content_used_by_two_people_is_told_to_both_under_any_name():
    files = [file("a.pdf"), file("copy.pdf")]
    claims = [claim("a.pdf"), claim("copy.pdf", "2", "4"), claim("a.pdf", "1", "2")]
    found = ledger(claims, files, {}, YEAR)
    assert [line.others for line in found.lines] == [
        ("Pegawai 2 (no 4)",),
        ("Pegawai 1 (no 1)", "Pegawai 1 (no 2)"),
        ("Pegawai 2 (no 4)",),
    ]


def test_one_person_may_use_a_file_twice():
    found = ledger([claim("a.pdf"), claim("a.pdf", number="2")], [file("a.pdf")], {}, YEAR)
    assert [line.others for line in found.lines] == [(), ()]


def test_coverage_counts_each_indicator_once_by_its_best_mention():
    claims = [
        claim("a.pdf; Rekap"),
        claim("https://x.id/1; gone.pdf", number="2"),
        claim("gone.pdf", number="3"),
        claim("", number="4"),
        claim("Rekap", "2"),
    ]
    first, second = ledger(claims, [file("a.pdf")], {}, YEAR).people
    assert (first.files, first.links, first.named, first.empty, first.indicators) == (1, 1, 1, 1, 4)
    assert first.percent == Decimal("50.00")
    assert (second.named, second.percent) == (1, Decimal("0.00"))


def test_a_third_is_shown_rounded_half_up():
    claims = [claim("a.pdf"), claim("x", number="2"), claim("y", number="3")]
    assert ledger(claims, [file("a.pdf")], {}, YEAR).people[0].percent == Decimal("33.33")


def test_without_claims_every_file_is_unused():
    found = ledger([], [file("a.pdf")], {}, YEAR)
    assert (found.lines, found.people, [one.path for one in found.unused]) == ((), (), ["a.pdf"])


def test_mentions_are_separated_by_semicolons_and_lines_but_not_by_commas():
    assert mentions("a.pdf, halaman 1;b.pdf\r\nc") == ("a.pdf, halaman 1", "b.pdf", "c")
