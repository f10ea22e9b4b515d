"""What the law says, by date: one TOML file a regulation and its loader. Numbers, labels, sources; no computation."""

from .errors import ArchiveOnly, NoRegulation, RegulationFileError, SettingRefused
from .loader import (
    appraisal_regulations,
    archive_2013,
    archive_2021,
    credit_table,
    distribution,
    follow_up_rules,
    ranks,
    regulation_for,
    rulebook,
    rulebook_for,
    survey_rules,
)
from .settings import Setting, settings_of, with_settings
from .texts import document_texts, office_texts

__all__ = [
    "ArchiveOnly",
    "NoRegulation",
    "RegulationFileError",
    "Setting",
    "SettingRefused",
    "appraisal_regulations",
    "archive_2013",
    "archive_2021",
    "credit_table",
    "distribution",
    "document_texts",
    "follow_up_rules",
    "office_texts",
    "ranks",
    "regulation_for",
    "rulebook",
    "rulebook_for",
    "settings_of",
    "survey_rules",
    "with_settings",
]
