"""PDF files as the office keeps them: the pages as printed, no person in the properties, no clock time in the bytes.

The second half of ports.PdfFiles. A reader of the properties must be cheap, since every file of a folder is asked at
each run, so what a PDF was made from is found without parsing it.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.errors import PyPdfError

from kinerja_pauh.ports import PdfSource, UnusableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinerja_pauh.ports import PdfProperties

_SOURCE = re.compile(rb"/KinerjaSumber \(([0-9a-f]{64}) ([A-Za-z]+)\)")
_END = b"%%EOF"
_BROKEN = "Hasil cetak bukan PDF yang utuh. Tutup Excel dan LibreOffice, lalu jalankan perintah yang sama lagi."


def source_of(data: bytes) -> PdfSource | None:
    """What a PDF was made from; None where it is not ours or not whole."""
    found = _SOURCE.search(data)
    if found is None or not data.rstrip().endswith(_END):
        return None
    return PdfSource(found[1].decode(), found[2].decode())


def finished(printed: bytes, properties: PdfProperties) -> bytes:
    """What a printer gave, with these properties instead of its own.

    Raises:
        UnusableFile: it is no PDF.
    """
    try:
        reader = _read(printed)
        return _written(PdfWriter(clone_from=reader), properties, reader.pdf_header)
    except PyPdfError as problem:
        raise UnusableFile(_BROKEN) from problem


def joined(parts: Sequence[tuple[str, bytes]], properties: PdfProperties) -> bytes:
    """Several PDF files behind one another, each with a bookmark of that name.

    Raises:
        UnusableFile: one of them is no PDF.
    """
    writer = PdfWriter()
    newest = ""
    try:
        for name, data in parts:
            reader = _read(data)
            newest = max(newest, reader.pdf_header)
            writer.append(reader, outline_item=name, import_outline=False)
        writer.page_mode = "/UseOutlines"  # a reader opens it with the bookmarks beside the pages
        through = len(writer.pages) - 1  # pages are numbered through the file, not anew for each person
        writer.set_page_label(0, through, style=PageLabelStyle.DECIMAL)
        return _written(writer, properties, newest)
    except PyPdfError as problem:
        raise UnusableFile(_BROKEN) from problem


def _read(data: bytes) -> PdfReader:
    """A PDF without what the printer says of itself; taken away later, it would stay in the file unseen."""
    reader = PdfReader(io.BytesIO(data))
    reader.trailer.pop("/ID", None)  # drawn by chance at each print
    reader.trailer.pop("/Info", None)
    reader.root_object.pop("/Metadata", None)  # Excel repeats author and times there
    return reader


def _written(writer: PdfWriter, properties: PdfProperties, header: str) -> bytes:
    """header: the first line, "%PDF-1.6", which says which features the pages use."""
    writer.pdf_header = header
    source = properties.source
    writer.metadata = None
    writer.add_metadata(
        {
            "/Title": properties.title,
            "/Author": properties.author,
            "/Creator": "kinerja-pauh",
            "/Producer": source.printer,
            "/KinerjaSumber": f"{source.digest} {source.printer}",
        }
    )
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
