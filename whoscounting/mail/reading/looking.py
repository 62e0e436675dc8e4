"""Looking into one file, whatever kind it is: what it hides, and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from whoscounting.mail.reading import clean, kinds, message, parts, words
from whoscounting.mail.reading.files import cells, excel, office, pdf, pictures, tables, word
from whoscounting.mail.reading.files.budget import Budget, TooLarge
from whoscounting.mail.reading.files.zips import Archive, Unfit
from whoscounting.mail.reading.shapes import Place, Words

LONGEST = words.LONGEST
LARGEST = 30 * 1024 * 1024
CANT = "What it hides can't be looked into."
CANT_READ = "The words of this kind of file can't be read here."
NOT_ALL = "It is longer than what is kept of it."
LOCKED = "It is locked with a password and can't be looked into."
MACROS_NAME = "_VBA_PROJECT".encode("utf-16-le")
OLD = {kinds.XLS, kinds.DOC, kinds.PPT, kinds.OLE, kinds.XLSB, kinds.MSG, kinds.TNEF, kinds.RTF}
PLAIN = {kinds.TEXT, kinds.HTML, kinds.CALENDAR, kinds.EML}
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar")


@dataclass(frozen=True)
class Found:
    """A file, and what it is."""

    path: Path
    kind: str


def look_into(file: Found, budget: Budget) -> tuple[str, ...]:
    """What it hides, in sentences; at most forty. A file that is too much or broken says just that."""
    try:
        if file.path.stat().st_size > LARGEST:
            raise TooLarge
        said = _sentences(file, budget)
    except (Unfit, TooLarge) as why:
        said = [str(why)]
    return tuple(clean.plain(one, 400) for one in said[:40])


def _sentences(file: Found, budget: Budget) -> list[str]:
    looks: dict[str, Callable[[Path, Budget], list[str]]] = {
        kinds.XLSX: excel.look,
        kinds.XLSM: excel.look,
        kinds.DOCX: word.look,
        kinds.DOCM: word.look,
        kinds.PPTX: _about_slides,
        kinds.PDF: pdf.look,
        kinds.CSV: tables.look,
        kinds.ZIP: _about_archive,
    }
    if file.kind in looks:
        return looks[file.kind](file.path, budget)
    if file.kind in kinds.PICTURES:
        return pictures.look(file.path)
    if file.kind == kinds.LOCKED:
        return [LOCKED]
    if file.kind in OLD:
        return [*([office.MACROS] if _has_old_macros(file.path) else []), CANT]
    return [] if file.kind in PLAIN else [CANT]


def _about_slides(path: Path, budget: Budget) -> list[str]:
    with Archive(path) as archive:
        said = office.about_all(archive, budget)
        names = list(archive.sizes)
    if any(name.startswith("ppt/notesSlides/") for name in names):
        said.append("Slides have speaker’s notes.")
    if any(name.startswith("ppt/comments/") for name in names):
        said.append("Slides have comments.")
    return said


def _about_archive(path: Path, budget: Budget) -> list[str]:
    with Archive(path) as archive:
        names = [name for name in archive.sizes if not name.endswith("/")]
        locked = archive.locked
    said = [f"It is an archive of {office.counted(len(names), 'file')}, left packed: {office.listed(names)}."]
    if locked:
        said.append("It is locked with a password.")
    if any(name.lower().endswith(ARCHIVES) for name in names):
        said.append("It holds another archive.")
    return said


def _has_old_macros(path: Path) -> bool:
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(MACROS_NAME) >= 0


def text_of(file: Found, budget: Budget) -> Words:
    """Its words by page or sheet, 200,000 characters at most; `missing` says what isn't there."""
    try:
        if file.path.stat().st_size > LARGEST:
            raise TooLarge
        places, missing = _words(file, budget)
    except (Unfit, TooLarge) as why:
        return Words((), str(why))
    tidy = tuple(Place(clean.plain(one.mark, 100), words.tidy(one.text)) for one in places)
    return Words(tuple(one for one in tidy if one.text), missing)


def _words(file: Found, budget: Budget) -> tuple[list[Place], str]:
    if file.kind == kinds.PDF:
        return pdf.words(file.path, budget, LONGEST)
    if file.kind in {kinds.XLSX, kinds.XLSM}:
        return _with_rest(*cells.words(file.path, budget, LONGEST))
    if file.kind in {kinds.DOCX, kinds.DOCM}:
        return _with_rest(*word.words(file.path, budget, LONGEST))
    if file.kind in {kinds.CSV, kinds.TEXT, kinds.HTML, kinds.CALENDAR}:
        text, whole = tables.text_of(file.path)
        text = words.from_html(text) if file.kind == kinds.HTML else text
        return _with_rest([Place("", text)], whole and len(text) <= LONGEST)
    if file.kind == kinds.EML:
        try:
            return [Place("", message.words_of(file.path))], ""
        except (message.NoMessage, parts.TooMuch) as why:
            return [], str(why)
    return [], LOCKED if file.kind == kinds.LOCKED else CANT_READ


def _with_rest(places: list[Place], whole: bool) -> tuple[list[Place], str]:
    return places, "" if whole else NOT_ALL
