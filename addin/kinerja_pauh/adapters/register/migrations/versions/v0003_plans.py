"""Layout 3: annual plans handed out, plans that came back, and what was decided on them. All three begin empty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the three tables; what the diary says of older rows stays true."""
    op.create_table(
        "rencana_dibagikan",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("id_formulir", sa.String, nullable=False, index=True),
        sa.Column("jenis", sa.String, nullable=False),
        sa.Column("nip", sa.String, nullable=False),
        sa.Column("nama", sa.String, nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("revisi", sa.Integer, nullable=False),
        sa.Column("berkas", sa.String, nullable=False),
        sa.Column("isi", sa.LargeBinary, nullable=False),
        sa.Column("dibagikan_pada", sa.String, nullable=False),
    )
    op.create_table(
        "rencana_kembali",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("id_formulir", sa.String, nullable=False, index=True),
        sa.Column("jenis", sa.String, nullable=False),
        sa.Column("nip", sa.String, nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("berkas", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("putusan", sa.String, nullable=False),
        sa.Column("isi", sa.LargeBinary, nullable=False),
        sa.Column("diterima_pada", sa.String, nullable=False),
    )
    op.create_table(
        "keputusan_rencana",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("nip", sa.String, nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False, index=True),
        sa.Column("keputusan", sa.String, nullable=False),
        sa.Column("alasan", sa.String, nullable=False),
        sa.Column("oleh", sa.String, nullable=False),
        sa.Column("diputuskan_pada", sa.String, nullable=False),
    )
