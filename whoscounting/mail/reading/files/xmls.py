"""XML as a stream of tags, never as a tree, without entities, DTDs or anything from elsewhere.

Prefixes are cut off: whoever writes `x:row` means `row`.
"""

from __future__ import annotations

from typing import Protocol
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import defusedxml.sax
from defusedxml.common import DefusedXmlException

from whoscounting.mail.reading.files.budget import Budget
from whoscounting.mail.reading.files.zips import DAMAGED, Archive, Unfit

TRUE = {"1", "true", "on"}


class Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Enough(Exception):
    """Raised by a handler that needs no more."""


class Tags(ContentHandler):
    """What happens at each tag; a subclass says so for those that it knows."""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        self.opens(name.rpartition(":")[2], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.closes(name.rpartition(":")[2])

    def opens(self, tag: str, attrs: AttributesImpl) -> None: ...

    def closes(self, tag: str) -> None: ...


def value(attrs: AttributesImpl, name: str) -> str:
    """The attribute with or without its prefix; empty where there is none."""
    if name in attrs:
        return str(attrs[name])
    return next((str(attrs[key]) for key in attrs.keys() if key.endswith(f":{name}")), "")  # noqa: SIM118


def walk(stream: Readable, tags: Tags) -> None:
    """All tags in order. Raises Unfit for what is no such XML; what the stream raises passes through."""
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(tags)
    try:
        parser.parse(stream)
    except Enough:
        return
    except (SAXException, DefusedXmlException, UnicodeError, LookupError, AssertionError) as error:
        raise Unfit(DAMAGED) from error


def walk_part(archive: Archive, name: str, tags: Tags, budget: Budget) -> None:
    """The same for one part of an Office file; a part that isn't there has no tags."""
    if name in archive.sizes:
        walk(archive.stream(name, budget), tags)
