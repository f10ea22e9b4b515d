"""The office's logo in the place of a picture named Logo, and what is taken for a logo at all."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

import package_checks
from feature_templates import CONTEXT, picture, picture_at, saved
from kinerja_pauh.adapters.bundled import BundledTemplates
from kinerja_pauh.adapters.report_templates import compile_report
from kinerja_pauh.adapters.template_logo import read_logo, with_logo
from kinerja_pauh.ports import UnusableFile

PLAIN = saved([["{{ nama }}"]])


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def test_a_logo_takes_the_place_of_the_picture_of_that_name_and_keeps_its_shape():
    data = saved([["{{ nama }}"]], None, picture_at(1, 3, name="LOGO") + picture_at(5, 7, name="Foto", number=4))
    filled = compile_report(data, "l.xlsx", picture(300, 300)).render(CONTEXT)
    drawing = part(filled, "xl/drawings/drawing1.xml").decode()
    assert re.findall(r'cx="(\d+)" cy="(\d+)"', drawing) == [("720000", "720000")] * 2 + [("1440000", "720000")] * 2
    assert re.findall(r'r:embed="(\w+)"', drawing) == ["rId2", "rId1"]
    assert part(filled, "xl/media/logo_kantor.png") == picture(300, 300)
    assert package_checks.faults(filled) == []
    assert with_logo(PLAIN, picture(3, 3)) == PLAIN


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.jpeg"])
def test_the_office_s_own_logo_lies_beside_its_templates(tmp_path, name):
    (tmp_path / "Laporan_Hasil_Penilaian.xlsx").write_bytes(saved([["x"]], None, picture_at(1, 3, name="Logo")))
    (tmp_path / name).write_bytes(picture(9, 9))
    template = BundledTemplates().document("Laporan_Hasil_Penilaian.xlsx", tmp_path)
    assert part(template.render({}), "xl/media/logo_kantor.png") == picture(9, 9)


JPEG = b"\xff\xd8\xff\xe0\0\4JF\xff\xc0\0\x0b\x08\0\x20\0\x40\x01\1\x11\0\xff\xda\0\2ab\xff\xd9"


def test_a_jpeg_is_a_logo_too():
    logo = read_logo(JPEG)
    assert (logo.ending, logo.width, logo.height) == ("jpeg", 64, 32)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "gambar PNG atau JPEG"),
        (b"<svg onload='x'/>", "gambar PNG atau JPEG"),
        (b"GIF89a", "gambar PNG atau JPEG"),
        (picture(3, 3)[:-3], "gambar PNG atau JPEG"),
        (picture(3, 3).replace(b"IDAT", b"IDAX"), "gambar PNG atau JPEG"),
        (picture(0, 3), "gambar PNG atau JPEG"),
        (JPEG[:-2], "gambar PNG atau JPEG"),
        (JPEG[:9], "gambar PNG atau JPEG"),
        (picture(4_001, 1), "terlalu besar"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2 * 1024 * 1024), "terlalu besar"),
    ],
)
def test_what_is_no_whole_picture_of_a_sensible_size_is_refused_as_logo(data, said):
    with pytest.raises(UnusableFile, match=said):
        read_logo(data)
