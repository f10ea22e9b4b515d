"""The register as the actions know it: forms out, forms back, choices; entries are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kinerja_pauh.adapters.register.checking import faults_in
from kinerja_pauh.adapters.register.inquiry_store import DatabaseInquiries
from kinerja_pauh.adapters.register.layouts import NO_FILE, DamagedRegister
from kinerja_pauh.adapters.register.ledger import ledger, storable
from kinerja_pauh.adapters.register.plan_store import DatabasePlans
from kinerja_pauh.adapters.register.schema import CHOICES, EVENTS, ISSUED, RETURNED
from kinerja_pauh.ports import Choice, Happening, Issued, Returned, slot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kinerja_pauh.adapters.register.database import Database


CLOSED, REOPENED = "ditutup", "dibuka"
ISSUED_WORD, WITHDRAWN = "dibagikan", "ditarik"
_ODD_TIME = "Sebuah waktu di register tidak terbaca. Lihat catatan mana yang rusak dengan kinerja periksa-keutuhan."


class DatabaseRegister:
    """Implements ports.Register. A register that does not exist yet reads as an empty one."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.plans = DatabasePlans(database)
        self.inquiries = DatabaseInquiries(database)

    def issue(self, forms: Iterable[Issued], when: datetime, who: str) -> None:
        """Remember forms that are handed out; what is in use in its slot already is not noted twice."""
        gone = self.withdrawn()
        with ledger(self.database, when, who) as entries:
            columns = (ISSUED.c.nip_penilai, ISSUED.c.periode, ISSUED.c.berkas, ISSUED.c.id_formulir)
            rows = entries.connection.execute(sa.select(*columns).order_by(ISSUED.c.nomor))
            last = {slot(row.nip_penilai, row.periode, row.berkas): row.id_formulir for row in rows}
            for form in forms:
                row = _issued_row(form, entries.at)
                place = slot(*(str(row[name]) for name in ("nip_penilai", "periode", "berkas")))
                if last.get(place) != row["id_formulir"] or row["id_formulir"] in gone:
                    entries.add(ISSUED, row, ISSUED_WORD, str(row["id_formulir"]))
                    last[place] = row["id_formulir"]

    def withdraw(self, form_ids: Iterable[str], when: datetime, who: str) -> None:
        """Remember that forms are no longer to be filled in and what came back of them no longer counts."""
        gone = self.withdrawn()
        if fresh := [form_id for form_id in dict.fromkeys(map(storable, form_ids)) if form_id not in gone]:
            with ledger(self.database, when, who) as entries:
                for form_id in fresh:
                    entries.note(WITHDRAWN, form_id)

    def withdrawn(self, moment: datetime | None = None) -> frozenset[str]:
        """Ids of the forms that are withdrawn, now or at a moment."""
        last = {
            one.about: one.what
            for one in self.diary()
            if one.what in {ISSUED_WORD, WITHDRAWN} and (moment is None or _moment(one.at) <= moment)
        }
        return frozenset(form_id for form_id, what in last.items() if what == WITHDRAWN)

    def withdrawals(self) -> list[Happening]:
        """Every withdrawal, in order."""
        return [one for one in self.diary() if one.what == WITHDRAWN]

    def issued(self) -> list[Issued]:
        """Every form handed out, in order."""
        return [
            Issued(
                r.id_formulir, r.nip_penilai, r.nama_penilai, r.periode, r.berkas, r.jumlah_pegawai, r.isi,
                r.dibagikan_pada,
            )
            for r in self._read(sa.select(ISSUED).order_by(ISSUED.c.nomor))
        ]  # fmt: skip

    def add(self, returned: Returned, when: datetime, who: str) -> None:
        """Remember a return; the same file twice is one return."""
        with ledger(self.database, when, who) as entries:
            row = _returned_row(returned, entries.at)
            known = sa.select(RETURNED.c.nomor).where(RETURNED.c.sha256 == row["sha256"])
            if entries.connection.scalar(known) is None:
                entries.add(RETURNED, row, "diterima", str(row["sha256"]))

    def find(self, sha256: str) -> Returned | None:
        """The return with that file, if it was taken before."""
        found = self._returns(sa.select(RETURNED).where(RETURNED.c.sha256 == storable(sha256)))
        return found[0] if found else None

    def returns(self) -> list[Returned]:
        """Every return, in order of arrival."""
        return self._returns(sa.select(RETURNED).order_by(RETURNED.c.nomor))

    def choose(self, form_id: str, sha256: str, when: datetime, who: str) -> None:
        """Remember which return of a form counts; the same choice is not noted twice.

        Raises:
            KeyError: the form has no such return.
        """
        with ledger(self.database, when, who) as entries:
            form, file = storable(form_id), storable(sha256)
            its = sa.select(RETURNED.c.nomor).where(RETURNED.c.id_formulir == form, RETURNED.c.sha256 == file)
            if entries.connection.scalar(its) is None:
                raise KeyError(sha256)
            last = sa.select(CHOICES.c.sha256).where(CHOICES.c.id_formulir == form).order_by(CHOICES.c.nomor.desc())
            if entries.connection.scalar(last.limit(1)) != file:
                row = {"id_formulir": form, "sha256": file, "dipilih_pada": entries.at}
                entries.add(CHOICES, row, "dipilih", form)

    def chosen(self) -> dict[str, str]:
        """Form id -> hash of the return that was chosen last; only forms for which someone chose."""
        rows = self._read(sa.select(CHOICES.c.id_formulir, CHOICES.c.sha256).order_by(CHOICES.c.nomor))
        return {row.id_formulir: row.sha256 for row in rows}

    def close(self, period: str, when: datetime, who: str) -> None:
        """Remember that a period is final; what is closed already is not noted twice."""
        if storable(period) not in self.closed():
            with ledger(self.database, when, who) as entries:
                entries.note(CLOSED, storable(period))

    def reopen(self, period: str, when: datetime, who: str) -> None:
        """Remember that a closed period is open again; what is open is not noted."""
        if storable(period) in self.closed():
            with ledger(self.database, when, who) as entries:
                entries.note(REOPENED, storable(period))

    def closed(self) -> dict[str, Happening]:
        """Period -> the entry of the diary that closed it; only those that are closed now."""
        last = {one.about: one for one in self.diary() if one.what in {CLOSED, REOPENED}}
        return {period: one for period, one in last.items() if one.what == CLOSED}

    def choices(self) -> list[Choice]:
        """Every choice between returns, in order."""
        rows = self._read(sa.select(CHOICES).order_by(CHOICES.c.nomor))
        return [Choice(row.id_formulir, row.sha256, row.dipilih_pada) for row in rows]

    def standing(self, verdict: str, form_id: str | None = None) -> list[Returned]:
        """The return of each form that counts: the chosen one, else the first with this verdict, else the newest.

        form_id: only of this form.
        """
        numbers = _standing(verdict, None if form_id is None else storable(form_id))
        return self._returns(sa.select(RETURNED).where(RETURNED.c.nomor.in_(numbers)).order_by(RETURNED.c.nomor))

    def diary(self) -> list[Happening]:
        """Who did what when, in order."""
        rows = self._read(sa.select(EVENTS).order_by(EVENTS.c.nomor))
        return [Happening(row.nomor, row.apa, row.tentang, row.pada, row.siapa) for row in rows]

    def faults(self) -> list[str]:
        """What does not fit together any more; see `checking` for what that can and cannot tell."""
        with self.database.reading() as connection:
            return faults_in(connection) if connection else []

    def _returns(self, query: sa.Select[tuple[object, ...]]) -> list[Returned]:
        return [
            Returned(r.nomor, r.id_formulir, r.berkas, r.sha256, r.putusan, r.isi, r.diterima_pada)
            for r in self._read(query)
        ]

    def _read(self, query: sa.Select[tuple[object, ...]]) -> list[sa.Row[tuple[object, ...]]]:
        try:
            with self.database.reading() as connection:
                return list(connection.execute(query)) if connection else []
        except TypeError as problem:  # a foreign hand put text where a file belongs
            raise DamagedRegister(NO_FILE) from problem


