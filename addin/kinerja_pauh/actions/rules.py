"""Which rulebook a form or an office appraises by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.regulations import rulebook_for, with_settings

if TYPE_CHECKING:
    from kinerja_pauh.appraisal.model import Period, RuleChoice
    from kinerja_pauh.appraisal.rulebook import Rulebook


def rules_for(choice: RuleChoice, period: Period) -> Rulebook:
    """The rulebook of the period's last day, with the office's own settings.

    Raises:
        ArchiveOnly, NoRegulation: no form can be issued for the period.
        SettingRefused: a setting is unknown, out of bounds or not the office's to change.
    """
    rules = rulebook_for(period.end, with_peers=choice.with_peers, values_version=choice.values_version)
    return with_settings(rules, dict(choice.settings)) if choice.settings else rules
