"""kinerja tindak-lanjut: what the results of a period are a base for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kinerja_pauh.appraisal.follow_up import Member, guidance, promotions, shortlist, small_groups, steps, without_step
from kinerja_pauh.regulations import distribution, follow_up_rules
from kinerja_pauh.sheets.fill_form import subtitle
from kinerja_pauh.sheets.follow_up_book import FollowUp, follow_up_book

from .earlier_periods import earlier_periods
from .file_names import slug
from .folder import OfficeFolder
from .outcome import Outcome
from .returns import gather_returns
from .side_by_side import unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kinerja_pauh.ports import World

    from .earlier_periods import Earlier
    from .returns import Person, Returns


def follow_up(root: Path, world: World) -> Outcome:
    """Write the follow-up workbook into 3_rekap, replacing the one of the same period.

    Raises:
        Refusal: nothing has come back yet, or the folder cannot be used.
    """
    folder = OfficeFolder(root)
    returns = gather_returns(folder, world)
    earlier = earlier_periods(folder, returns.induk, world)
    form = returns.form
    found = _lists(_members(returns, earlier), form.period.end.year)
    path = folder.recap / f"Tindak_Lanjut_{slug(form.period.label)}.xlsx"
    folder.create()
    book = follow_up_book(found, follow_up_rules(), subtitle(form.office, form.period))
    world.save(path, world.write_flat(book))
    return Outcome(written=(str(path),), advice=" ".join((_advice(found), *earlier.notes)))


def _members(returns: Returns, earlier: Earlier) -> list[Member]:
    """Everybody who came back, in the order of the staff list."""
    members = []
    for nip in returns.in_staff_order():
        before = tuple((one.scored.form.period.end, one.result) for one in earlier.people.get(nip, ()))
        beside = tuple(_member(one, returns) for one in returns.others.get(nip, ()))
        members.append(replace(_member(returns.people[nip], returns), earlier=before, beside=beside))
    return members


def _member(person: Person, returns: Returns) -> Member:
    employee = returns.staff.get(person.result.ratee.nip)
    group = employee.position_type if employee else ""
    return Member(person.result, unit_of(person, returns), group, person.scored.form.rater_name)


def _lists(members: Sequence[Member], year: int) -> FollowUp:
    rules, order = follow_up_rules(), distribution().predicates
    return FollowUp(
        steps(members),
        without_step(members),
        shortlist(members, rules, order),
        small_groups(members, rules),
        guidance(members, order),
        promotions(members, year, rules, order),
    )


def _advice(found: FollowUp) -> str:
    carried = sum(step.carried for step in found.steps)
    told = [
        f"{len(found.steps) - carried} langkah disepakati periode ini, {carried} dibawa dari periode lalu.",
        f"{len(found.without)} pegawai belum punya langkah." if found.without else "",
        f"{len(found.guidance)} pegawai perlu pembinaan." if found.guidance else "",
        "Daftar ini bahan untuk diputuskan orang, bukan keputusan.",
    ]
    return " ".join(filter(None, told))
