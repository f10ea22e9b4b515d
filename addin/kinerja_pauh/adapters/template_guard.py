"""What a report template may never be, however it came into the office's folder: huge, or more than cells and looks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.parsers import expat

from kinerja_pauh.adapters.active_content import refuse_active_content
from kinerja_pauh.adapters.package_guard import Package, package_from_bytes
from kinerja_pauh.ports import UnusableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_FILE = 16 * 1024 * 1024
_MAX_XML = 12 * 1024 * 1024  # inflated, without pictures; the largest of ours has 0.2 MB
_MAX_DEPTH = 60  # elements inside each other; what a program writes has about 20

_CURE = "Hapus itu dari templat, lalu simpan lagi."
_TOO_LARGE = "Templat ini terlalu besar. Hapus lembar, baris, dan gambar yang tidak dipakai, lalu simpan lagi."
_MACROS = f"Templat ini memuat makro. {_CURE} Templat laporan disimpan sebagai .xlsx."
_DAMAGED = "Berkas ini rusak atau bukan buku kerja Excel (.xlsx). Ambil lagi salinannya yang baik, lalu ulangi."


@contextmanager
def reading(name: str) -> Iterator[None]:
    """What goes wrong inside is said of the template of that name; what no program would have written is damage.

    Raises:
        UnusableFile: in words for the user.
    """
    try:
        yield
    except UnusableFile as problem:
        raise UnusableFile(f"Templat {name}: {problem}") from problem
    except (ValueError, LookupError, ArithmeticError, RecursionError, RuntimeError, StopIteration) as problem:
        raise UnusableFile(f"Templat {name}: {_DAMAGED}") from problem


def guard_template(data: bytes) -> None:
    """Do nothing for a template that is only cells, their looks, pictures and charts.

    Raises:
        UnusableFile: names what it is or holds beyond that, with the cure.
    """
    if len(data) > _MAX_FILE:
        raise UnusableFile(_TOO_LARGE)
    package = package_from_bytes(data)
    texts = [part for part in package.members if part.endswith((".xml", ".rels", ".vml"))]
    if sum(package.members[part].file_size for part in texts) > _MAX_XML:
        raise UnusableFile(_TOO_LARGE)
    if any("vbaproject" in part for part in package.members):
        raise UnusableFile(_MACROS)
    for part in texts:
        if part.endswith(".xml"):
            _refuse_depth(package, part)
    try:
        refuse_active_content(package)
    except UnusableFile as problem:
        raise UnusableFile(_about_template(str(problem))) from problem


def _about_template(sentence: str) -> str:
    """What is said of a returned form, said of a template: there is no rater to send it again."""
    what = sentence.partition(": ")[0].replace("Berkas ini", "Templat ini")
    return f"{what}. {_CURE}"


def _refuse_depth(package: Package, part: str) -> None:
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise UnusableFile(_DAMAGED)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(package.read(part), True)  # noqa: FBT003 (expat takes it by position)
    except expat.ExpatError as problem:
        raise UnusableFile(_DAMAGED) from problem
