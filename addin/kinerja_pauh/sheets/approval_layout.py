"""The workbook in which a rater agrees to the plans of his or her people, or returns them with a reason."""

from __future__ import annotations

from dataclasses import replace

from .induk_layout import PLANS_TABLE
from .layout import MISSING, Column, Look, Rule, Table
from .skp_words import DECISIONS, PEOPLES_PLANS, SUPPORT, PlanDecision

_REASON_OWED = f'AND([Keputusan]="{PlanDecision.RETURNED}",TRIM([Alasan])="")'
_STATE = (
    f'IF([Keputusan]="","▲ belum diputuskan",IF({_REASON_OWED},"▲ isi Alasan",'
    f'IF([Keputusan]="{PlanDecision.AGREED}","✓ disetujui","✓ dikembalikan")))'
)

DECISIONS_TABLE = Table(
    DECISIONS,
    "Persetujuan Rencana (SKP)",
    "Baca lembar Rencana Pegawai, lalu pilih Keputusan untuk setiap orang. Kembalikan harus disertai Alasan.",
    (
        Column("NIP", 20),
        Column("Nama", 26, Look.WRAP),
        Column("Jabatan", 28, Look.WRAP),
        Column("Revisi", 7, Look.COUNT),
        Column("Indikator", 9, Look.COUNT),
        Column("Bobot Utama (%)", 9, Look.NUMBER),
        Column("Catatan Program", 46, Look.WRAP),
        Column(
            "Keputusan",
            14,
            entry=True,
            choices=tuple(PlanDecision),
            prompt="Setuju, atau Kembalikan dengan alasan.",
            rules=(Rule(MISSING, '[Keputusan]=""'),),
        ),
        Column(
            "Alasan",
            36,
            Look.WRAP,
            entry=True,
            prompt="Wajib bila Kembalikan: apa yang diperbaiki. Pegawai membacanya.",
            rules=(Rule(MISSING, _REASON_OWED),),
        ),
        Column("Keadaan", 18, Look.STATE, formula=_STATE),
    ),
    frozen="Nama",
    zoom=85,
)
PEOPLES_PLANS_TABLE = Table(
    PEOPLES_PLANS,
    "Rencana Pegawai",
    "Rencana yang diajukan, satu baris satu indikator. Lembar ini untuk dibaca; keputusan ada di lembar Keputusan.",
    tuple(replace(column, entry=False, choices=(), formula="", prompt="", rules=()) for column in PLANS_TABLE.columns),
    frozen="No",
    zoom=80,
)
SUPPORT_TABLE = Table(
    SUPPORT,
    "Dukungan",
    "Setiap RHK Anda dan pegawai yang mendukungnya. RHK tanpa pendukung: bicarakan siapa yang mengerjakannya.",
    (
        Column("No", 5, Look.COUNT),
        Column("RHK Anda", 70, Look.WRAP),
        Column("Didukung Oleh", 60, Look.WRAP),
        Column("Keadaan", 24, Look.STATE),
    ),
    frozen="No",
    zoom=90,
)
APPROVAL_TABLES = {table.sheet: table for table in (DECISIONS_TABLE, PEOPLES_PLANS_TABLE, SUPPORT_TABLE)}
