"""Layout 1: forms handed out and forms that came back, nothing that chains them. It was never numbered in its day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the two tables, where a register of that day has not got them already."""
    if sa.inspect(op.get_bind()).has_table("formulir_dibagikan"):
        return
    op.create_table(
        "formulir_dibagikan",
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
    op.create_table(
        "formulir_kembali",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("id_formulir", sa.String, nullable=False, index=True),
        sa.Column("berkas", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("putusan", sa.String, nullable=False),
        sa.Column("isi", sa.LargeBinary, nullable=False),
        sa.Column("diterima_pada", sa.String, nullable=False),
    )