def _moment(at: str) -> datetime:
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError as problem:
        raise DamagedRegister(_ODD_TIME) from problem


def _standing(verdict: str, form: str | None) -> sa.Select[tuple[int]]:
    """The numbers of the returns that count; form: only of this one."""
    latest = sa.select(sa.func.max(CHOICES.c.nomor)).group_by(CHOICES.c.id_formulir)
    picked = sa.select(CHOICES.c.sha256).where(CHOICES.c.nomor.in_(latest))
    number, fits = RETURNED.c.nomor, RETURNED.c.putusan == verdict
    order = (
        sa.case((RETURNED.c.sha256.in_(picked), 0), else_=1),
        sa.case((fits, 0), else_=1),
        sa.case((fits, number), else_=-number),
    )
    place = sa.func.row_number().over(partition_by=RETURNED.c.id_formulir, order_by=order)
    its = sa.true() if form is None else RETURNED.c.id_formulir == form
    ranked = sa.select(number, place.label("urutan")).where(its).subquery()
    return sa.select(ranked.c.nomor).where(ranked.c.urutan == 1)


def _issued_row(form: Issued, at: str) -> dict[str, object]:
    return {
        "id_formulir": storable(form.form_id),
        "nip_penilai": storable(form.rater_nip),
        "nama_penilai": storable(form.rater_name),
        "periode": storable(form.period),
        "berkas": storable(form.file_name),
        "jumlah_pegawai": form.ratees,
        "isi": form.data,
        "dibagikan_pada": at,
    }


def _returned_row(returned: Returned, at: str) -> dict[str, object]:
    return {
        "id_formulir": storable(returned.form_id),
        "berkas": storable(returned.file_name),
        "sha256": storable(returned.sha256),
        "putusan": storable(returned.verdict),
        "isi": returned.data,
        "diterima_pada": at,
    }
