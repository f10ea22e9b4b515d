"""What a returned form may never carry: whatever fetches, starts or hides something when a person opens the file.

Judged by what the parts are said to be (relations and content types), by where they stand and by what stands in them,
since programs go by different ones of these. Nothing is followed or opened. VBA is judged in `returned_macros`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kinerja_pauh.adapters.active_places import refuse_active_formulas, refuse_link
from kinerja_pauh.adapters.package_guard import verify
from kinerja_pauh.adapters.workbook_parts import read_workbook
from kinerja_pauh.adapters.xml_parts import elements
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from kinerja_pauh.adapters.package_guard import Package

_REFILL = "jangan dibuka, dan minta penilai mengisi lagi formulir aslinya."
_RESEND = "lalu simpan dan kirim lagi."
_CONNECTIONS = f"hapus lewat Data > Queries & Connections, {_RESEND}"

_ENCRYPTED = f"Isi berkas ini dikunci dengan sandi zip, yang tidak pernah dibuat Excel: {_REFILL}"
_DDE = f"Berkas ini memuat sambungan DDE, yang dapat menjalankan program lain: {_REFILL}"
_OLE_LINK = f"Berkas ini memuat tautan OLE ke program lain: {_REFILL}"
_OTHER_BOOK = f"Berkas ini memuat tautan ke buku kerja lain: putuskan lewat Data > Edit Links > Break Link, {_RESEND}"
_POWER_QUERY = f"Berkas ini memuat Power Query, yang mengambil data dari luar: {_CONNECTIONS}"
_PIVOT = f"Berkas ini memuat tabel pivot yang mengambil data dari luar: hapus tabel pivot itu, {_RESEND}"
_RIBBON = f"Berkas ini memuat tombol pita yang menjalankan perintah dan bukan buatan formulir: {_REFILL}"
_PICTURE = f"Berkas ini memuat gambar yang diambil dari luar: hapus gambar itu, {_RESEND}"
_OUTSIDE = f"Berkas ini memuat rujukan ke berkas atau alamat di luar dirinya: {_REFILL}"
_ATTACHED = (
    f"Berkas ini memuat berkas lain di dalamnya: hapus sisipan itu, {_RESEND[:-1]}; bukti dukung dikirim sebagai "
    "berkas tersendiri."
)


@dataclass(frozen=True, slots=True)
class _Family:
    """Parts that are refused alike. kinds: last steps of relation types; names: match part names and content types."""

    sentence: str
    kinds: frozenset[str]
    names: re.Pattern[str]


def _family(sentence: str, kinds: str, names: str) -> _Family:
    return _Family(sentence, frozenset(kinds.casefold().split()), re.compile(names))


_FAMILIES = (
    _family(_OTHER_BOOK, "externalLink", r"(?:^|/)externallinks/|\.externallink\+xml"),
    _family(
        f"Berkas ini memuat sambungan data ke luar: {_CONNECTIONS}", "connections",
        r"(?:^|/)connections\.xml$|\.connections\+xml",
    ),
    _family(
        f"Berkas ini memuat tabel yang diisi dari luar (query): {_CONNECTIONS}", "queryTable",
        r"(?:^|/)querytables/|\.querytable\+xml",
    ),
    _family(
        f"Berkas ini memuat model data (Power Pivot): hapus model itu, {_RESEND}", "powerPivotData",
        r"(?:^|/)model/|\.model\+data",
    ),
    _family(
        f"Berkas ini memuat kontrol ActiveX, yang dapat menjalankan program: {_REFILL}",
        "control activeXControlBinary", r"(?:^|/)activex/|activex",
    ),
    _family(
        f"Berkas ini memuat objek atau berkas yang disisipkan (OLE): hapus objek itu dari lembarnya, {_RESEND[:-1]}; "
        "bukti dukung dikirim sebagai berkas tersendiri.",
        "oleObject package", r"(?:^|/)embeddings/|oleobject",
    ),
    _family(
        f"Berkas ini memuat lembar makro Excel lama (XLM), yang dapat menjalankan program: {_REFILL}",
        "xlMacrosheet xlIntlMacrosheet", r"(?:^|/)macrosheets/|macrosheet\+xml",
    ),
    _family(
        f"Berkas ini memuat lembar dialog Excel lama: {_REFILL}", "dialogsheet",
        r"(?:^|/)dialogsheets/|\.dialogsheet\+xml",
    ),
    _family(
        f"Berkas ini memuat data langsung dari program lain (RTD): {_REFILL}", "volatileDependencies",
        r"(?:^|/)volatiledependencies\.xml$|\.volatiledependencies\+xml",
    ),
    _family(
        f"Berkas ini memuat makro JavaScript WPS, yang tidak dipakai formulir: {_REFILL}",
        "jdeExtension jsProject", r"(?:^|/)jdedata\.bin$|jsproject",
    ),
    _family(
        f"Berkas ini memuat add-in web, yang dapat mengirim isinya ke luar: {_REFILL}",
        "webextension webextensiontaskpanes", r"(?:^|/)webextensions/|webextension",
    ),
    _family(
        f"Berkas ini memuat bilah alat Excel lama, yang dapat menjalankan perintah: {_REFILL}", "attachedToolbars",
        r"attachedtoolbars",
    ),
    _family(
        "Berkas ini ditandatangani secara digital, yang tidak dipakai formulir: hapus lewat File > Info > View "
        f"Signatures, {_RESEND}",
        "origin signature", r"(?:^|/)_xmlsignatures/|digital-signature",
    ),
    _family(
        f"Berkas ini memuat bagian yang terenkripsi: hapus sandi dan pembatasannya lewat File > Info, {_RESEND}",
        "encryptedPackage", r"(?:^|/)(?:encryptedpackage|encryptioninfo)$|drmencrypted",
    ),
)  # fmt: skip

_KNOWN_PARTS = re.compile(
    r"\.(?:xml|rels|vml|png|jpe?g?|jfif|gif|bmp|dib|emf|wmf|emz|wmz|tiff?|svg|webp|wdp|ico|thm|psmdcp)$"
    r"|(?:^|/)(?:printersettings|vbaproject|customproperty)[^/]*\.bin$"
)
_ADDRESS = re.compile(rb"""(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_LEADS_OUT = re.compile(r"\s*(?:[a-z][\w+.-]*:|[\\/]{2})", re.IGNORECASE)


def refuse_active_content(package: Package) -> None:
    """Do nothing for a workbook that only holds cells and their looks.

    Raises:
        UnusableFile: names what it holds beyond that, with the cure; or it is no workbook, or damaged.
    """
    if any(info.flag_bits & 0x1 for info in package.members.values()):
        raise UnusableFile(_ENCRYPTED)
    verify(package)  # nothing is parsed of a file that came to harm on its way
    workbook = read_workbook(package)
    _refuse_links_to_books(package)
    for part in package.members:
        _refuse_name(part)
    _refuse_content_types(package)
    for part in package.members:
        if part.endswith(".rels"):
            _refuse_relations(package, part)
    for part in package.members:
        _refuse_attachment(part)
        _refuse_inside(package, part)
    refuse_active_formulas(package, workbook)


def _refuse_links_to_books(package: Package) -> None:
    """Before the family as a whole: a link to another workbook, to a program, or through OLE."""
    sentences = {"ddeLink": _DDE, "oleLink": _OLE_LINK}

    def visit(parent: str, name: str, _attributes: dict[str, str]) -> None:
        if parent == "externalLink" and name in sentences:
            raise UnusableFile(sentences[name])

    for part in package.members:
        if "externallink" in part and part.endswith(".xml"):
            elements(package.read(part), visit)


def _refuse_name(name: str) -> None:
    """name: of a part or a content type, in small letters."""
    for family in _FAMILIES:
        if family.names.search(name):
            raise UnusableFile(family.sentence)


def _refuse_content_types(package: Package) -> None:
    def visit(_parent: str, _name: str, attributes: dict[str, str]) -> None:
        _refuse_name(attributes.get("ContentType", "").casefold())

    if "[Content_Types].xml" in package:
        elements(package.read("[Content_Types].xml"), visit)


def _refuse_relations(package: Package, part: str) -> None:
    def visit(_parent: str, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        kind = attributes.get("Type", "").rstrip("/").rpartition("/")[2].casefold()
        for family in _FAMILIES:
            if kind in family.kinds:
                raise UnusableFile(family.sentence)
        if attributes.get("TargetMode", "").strip().casefold() == "external":
            _refuse_outside(package, part, kind, attributes)

    elements(package.read(part), visit)


def _refuse_outside(package: Package, part: str, kind: str, attributes: dict[str, str]) -> None:
    if kind == "hyperlink":
        refuse_link(package, part, attributes.get("Id", ""), attributes.get("Target", ""))
    elif kind == "image":
        raise UnusableFile(_PICTURE)
    elif "externallink" in kind or kind.startswith("xl"):
        raise UnusableFile(_OTHER_BOOK)
    else:
        raise UnusableFile(_OUTSIDE)


def _refuse_attachment(part: str) -> None:
    if not _KNOWN_PARTS.search(part):
        raise UnusableFile(_ATTACHED)


def _refuse_inside(package: Package, part: str) -> None:
    """What only the content of a part tells."""
    if part.endswith(".vml"):
        for found in _ADDRESS.finditer(package.read(part)):
            address = html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace"))
            if _LEADS_OUT.match(address):
                refuse_link(package, "", "", address)
    elif "customxml/item" in part and part.endswith(".xml"):
        elements(package.read(part), _refuse_mashup)
    elif "pivotcachedefinition" in part and part.endswith(".xml"):
        elements(package.read(part), _refuse_pivot_source)
    elif "customui" in part and part.endswith(".xml"):
        elements(package.read(part), _refuse_callback)


def _refuse_mashup(_parent: str, name: str, _attributes: dict[str, str]) -> None:
    if name == "DataMashup":
        raise UnusableFile(_POWER_QUERY)


def _refuse_pivot_source(_parent: str, name: str, attributes: dict[str, str]) -> None:
    outside = name == "cacheSource" and attributes.get("type", "worksheet") in {"external", "scenario"}
    if outside or (name == "worksheetSource" and any(key.endswith("/relationships id") for key in attributes)):
        raise UnusableFile(_PIVOT)


def _refuse_callback(_parent: str, _name: str, attributes: dict[str, str]) -> None:
    if any(key.startswith(("on", "get", "loadImage")) for key in attributes):
        raise UnusableFile(_RIBBON)
