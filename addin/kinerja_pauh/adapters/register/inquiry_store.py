"""Inquiries in the register: small workbooks handed out, and what was taken of those that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from kinerja_pauh.adapters.register.layouts import NO_FILE, DamagedRegister
from kinerja_pauh.adapters.register.ledger import ledger, storable
from kinerja_pauh.adapters.register.schema import ANSWERS, INQUIRIES
from kinerja_pauh.ports import Answer, Inquiry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kinerja_pauh.adapters.register.database import Database


class DatabaseInquiries:
    """Implements ports.InquiryRegister. A register that does not exist yet reads as an empty one."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def issue(self, inquiries: Iterable[Inquiry], when: datetime, who: str) -> None:
        """Remember workbooks that are handed out; the same id is not noted twice."""
        with ledger(self.database, when, who) as entries:
            known = set(entries.connection.scalars(sa.select(INQUIRIES.c.id_formulir)))
            for one in inquiries:
                inquiry_id = storable(one.inquiry_id)
                if inquiry_id in known:
                    continue
                row = {
                    "id_formulir": inquiry_id,
                    "jenis": one.kind,
                    "nip": one.nip,
                    "periode": storable(one.period),
                    "berkas": storable(one.file_name),
                    "isi": one.data,
                    "dibagikan_pada": entries.at,
                }
                entries.add(INQUIRIES, row, "lembar-dibagikan", inquiry_id)
                known.add(inquiry_id)

    def issued(self, period: str, kind: str) -> list[Inquiry]:
        """Every workbook of a kind handed out for a period, in order, without the files."""
        columns = (column for column in INQUIRIES.columns if column.name != "isi")
        its = sa.select(*columns).where(INQUIRIES.c.periode == storable(period), INQUIRIES.c.jenis == kind)
        return [
            Inquiry(r.id_formulir, r.jenis, r.nip, r.periode, r.berkas, b"", r.dibagikan_pada)
            for r in self._read(its.order_by(INQUIRIES.c.nomor))
        ]

    def issued_file(self, inquiry_id: str) -> bytes:
        """A workbook as it was handed out.

        Raises:
            KeyError: none of that id was.
        """
        found = self._read(sa.select(INQUIRIES.c.isi).where(INQUIRIES.c.id_formulir == storable(inquiry_id)))
        if not found:
            raise KeyError
        if not isinstance(found[0].isi, bytes):
            raise DamagedRegister(NO_FILE)
        return found[0].isi

    def add(self, answer: Answer, when: datetime, who: str) -> None:
        """Remember what was taken of a return; the same file twice is one answer."""
        with ledger(self.database, when, who) as entries:
            sha256 = storable(answer.sha256)
            known = sa.select(ANSWERS.c.nomor).where(ANSWERS.c.sha256 == sha256)
            if entries.connection.scalar(known) is not None:
                return
            row = {
                "id_formulir": storable(answer.inquiry_id),
                "jenis": answer.kind,
                "nip": answer.nip,
                "periode": storable(answer.period),
                "sha256": sha256,
                "jawaban": storable(answer.content),
                "diterima_pada": entries.at,
            }
            entries.add(ANSWERS, row, "jawaban-diterima", sha256)

    def answers(self, period: str, kind: str) -> list[Answer]:
        """The newest answer to each inquiry, in the order in which the first ones arrived."""
        its = sa.select(ANSWERS).where(ANSWERS.c.periode == storable(period), ANSWERS.c.jenis == kind)
        newest = {row.id_formulir: row for row in self._read(its.order_by(ANSWERS.c.nomor))}
        return [_answer(row) for row in newest.values()]

    def find(self, sha256: str) -> Answer | None:
        """The answer that was taken of that file, if it was."""
        found = self._read(sa.select(ANSWERS).where(ANSWERS.c.sha256 == storable(sha256)))
        return _answer(found[0]) if found else None

    def _read(self, query: sa.Select[tuple[object, ...]]) -> list[sa.Row[tuple[object, ...]]]:
        with self.database.reading() as connection:
            return list(connection.execute(query)) if connection else []


def _answer(row: sa.Row[tuple[object, ...]]) -> Answer:
    return Answer(
        row.nomor, row.id_formulir, row.jenis, row.nip, row.periode, row.sha256, row.jawaban, row.diterima_pada
    )
