"""File names of the shipped masters and of the add-in."""

FORM, INDUK, REPORT = "Formulir_Penilaian.xlsx", "Induk.xlsx", "Laporan_Hasil_Penilaian.xlsx"
ADDIN = "Penilaian.xlam"
PLAN, APPROVAL, CASCADE = "Rencana_SKP.xlsx", "Persetujuan_SKP.xlsx", "Cascade_SKP.xlsx"
BANK = "Bank_Indikator.xlsx"
PEERS = "Kuesioner_Rekan.xlsx"
SELF_VIEW = "Pandangan_Pegawai.xlsx"


def with_macros(master: str) -> str:
    """The name of a master's variant with buttons.

    >>> with_macros(INDUK)
    'Induk.xlsm'
    """
    return master.removesuffix(".xlsx") + ".xlsm"
