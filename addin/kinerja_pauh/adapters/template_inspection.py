"""A template that someone changed, looked through before anything is printed with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_pauh.adapters.report_names import name_troubles
from kinerja_pauh.adapters.report_templates import read_report
from kinerja_pauh.adapters.template_features import lost_features
from kinerja_pauh.adapters.template_guard import reading
from kinerja_pauh.ports import TemplateRemark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kinerja_pauh.adapters.report_compile import Trouble


def inspect_template(data: bytes, name: str, contexts: Sequence[Mapping[str, object]]) -> list[TemplateRemark]:
    """Everything that is wrong with a template, or will not come out as it looks, each place once.

    contexts: what its documents may name, as samples; the template is filled with each.

    Raises:
        UnusableFile: no workbook, damaged, or more than a template may be.
    """
    template, unreadable = read_report(data, name)
    remarks = list(_as_remarks(unreadable, "salah"))
    remarks += _as_remarks(name_troubles(template, contexts), "nama")
    places = {(remark.sheet, remark.cell) for remark in remarks if remark.cell}
    tried = dict.fromkeys(trouble for context in contexts for trouble in template.troubles(context))
    remarks += _as_remarks((trouble for trouble in tried if (trouble.sheet, trouble.cell) not in places), "isi")
    cut = dict.fromkeys(trouble for context in contexts for trouble in template.cut_rows(context))
    remarks += _as_remarks(cut, "hilang")
    with reading(name):
        remarks += lost_features(data)
    return list({(remark.sheet, remark.cell, remark.message): remark for remark in remarks}.values())


def _as_remarks(troubles: Iterable[Trouble], kind: str) -> Iterator[TemplateRemark]:
    return (TemplateRemark(trouble.sheet, trouble.cell, kind, trouble.message) for trouble in troubles)
