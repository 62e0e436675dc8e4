"""PDF files: locks, files inside, programs, notes, forms, layers; and their words, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader

from whoscounting.mail.reading.files.budget import Budget, TooLarge
from whoscounting.mail.reading.files.office import AUTHOR, counted, listed, spans
from whoscounting.mail.reading.files.zips import DAMAGED, Unfit
from whoscounting.mail.reading.shapes import Place

LOCKED = "It is locked with a password and can't be read."
SCANNED = "No words could be read from it; it may be a scan."
NO_NOTES = {"/Link", "/Widget", "/Popup", "/FileAttachment", "/Redact"}
MOST_NOTES = 500  # of one page
MOST_PAGES = 3_000


def _opened(path: Path) -> PdfReader:
    """Raises Unfit. pypdf raises almost anything over a damaged file, here and later, so everything is caught."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unfit(LOCKED)
        len(reader.pages)
    except (Unfit, MemoryError):
        raise
    except Exception as error:
        raise Unfit(LOCKED if "assword" in type(error).__name__ else DAMAGED) from error
    return reader


def look(path: Path, budget: Budget) -> list[str]:
    """What it hides, in sentences with their pages. Raises Unfit, TooLarge."""
    reader = _opened(path)
    try:
        return [*_about(reader), *_about_pages(reader, budget)]
    except (TooLarge, MemoryError):
        raise
    except Exception as error:
        raise Unfit(DAMAGED) from error


def _about(reader: PdfReader) -> Iterator[str]:
    root = reader.root_object
    yield f"It has {counted(len(reader.pages), 'page')}."
    if reader.is_encrypted:
        yield "It is encrypted, but opens without a password."
    if inside := len(reader.attachments):
        yield f"It holds {counted(inside, 'other file')} inside."
    names = _held(root.get("/Names"))
    if "/JavaScript" in names or _held(root.get("/OpenAction")).get("/S") == "/JavaScript" or "/AA" in root:
        yield "It holds programs (JavaScript)."
    if "/AcroForm" in root:
        yield "It is a form that can be filled in."
    if _held(_held(root.get("/OCProperties")).get("/D")).get("/OFF"):
        yield "It has layers that are switched off."
    if reader.metadata and (reader.metadata.author or "").strip():
        yield AUTHOR


def _about_pages(reader: PdfReader, budget: Budget) -> Iterator[str]:
    notes: list[int] = []
    unredacted: list[int] = []
    for number, page in _pages(reader, budget):
        kinds = list(_annotations(page))
        notes += [number] * sum(kind not in NO_NOTES for kind in kinds)
        unredacted += [number] * ("/Redact" in kinds)
    if notes:
        yield f"It has {counted(len(notes), 'note')} on {_spoken(notes)}."
    if unredacted:
        yield f"Words are marked to be blacked out, but are still there, on {_spoken(unredacted)}."


def _pages(reader: PdfReader, budget: Budget) -> Iterator[tuple[int, PageObject]]:
    for number in range(min(len(reader.pages), MOST_PAGES)):
        budget.spend(0)
        yield number + 1, reader.pages[number]


def _annotations(page: PageObject) -> Iterator[str]:
    found = page.get("/Annots")
    found = found.get_object() if found is not None else []
    for one in list(found or [])[:MOST_NOTES]:
        yield str(_held(one).get("/Subtype", ""))


def _held(given: Any) -> dict[str, Any]:
    """The dictionary that is there or is pointed to; an empty one instead of anything else."""
    found = given.get_object() if given is not None else None
    return found if isinstance(found, dict) else {}


def _spoken(numbers: list[int]) -> str:
    found = spans(numbers)
    alone = len(found) == 1 and found[0][0] == found[0][1]
    return f"page{'' if alone else 's'} {listed(f'{a}' if a == b else f'{a} to {b}' for a, b in found)}"


def words(path: Path, budget: Budget, longest: int) -> tuple[list[Place], str]:
    """Its pages as far as there was time for them, and what is missing. A page that is broken is an empty one."""
    reader = _opened(path)
    places: list[Place] = []
    total = len(reader.pages)
    try:
        for number, page in _pages(reader, budget):
            text = _text(page)[:longest]
            longest -= len(text)
            places.append(Place(f"Page {number}", text))
            if longest <= 0:
                break
    except TooLarge:
        pass
    if not any(place.text.strip() for place in places):
        return [], SCANNED if len(places) == total else "It is too large for its words to be read."
    missing = f"Only the first {len(places)} of {total:,} pages were read." if len(places) < total else ""
    return places, missing or ("It is longer than what is kept of it." if longest <= 0 else "")


def _text(page: PageObject) -> str:
    try:
        return page.extract_text()
    except MemoryError:
        raise
    except Exception:
        return ""
