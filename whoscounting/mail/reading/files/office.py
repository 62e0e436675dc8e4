"""What all Office files share: parts that point to each other, and properties."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.xmlreader import AttributesImpl

from whoscounting.mail.reading import clean
from whoscounting.mail.reading.files.budget import Budget
from whoscounting.mail.reading.files.xmls import Tags, value, walk_part
from whoscounting.mail.reading.files.zips import Archive

MACROS = "It holds macros (programs). Do not let them run."
AUTHOR = "Its properties name its author."
MOST_RELATIONS = 2_000
SHOWN = 6  # places that a sentence names


@dataclass(frozen=True)
class Relation:
    """One part of the file points to another."""

    kind: str  # the last word of its type: `comments`
    target: str  # the other part's name, or an address outside
    outside: bool


class _Relations(Tags):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.found: dict[str, Relation] = {}

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        if tag == "Relationship" and len(self.found) < MOST_RELATIONS:
            outside = value(attrs, "TargetMode") == "External"
            target = value(attrs, "Target")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            kind = value(attrs, "Type").rpartition("/")[2]
            self.found[value(attrs, "Id")] = Relation(kind, target, outside)


def relations(archive: Archive, part: str, budget: Budget) -> dict[str, Relation]:
    """To what a part points, by the names that it uses for them."""
    folder, _, name = part.rpartition("/")
    tags = _Relations(folder)
    walk_part(archive, f"{folder}/_rels/{name}.rels", tags, budget)
    return tags.found


class _Properties(Tags):
    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.named = False

    def opens(self, tag: str, attrs: AttributesImpl) -> None:
        self.inside = tag

    def characters(self, content: str) -> None:
        self.named |= self.inside in {"creator", "lastModifiedBy"} and bool(content.strip())

    def closes(self, tag: str) -> None:
        self.inside = ""


def about_all(archive: Archive, budget: Budget) -> list[str]:
    """Macros, files inside, and whether the properties name a person."""
    said = []
    names = list(archive.sizes)
    if any(name.endswith("vbaProject.bin") for name in names):
        said.append(MACROS)
    inside = sum("/embeddings/" in name and not name.endswith(".rels") for name in names)
    if inside:
        said.append(f"It holds {counted(inside, 'other file')} inside.")
    tags = _Properties()
    walk_part(archive, "docProps/core.xml", tags, budget)
    return [*said, AUTHOR] if tags.named else said


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(places: Iterable[str]) -> str:
    """`B4, C9 and 3 more`: the first six, cleaned."""
    found = [clean.plain(place, 60) for place in places]
    shown = ", ".join(found[:SHOWN])
    return f"{shown} and {len(found) - SHOWN:,} more" if len(found) > SHOWN else shown


def spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbours put together: 5, 6, 7, 9 as 5 to 7 and 9."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
