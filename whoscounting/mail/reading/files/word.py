"""Word files (.docx, .docm): tracked changes, comments, hidden text; and their words."""

from __future__ import annotations

from pathlib import Path
from xml.sax.xmlreader import AttributesImpl

from whoscounting.mail.reading.files.budget import Budget
from whoscounting.mail.reading.files.office import about_all, counted, listed
from whoscounting.mail.reading.files.xmls import Enough, Tags, value, walk_part
from whoscounting.mail.reading.files.zips import DAMAGED, Archive, Unfit
from whoscounting.mail.reading.shapes import Place

TEXT = "word/document.xml"
ADDED, TAKEN = {"ins", "moveTo"}, {"del", "moveFrom"}
FALSE = {"0", "false", "off"}
MOST_PLACES = 10_000


class _Hidden(Tags):
    """In which paragraphs something is hidden; the first is 1."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraph = 0
        self.added: list[int] = []
        self.taken: list[int] = []
        self.comments: list[int] = []
        self.unseen: list[int] = []

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "p":
            self.paragraph += 1
        places = self._places(tag, attrs)
        if places is not None and len(places) < MOST_PLACES:
            places.append(max(self.paragraph, 1))

    def _places(self, tag: str, attrs: AttributesImpl) -> list[int] | None:
        if tag in ADDED:
            return self.added
        if tag in TAKEN:
            return self.taken
        if tag == "vanish":
            return None if value(attrs, "val") in FALSE else self.unseen
        return self.comments if tag == "commentReference" else None


class _Count(Tags):
    def __init__(self) -> None:
        super().__init__()
        self.comments = 0

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        self.comments += tag == "comment"


def look(path: Path, budget: Budget) -> list[str]:
    """What it hides, in sentences with their places. Raises Unfit, TooLarge."""
    with Archive(path) as archive:
        if TEXT not in archive.sizes:
            raise Unfit(DAMAGED)
        said = about_all(archive, budget)
        found, count = _Hidden(), _Count()
        walk_part(archive, TEXT, found, budget)
        walk_part(archive, "word/comments.xml", count, budget)
    changes = len(found.added) + len(found.taken)
    if changes:
        parts = f"{counted(len(found.added), 'addition')}, {counted(len(found.taken), 'deletion')}"
        places = _paragraphs(found.added + found.taken)
        said.append(f"It keeps {counted(changes, 'tracked change')} ({parts}): {places}.")
    if number := max(count.comments, len(found.comments)):
        where = f": {_paragraphs(found.comments)}" if found.comments else ""
        said.append(f"It has {counted(number, 'comment')}{where}.")
    if found.unseen:
        said.append(f"It has hidden text: {_paragraphs(found.unseen)}.")
    return said


def _paragraphs(numbers: list[int]) -> str:
    found = sorted(set(numbers))
    return f"paragraph{'' if len(found) == 1 else 's'} {listed(map(str, found))}"


class _Words(Tags):
    """The text as it stands now: what was deleted isn't in it. Pages are where Word last saw them end."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.pages: list[list[str]] = [[]]
        self.room = room
        self.inside = False

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        self.inside = tag == "t"
        if tag == "tab":
            self._put("\t")
        elif tag == "lastRenderedPageBreak" or (tag == "br" and value(attrs, "type") == "page"):
            if self.pages[-1]:
                self.pages.append([])
        elif tag in {"br", "cr"}:
            self._put("\n")

    def characters(self, content: str) -> None:
        if self.inside:
            self._put(content)

    def closes(self, tag: str) -> None:
        self.inside = False
        if tag == "tc":
            self._put("\t")
        elif tag in {"p", "tr"}:
            self._put("\n")

    def _put(self, text: str) -> None:
        self.pages[-1].append(text)
        self.room -= len(text)
        if self.room <= 0:
            raise Enough


def words(path: Path, budget: Budget, longest: int) -> tuple[list[Place], bool]:
    """The pages, as far as Word noted them; and whether that is all. Raises Unfit, TooLarge."""
    tags = _Words(longest)
    with Archive(path) as archive:
        if TEXT not in archive.sizes:
            raise Unfit(DAMAGED)
        walk_part(archive, TEXT, tags, budget)
    pages = [page for page in ("".join(parts) for parts in tags.pages) if page.strip()]
    if len(pages) < 2:
        return [Place("", page) for page in pages], tags.room > 0
    return [Place(f"Page {number}", page) for number, page in enumerate(pages, 1)], tags.room > 0
