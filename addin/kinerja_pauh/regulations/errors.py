"""What can go wrong between a period or an office and the law. Each text is an Indonesian sentence for the user."""

from __future__ import annotations

from kinerja_pauh.appraisal.findings import Refusal


class RegulationFileError(ValueError):
    """A regulation file does not say what it must; the text names file and key."""


class NoRegulation(Refusal):
    """No regulation here covers the period, or none has that id."""


class ArchiveOnly(Refusal):
    """The regulation of the period is kept for archive computations only: there is no form for it."""


class SettingRefused(Refusal):
    """An office setting that is unknown, out of bounds or not the office's to change; the text names key and rule."""
