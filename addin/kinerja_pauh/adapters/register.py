"""The office's memory in SQLite: forms handed out, forms that came back. Rows are added, never changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kinerja_pauh.ports import Issued, Returned, UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

_TABLES = sa.MetaData()
ISSUED = sa.Table(
    "formulir_dibagikan",
    _TABLES,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("nip_penilai", sa.String, nullable=False),
    sa.Column("nama_penilai", sa.String, nullable=False),
    sa.Column("periode", sa.String, nullable=False),
    sa.Column("berkas", sa.String, nullable=False),
    sa.Column("jumlah_pegawai", sa.Integer, nullable=False),
    sa.Column("isi", sa.LargeBinary, nullable=False),
    sa.Column("dibagikan_pada", sa.String, nullable=False),
)
RETURNED = sa.Table(
    "formulir_kembali",
    _TABLES,
    sa.Column("nomor", sa.Integer, primary_key=True),
    sa.Column("id_formulir", sa.String, nullable=False, index=True),
    sa.Column("berkas", sa.String, nullable=False),
    sa.Column("sha256", sa.String, nullable=False, unique=True),
    sa.Column("putusan", sa.String, nullable=False),
    sa.Column("isi", sa.LargeBinary, nullable=False),
    sa.Column("diterima_pada", sa.String, nullable=False),
)
_UNUSABLE = "Register kantor tidak dapat dipakai: berkasnya rusak, terkunci, atau folder tidak dapat ditulisi."


class SqliteRegister:
    """A register file; it is made on the first entry. Implements ports.Register."""

    def __init__(self, path: Path) -> None:
        self._engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), poolclass=sa.NullPool)
        self._path = path

    def issue(self, forms: Iterable[Issued], when: datetime) -> None:
        """Remember forms that are handed out; what a rater was handed last for a period is not noted twice."""
        with self._writing() as connection:
            columns = (ISSUED.c.nip_penilai, ISSUED.c.periode, ISSUED.c.id_formulir)
            rows = connection.execute(sa.select(*columns).order_by(ISSUED.c.nomor))
            last = {(r.nip_penilai, r.periode): r.id_formulir for r in rows}
            for form in forms:
                if last.get((form.rater_nip, form.period)) != form.form_id:
                    connection.execute(sa.insert(ISSUED).values(_issued_row(form, when)))

    def issued(self) -> list[Issued]:
        """Every form handed out, in order."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(ISSUED).order_by(ISSUED.c.nomor)).all() if connection else []
        return [
            Issued(r.id_formulir, r.nip_penilai, r.nama_penilai, r.periode, r.berkas, r.jumlah_pegawai, r.isi)
            for r in rows
        ]

    def add(self, returned: Returned, when: datetime) -> None:
        """Remember a return; the same file twice is one return."""
        with self._writing() as connection:
            if connection.scalar(sa.select(RETURNED.c.nomor).where(RETURNED.c.sha256 == returned.sha256)) is None:
                connection.execute(sa.insert(RETURNED).values(_returned_row(returned, when)))

    def find(self, sha256: str) -> Returned | None:
        """The return with that file, if it was taken before."""
        found = self._returns(RETURNED.c.sha256 == sha256)
        return found[0] if found else None

    def standing(self, verdict: str) -> list[Returned]:
        """The return of each form that counts, in order of arrival: the newest with this verdict, else the newest."""
        form, number, found = RETURNED.c.id_formulir, RETURNED.c.nomor, RETURNED.c.putusan
        place = sa.func.row_number().over(partition_by=form, order_by=(found != verdict, number.desc()))
        ranked = sa.select(number, place.label("urutan")).subquery()
        return self._returns(number.in_(sa.select(ranked.c.nomor).where(ranked.c.urutan == 1)))

    def _returns(self, which: sa.ColumnElement[bool]) -> list[Returned]:
        with self._reading() as connection:
            query = sa.select(RETURNED).where(which).order_by(RETURNED.c.nomor)
            rows = connection.execute(query).all() if connection else []
        return [Returned(r.nomor, r.id_formulir, r.berkas, r.sha256, r.putusan, r.isi) for r in rows]

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                _TABLES.create_all(connection)
                yield connection
        except sa.exc.DBAPIError as problem:
            raise UnusableFile(_UNUSABLE) from problem

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection | None]:
        """A connection; None while there is no register yet, which is an empty one."""
        if not self._path.exists():
            yield None
            return
        try:
            with self._engine.connect() as connection:
                _TABLES.create_all(connection)
                yield connection
        except sa.exc.DBAPIError as problem:
            raise UnusableFile(_UNUSABLE) from problem


def _issued_row(form: Issued, when: datetime) -> dict[str, object]:
    return {
        "id_formulir": form.form_id,
        "nip_penilai": form.rater_nip,
        "nama_penilai": form.rater_name,
        "periode": form.period,
        "berkas": form.file_name,
        "jumlah_pegawai": form.ratees,
        "isi": form.data,
        "dibagikan_pada": when.isoformat(timespec="seconds"),
    }


def _returned_row(returned: Returned, when: datetime) -> dict[str, object]:
    return {
        "id_formulir": returned.form_id,
        "berkas": returned.file_name,
        "sha256": returned.sha256,
        "putusan": returned.verdict,
        "isi": returned.data,
        "diterima_pada": when.isoformat(timespec="seconds"),
    }
