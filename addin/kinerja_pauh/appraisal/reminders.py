"""Reminders to raters whose form is still awaited: short for WhatsApp, and as a letter of one page.

They are read by a Camat as well as by a Lurah: courteous, and without a NIP, a mark or the name of anyone who is rated.
A WhatsApp text is one line, since a cell with line breaks is copied in quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .wording import quote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .model import Office

_LONGEST_NAME = 90
_MOST_NAMES = 15  # of raters in the letter to a unit: what leaves it on one page


@dataclass(frozen=True, slots=True)
class Reminder:
    """One rater and the form that is awaited. period, deadline, handed_out: as they are to be read; "" where not known.

    people: how many are rated in the form. days: left until the deadline, negative when it is over, None without one.
    to_mend: the form came back, but something in it is missing or wrong. part: the days that it rates, in words, ""
    for the whole period: it tells the form from others of the same rater.
    """

    rater_name: str
    office: Office
    period: str
    people: int
    deadline: str = ""
    days: int | None = None
    to_mend: bool = False
    handed_out: str = ""
    part: str = ""


def days_left(deadline: date | None, today: date) -> int | None:
    """Whole days until the deadline, negative when it is over; None without one."""
    return None if deadline is None else (deadline - today).days


def show_days(days: int | None) -> str:
    """How much time is left, in words.

    >>> show_days(3), show_days(0), show_days(-2), show_days(None)
    ('3 hari lagi', 'hari ini', 'lewat 2 hari', '')
    """
    if days is None:
        return ""
    return "hari ini" if days == 0 else f"{days} hari lagi" if days > 0 else f"lewat {-days} hari"


def whatsapp(one: Reminder) -> str:
    """The message for WhatsApp, in one line without quotation marks."""
    form = f"Formulir Penilaian Kinerja {_period(one)} untuk {one.people} pegawai"
    if one.to_mend:
        text = (
            f"Yth. Bapak/Ibu {_name(one.rater_name)}, terima kasih atas {form} yang sudah kami terima. Masih ada "
            f"isian yang perlu dilengkapi atau diperiksa kembali; sel-selnya akan kami sampaikan. {_until(one)}"
        )
    else:
        text = (
            f"Yth. Bapak/Ibu {_name(one.rater_name)}, dengan hormat kami ingatkan bahwa {form} belum kami terima "
            f"kembali. {_until(one)} Bila sudah dikirim, mohon abaikan pesan ini."
        )
    help_offered = " Bila ada kendala, kami siap membantu." if one.days is not None and one.days < 0 else ""
    return " ".join(f"{text}{help_offered} Terima kasih. Hormat kami, {_sender(one.office)}.".split())


def letter(one: Reminder, today: str) -> list[str]:
    """The paragraphs of a letter to one rater. today: as it is to be read."""
    heading = "Perbaikan" if one.to_mend else "Pengembalian"
    body = _to_mend(one) if one.to_mend else _to_return(one)
    return [*_head(one, today, heading, f"Yth. Bapak/Ibu {_name(one.rater_name)}"), *body, *_foot(one.office)]


def unit_letter(unit: str, reminders: Sequence[Reminder], today: str) -> list[str]:
    """The paragraphs of one letter to the head of a unit in which several raters are awaited.

    reminders: at least one, of the same period. Whoever was given more time than the first to be late is told so.
    """
    first = min(reminders, key=lambda one: (one.days is None, one.days or 0))
    names = [f"{_name(one.rater_name)} ({_what(one)}{_longer(one, first)})" for one in reminders]
    listed = [f"{number}. {name}" for number, name in enumerate(names[:_MOST_NAMES], start=1)]
    if len(names) > _MOST_NAMES:
        listed.append(f"dan {len(names) - _MOST_NAMES} penilai lain.")
    reason = (
        f"Sehubungan dengan penilaian kinerja pegawai periode {_plain(first.period)}, bersama ini kami ingatkan bahwa "
        f"{len(names)} Formulir Penilaian Kinerja masih kami nantikan dari penilai berikut:"
    )
    request = (
        f"Kami mohon bantuan Bapak/Ibu untuk mengingatkan penilai tersebut. {_until(replace(first, to_mend=False))}"
    )
    head = _head(first, today, "Pengembalian", f"Yth. Pimpinan {_plain(unit)}")
    return [*head, reason, *listed, f"{request} {_HELP}", *_foot(first.office)]


def _to_return(one: Reminder) -> list[str]:
    return [
        f"Sehubungan dengan penilaian kinerja pegawai, bersama ini kami ingatkan bahwa {_form(one)} belum kami terima.",
        f"{_until(one)} {_HELP}",
    ]


def _to_mend(one: Reminder) -> list[str]:
    cells = (
        "Masih ada isian yang perlu dilengkapi atau diperiksa kembali. Lembar dan sel yang dimaksud kami sampaikan "
        "tersendiri, agar Bapak/Ibu cukup membetulkan sel itu saja."
    )
    return [f"Terima kasih, {_form(one)} sudah kami terima kembali.", cells, _until(one)]


def _form(one: Reminder) -> str:
    """The form as a letter names it."""
    given = f" dan kami bagikan pada {one.handed_out}" if one.handed_out else ""
    return f"Formulir Penilaian Kinerja {_period(one)} yang memuat {one.people} pegawai{given}"


_HELP = "Bila ada kendala dalam pengisian atau berkasnya tidak ditemukan, kami siap membantu."


def _until(one: Reminder) -> str:
    """The request itself, worded by how far the deadline is."""
    send = (
        "formulir yang sudah dibetulkan dikirim ulang" if one.to_mend else "formulir yang sudah diisi dikirim kembali"
    )
    if one.days is None or not one.deadline:
        return f"Kami mohon {send} pada kesempatan pertama."
    if one.days > 0:
        return f"Kami mohon {send} paling lambat {one.deadline} ({show_days(one.days)})."
    if one.days == 0:
        return f"Batas waktunya hari ini, {one.deadline}; kami mohon {send} hari ini juga."
    return f"Batas waktunya, {one.deadline}, sudah lewat {-one.days} hari; kami mohon {send} pada kesempatan pertama."


def _head(one: Reminder, today: str, about: str, to: str) -> list[str]:
    dated = ", ".join(part for part in (_plain(one.office.place), today) if part)
    subject = f"Perihal: {about} Formulir Penilaian Kinerja periode {_plain(one.period)}"
    return [dated, "Nomor: ……………………", subject, to, "di tempat", "Dengan hormat,"]


def _foot(office: Office) -> list[str]:
    return [
        "Formulir memuat data pribadi pegawai. Mohon dikirim langsung kepada kami, tidak lewat grup percakapan.",
        "Demikian kami sampaikan. Atas perhatian dan kerja sama Bapak/Ibu kami ucapkan terima kasih.",
        "Hormat kami,",
        _sender(office),
    ]


def _sender(office: Office) -> str:
    return f"Kepegawaian {_plain(office.unit or office.agency)}".strip()


def _period(one: Reminder) -> str:
    """`periode Tahunan 2026`, with the days where the form rates a part of it."""
    part = f", masa {_plain(one.part)}," if one.part else ""
    return f"periode {_plain(one.period)}{part}"


def _what(one: Reminder) -> str:
    part = f"masa {_plain(one.part)}, " if one.part else ""
    return part + ("perlu dibetulkan" if one.to_mend else "belum kembali")


def _longer(one: Reminder, first: Reminder) -> str:
    return f", diperpanjang sampai {one.deadline}" if one.deadline != first.deadline else ""


def _name(text: str) -> str:
    return _plain(text) or "Pejabat Penilai"


def _plain(text: str) -> str:
    """Words from a cell: in one line, no quotation marks (they would be doubled when copied), no stray NIP."""
    return quote(text.replace('"', ""), _LONGEST_NAME)
