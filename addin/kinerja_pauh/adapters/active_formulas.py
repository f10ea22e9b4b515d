"""Formulas that reach out of the workbook: into other files, other programs, the network, or into code."""

from __future__ import annotations

import re

_CURE = "ketik nilainya langsung di formulir, lalu simpan dan kirim lagi"
_NEVER = "jangan dibuka, dan minta penilai mengisi lagi formulir aslinya"

_TEXT = re.compile(r'"(?:[^"]|"")*"?')
_COLUMN = re.compile(r"(?<=[\w.])\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]", re.DOTALL)  # Table[[#This Row],[Column]]
_QUOTED = re.compile(r"'(?:[^']|'')*'")
_OTHER_BOOK = re.compile(r"\[(?!0\])|[\\/]")  # no sheet's name holds one of these; [0] is the workbook itself
_OTHER_BOOK_UNQUOTED = re.compile(r"\[(?!0\])[^\[\]]*\][^\s,;()+*/^&=<>-]*!")
_CALL = re.compile(r"(?<![\w.])(?:_xl[a-z]+\.)*([a-z][\w.]*)\s*\(", re.IGNORECASE)
_OWN_PLACE = re.compile(r'(?<![\w.])hyperlink\s*\(\s*"#', re.IGNORECASE)

_MESSAGES = {
    "hyperlink": ("tautan lewat rumus HYPERLINK", _CURE),
    "webservice": ("rumus WEBSERVICE, yang mengirim isi ke internet", _CURE),
    "image": ("rumus IMAGE, yang mengambil gambar dari internet", _CURE),
    "stockhistory": ("rumus STOCKHISTORY, yang mengambil data dari internet", _CURE),
    "rtd": ("rumus RTD, yang menjalankan program lain", _NEVER),
    "dde": ("rumus DDE, yang menjalankan program lain", _NEVER),
    "call": ("rumus CALL, yang menjalankan program lain", _NEVER),
    "register": ("rumus REGISTER, yang memuat program lain", _NEVER),
    "register.id": ("rumus REGISTER.ID, yang memuat program lain", _NEVER),
    "exec": ("perintah makro Excel lama", _NEVER),
    "evaluate": ("perintah makro Excel lama", _NEVER),
    "sql.request": ("rumus SQL.REQUEST, yang mengambil data dari luar", _CURE),
    "py": ("rumus PY, yang menjalankan Python", _CURE),
}
_OLD_MACRO = re.compile(
    r"(?:get|set|app|file|send|open|save|window|workbook)\.[a-z.]+|fopen|fwrite|fwriteln|fread|run|formula\.\w+"
)


def reaching_out(formula: str) -> tuple[str, str] | None:
    """What a formula reaches for and the cure, as two parts of a sentence; None for an ordinary formula.

    >>> reaching_out("SUM(A1:A9)"), reaching_out('HYPERLINK("#Hasil!A1","A1")')
    (None, None)
    >>> reaching_out("cmd|' /C calc'!A0")[0]
    'sambungan DDE, yang dapat menjalankan program lain'
    """
    called = _called(formula)
    bare = _COLUMN.sub("", _TEXT.sub('""', formula))
    if "|" in _QUOTED.sub("''", bare):
        return "sambungan DDE, yang dapat menjalankan program lain", _NEVER
    if any(_OTHER_BOOK.search(name) for name in _QUOTED.findall(bare)) or _OTHER_BOOK_UNQUOTED.search(bare):
        return "rumus yang mengambil nilai dari berkas lain", _CURE
    return called


def _called(formula: str) -> tuple[str, str] | None:
    """The first function of the formula that is not taken. Links to a place in the workbook itself are ours."""
    plain = _QUOTED.sub("''", _TEXT.sub('""', _OWN_PLACE.sub('x("', formula)))
    for name in map(str.lower, _CALL.findall(plain)):
        if name in _MESSAGES:
            return _MESSAGES[name]
        if name.startswith("cube"):
            return "rumus CUBE, yang mengambil data dari luar", _CURE
        if _OLD_MACRO.fullmatch(name):
            return "perintah makro Excel lama", _NEVER
    return None
