"""An invented Kecamatan Pauh, Kota Padang: staff, plans and entries for demonstrations, measurements and tests.

Pure and repeatable: the same arguments always give the same people. Nobody here exists, and every sheet says so: the
unit carries DATA FIKTIF, each name ends in (Fiktif).
"""

from __future__ import annotations

from .entries import fill
from .service import SampleService, service_data
from .staff import SampleOffice, office, year_period
from .wild import random_ratees

__all__ = ["SampleOffice", "SampleService", "fill", "office", "random_ratees", "service_data", "year_period"]
