"""The invented counter: the same every time, dirty as real ones are, and linked to indicators that it can fill."""

from __future__ import annotations

from kinerja_pauh.appraisal.service_figures import unit_fits
from kinerja_pauh.samples import office, service_data

SAMPLE = office(60)
DATA = service_data(SAMPLE)


def test_the_same_office_has_the_same_year_at_its_counter():
    assert service_data(office(60)) == DATA
    assert service_data(office(5)).log != DATA.log


def test_every_link_fits_its_indicator_and_its_service():
    names = {service.name for service in DATA.services}
    assert DATA.links
    for link in DATA.links:
        row = next(row for row in SAMPLE.plans[link.nip] if row.number == link.number)
        assert unit_fits(link.measure, row.unit)
        assert link.service in names | {""}


def test_every_citizen_says_to_be_invented():
    lines = DATA.log.split("\r\n")[4:-2]
    assert len(lines) == 288 + 9
    assert all("(Fiktif)" in line.split(";")[1] for line in lines)


def test_the_log_mixes_the_shapes_of_dates_that_offices_mix():
    text = DATA.log
    for shape in ("\u00a02026\u00a0", "2026-", "/2026 ", "-26 ", " 2026 "):
        assert shape in text
