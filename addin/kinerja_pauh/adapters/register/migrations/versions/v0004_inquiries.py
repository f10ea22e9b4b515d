"""Layout 4: small workbooks that ask somebody about a person, and what was taken of them. Both begin empty."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the two tables; what the diary says of older rows stays true."""
    op.create_table(
        "lembar_dibagikan",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("id_formulir", sa.String, nullable=False, index=True),
        sa.Column("jenis", sa.String, nullable=False),
        sa.Column("nip", sa.String, nullable=False),
        sa.Column("periode", sa.String, nullable=False),
        sa.Column("berkas", sa.String, nullable=False),
        sa.Column("isi", sa.LargeBinary, nullable=False),
        sa.Column("dibagikan_pada", sa.String, nullable=False),
    )
    op.create_table(
        "jawaban_lembar",
        sa.Column("nomor", sa.Integer, primary_key=True),
        sa.Column("id_formulir", sa.String, nullable=False, index=True),
        sa.Column("jenis", sa.String, nullable=False),
        sa.Column("nip", sa.String, nullable=False),
        sa.Column("periode", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("jawaban", sa.String, nullable=False),
        sa.Column("diterima_pada", sa.String, nullable=False),
    )
