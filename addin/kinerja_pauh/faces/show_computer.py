"""What was set up on this computer and what a diagnosis found, as words for people and as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kinerja_pauh.actions.diagnose import SIGNS
from kinerja_pauh.actions.setup import StepState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kinerja_pauh.actions.diagnose import Line
    from kinerja_pauh.actions.setup import Step

_STEP_SIGNS = {StepState.DONE: "✓", StepState.ALREADY: "✓", StepState.FAILED: "✕"}


def step_lines(steps: Iterable[Step]) -> Iterator[str]:
    """What installing or undoing did, a line a step, with an indented line for what else is to be known."""
    for step in steps:
        yield f"{_STEP_SIGNS[step.state]} {step.what}: {step.state} ({step.where})"
        if step.note:
            yield f"    {step.note}"


def diagnosis_lines(lines: Iterable[Line]) -> Iterator[str]:
    """What a diagnosis found, a line a thing, with an indented line for its cure."""
    for line in lines:
        yield f"{SIGNS[line.state]} {line.subject}: {line.found}"
        if line.cure:
            yield f"    {line.cure}"


def diagnosis_json(lines: Iterable[Line]) -> str:
    """The same as one JSON object."""
    told = [{"hal": one.subject, "keadaan": one.state, "keterangan": one.found, "saran": one.cure} for one in lines]
    return json.dumps({"diagnosa": told}, ensure_ascii=False, indent=2)
