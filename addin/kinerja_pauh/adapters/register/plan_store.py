"""The annual plans in the register: handed out, come back, decided on. Entries are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from kinerja_pauh.adapters.register.layouts import NO_FILE, DamagedRegister
from kinerja_pauh.adapters.register.ledger import ledger, storable
from kinerja_pauh.adapters.register.schema import PLAN_DECISIONS, PLANS_ISSUED, PLANS_RETURNED
from kinerja_pauh.ports import PlanIssued, PlanReturned, PlanRuling

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kinerja_pauh.adapters.register.database import Database
    from kinerja_pauh.adapters.register.ledger import Ledger


class DatabasePlans:
    """Implements ports.PlanRegister. A register that does not exist yet reads as an empty one."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def issue(self, files: Iterable[PlanIssued], when: datetime, who: str) -> None:
        """Remember workbooks that are handed out; what a person was handed last is not noted twice."""
        with ledger(self.database, when, who) as entries:
            columns = (PLANS_ISSUED.c.jenis, PLANS_ISSUED.c.nip, PLANS_ISSUED.c.tahun, PLANS_ISSUED.c.id_formulir)
            rows = entries.connection.execute(sa.select(*columns).order_by(PLANS_ISSUED.c.nomor))
            last = {(row.jenis, row.nip, row.tahun): row.id_formulir for row in rows}
            for one in files:
                place, form = (one.kind, one.nip, one.year), storable(one.form_id)
                if last.get(place) == form:
                    continue
                row = {
                    "id_formulir": form,
                    "jenis": one.kind,
                    "nip": one.nip,
                    "nama": storable(one.name),
                    "tahun": one.year,
                    "revisi": one.revision,
                    "berkas": storable(one.file_name),
                    "isi": one.data,
                    "dibagikan_pada": entries.at,
                }
                entries.add(PLANS_ISSUED, row, "rencana-dibagikan", form)
                last[place] = form

    def issued(self, year: int) -> list[PlanIssued]:
        """Every workbook handed out for a year, in order, without the files."""
        query = _listing(PLANS_ISSUED).where(PLANS_ISSUED.c.tahun == year)
        return [
            PlanIssued(r.id_formulir, r.jenis, r.nip, r.nama, r.tahun, r.revisi, r.berkas, b"", r.dibagikan_pada)
            for r in self._read(query)
        ]

    def issued_file(self, form_id: str) -> bytes:
        """A workbook as it was handed out.

        Raises:
            KeyError: none of that id was.
        """
        return self._file(sa.select(PLANS_ISSUED.c.isi).where(PLANS_ISSUED.c.id_formulir == storable(form_id)))

    def add(self, one: PlanReturned, rulings: Iterable[PlanRuling], when: datetime, who: str) -> None:
        """Remember a return together with what is decided by it; the same file twice is one return."""
        with ledger(self.database, when, who) as entries:
            sha256 = storable(one.sha256)
            known = sa.select(PLANS_RETURNED.c.nomor).where(PLANS_RETURNED.c.sha256 == sha256)
            if entries.connection.scalar(known) is not None:
                return
            row = {
                "id_formulir": storable(one.form_id),
                "jenis": one.kind,
                "nip": one.nip,
                "tahun": one.year,
                "berkas": storable(one.file_name),
                "sha256": sha256,
                "putusan": one.verdict,
                "isi": one.data,
                "diterima_pada": entries.at,
            }
            entries.add(PLANS_RETURNED, row, "rencana-diterima", sha256)
            _rule(entries, rulings)

    def returns(self, year: int) -> list[PlanReturned]:
        """Every return for a year, in order of arrival, without the files."""
        query = _listing(PLANS_RETURNED).where(PLANS_RETURNED.c.tahun == year)
        return [
            PlanReturned(
                r.nomor, r.id_formulir, r.jenis, r.nip, r.tahun, r.berkas, r.sha256, r.putusan, b"", r.diterima_pada
            )
            for r in self._read(query)
        ]

    def returned_file(self, sha256: str) -> bytes:
        """A workbook as it came back.

        Raises:
            KeyError: none with that hash did.
        """
        return self._file(sa.select(PLANS_RETURNED.c.isi).where(PLANS_RETURNED.c.sha256 == storable(sha256)))

    def rule(self, rulings: Iterable[PlanRuling], when: datetime, who: str) -> None:
        """Remember what was decided on plans, in this order."""
        wanted = list(rulings)
        if not wanted:
            return
        with ledger(self.database, when, who) as entries:
            _rule(entries, wanted)

    def rulings(self, year: int) -> list[PlanRuling]:
        """Everything decided on plans of a year, in order."""
        query = sa.select(PLAN_DECISIONS).where(PLAN_DECISIONS.c.tahun == year).order_by(PLAN_DECISIONS.c.nomor)
        return [
            PlanRuling(r.nip, r.tahun, r.sha256, r.keputusan, r.alasan, r.oleh, r.diputuskan_pada)
            for r in self._read(query)
        ]

    def _file(self, query: sa.Select[tuple[object, ...]]) -> bytes:
        found = self._read(query)
        if not found:
            raise KeyError
        if not isinstance(found[0].isi, bytes):
            raise DamagedRegister(NO_FILE)
        return found[0].isi

    def _read(self, query: sa.Select[tuple[object, ...]]) -> list[sa.Row[tuple[object, ...]]]:
        with self.database.reading() as connection:
            return list(connection.execute(query)) if connection else []


def _rule(entries: Ledger, rulings: Iterable[PlanRuling]) -> None:
    for one in rulings:
        row = {
            "nip": one.nip,
            "tahun": one.year,
            "sha256": one.sha256,
            "keputusan": one.ruling,
            "alasan": storable(one.reason),
            "oleh": one.by,
            "diputuskan_pada": entries.at,
        }
        entries.add(PLAN_DECISIONS, row, "rencana-diputuskan", one.sha256)


def _listing(table: sa.Table) -> sa.Select[tuple[object, ...]]:
    return sa.select(*(column for column in table.columns if column.name != "isi")).order_by(table.c.nomor)
