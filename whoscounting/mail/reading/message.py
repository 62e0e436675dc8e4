"""Reading one raw message: bytes in a file to a `Read`, its attachments into a folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from whoscounting.mail.reading import authentication, automatic, bounces, caps, clean, headings, kinds, parts, words
from whoscounting.mail.reading.parts import Part, Tally, TooMuch
from whoscounting.mail.reading.shapes import Bounce, File, Read

RECEIVERS = "delivered-to x-original-to envelope-to x-envelope-to x-delivered-to x-forwarded-to x-rcpt-to x-real-to"
RECEIVERS += " original-recipient to cc bcc resent-to resent-cc"
# What our own server and those on the way noted: `for <answers+secret@…>`.
FOR = re.compile(r"\sfor\s{1,9}<?([^\s<>;]{1,128}@[^\s<>;]{1,190})")
MOST_FILES = 100
MOST_TROUBLES = 40
LONGEST_SUBJECT = 300
# `Your program can't show this message` instead of words: so short, while the page says more than three times as much.
LONGEST_STUB, TIMES_A_STUB = 300, 3
ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
BUILT = {"text/plain", "text/html"}
SEALED = "The message is encrypted. Its words are in an attachment that can't be opened here."
SIGNED = "The message is packed into its signature (smime.p7m), which isn't opened here."
PROTECTED = (
    "The message is protected by Microsoft. Its words are in message.rpmsg and must be read at the sender's page."
)
LOST_SIGNS = "Some letters of the message were written in a way that could not be told for sure."
LONG = "The message is longer than what is kept of its words."
CUT = "A heading was too long and was cut."


class NoMessage(Exception):
    """The file is no e-mail message; says why."""


def read(path: Path, into: Path, *, whole: bool = True) -> Read:
    """The message in that file. `whole=False` reads only its heading; so does a message over a cap.

    Writes attachments into the folder as `001`, `002`, …. Raises NoMessage; OSError where the disk is at fault.
    """
    look = caps.look(path)
    if why := caps.is_no_message(look):
        raise NoMessage(why)
    objection = look.objection or ("" if whole else "Reading all of it took too long, too much memory, or failed.")
    if objection:
        return _heading_alone(look, objection)
    try:
        return _Reading(into).read(path, look.size)
    except TooMuch as why_not:
        return _heading_alone(look, str(why_not))


def _heading_alone(look: caps.Look, objection: str) -> Read:
    root = parts.parsed_bytes(look.head, Tally())
    trouble = f"Only the heading of this message was read. {objection} The whole of it is kept."
    return replace(_heading(root, look.size), whole=False, troubles=(trouble,))


def _heading(root: Part, size: int) -> Read:
    """What the heading alone tells."""
    sender = next(iter(headings.addresses(root.every("from")[:1])), None)
    subject = headings.words(root.one("subject"), LONGEST_SUBJECT)
    kind, signs = automatic.signs(root, subject)
    return_path = root.get("return-path")
    return Read(
        size=size,
        whole=True,
        message_id=next(iter(headings.ids(root.one("message-id"))), ""),
        in_reply_to=next(iter(headings.ids(root.one("in-reply-to"))), ""),
        references=headings.ids(root.one("references")),
        from_name=sender.name if sender else "",
        from_address=sender.address if sender else "",
        reply_to=_named(root, "reply-to"),
        return_path=None if return_path is None else _first(headings.addresses([str(return_path)])),
        to=_named(root, "to"),
        cc=_named(root, "cc"),
        recipients=tuple(_recipients(root)),
        subject=subject,
        sent_at=headings.moment(root.one("date")),
        automatic=kind,
        automatic_signs=signs,
        authentication=authentication.said(root.one("authentication-results")),
        hops=len(root.every("received")),
    )


def _named(root: Part, heading: str) -> tuple[str, ...]:
    return tuple(one.address for one in headings.addresses(root.every(heading)))


def _first(found: tuple[headings.Address, ...]) -> str:
    return found[0].address if found else ""


def _recipients(root: Part) -> Iterator[str]:
    values = [value for name in RECEIVERS.split() for value in root.every(name)[:20]]
    noted = [found for value in root.every("received")[:50] for found in FOR.findall(value)]
    seen = set()
    for one in [*noted, *(address.address for address in headings.addresses(values))]:
        small = headings.mailbox(one).lower()
        if small not in seen:
            seen.add(small)
            yield small


class _Reading:
    """One message being read: what was written and what was odd so far."""

    def __init__(self, into: Path) -> None:
        self.into = into
        self.tally = Tally()
        self.files: list[File] = []
        self.troubles: list[str] = []
        self.report = self.returned = b""

    def read(self, path: Path, size: int) -> Read:
        """Raises TooMuch, and takes back what it wrote."""
        try:
            root = parts.parsed(path, self.tally)
            about = _heading(root, size)
            text = self.text(root)
            for leaf in [leaf for leaf in parts.leaves(root) if not is_words(leaf, root)]:
                self._take(leaf, 0, is_report=root.kind == "multipart/report")
        except TooMuch:
            for file in self.files:
                (self.into / file.stored).unlink(missing_ok=True)
            raise
        self._remark(root, about)
        bounce = self._bounce(root, about, text)
        return replace(
            about,
            text=text,
            own=words.own_of(text),
            bounce=bounce,
            files=tuple(self.files),
            troubles=tuple(dict.fromkeys(self.troubles))[:MOST_TROUBLES],
        )

    def text(self, root: Part) -> str:
        text = "\n\n".join(one for one in (words.tidy(one) for one in self._texts(root, root)) if one)
        if len(text) >= words.LONGEST:
            self.troubles.append(LONG)
        return text[: words.LONGEST]

    def _texts(self, part: Part, root: Part) -> Iterator[str]:
        """The words of a part: all of its parts in order, of alternatives the plainest that says it all."""
        if not part.is_multipart():
            if is_words(part, root):
                yield self._decoded(part)
            return
        if part.kind != "multipart/alternative":
            for one in part.inner:
                yield from self._texts(one, root)
            return
        best = ""
        for one in sorted(part.inner, key=lambda one: one.kind != "text/plain"):
            text = "\n\n".join(self._texts(one, root)).strip()
            best = text if len(text) > TIMES_A_STUB * len(best) else best
            if len(best) > LONGEST_STUB:
                break
        yield best

    def _decoded(self, part: Part) -> str:
        raw = part.content()
        if len(raw) > words.MOST_BYTES:
            self.troubles.append(LONG)
        text, sure = clean.decoded(raw[: words.MOST_BYTES], part.parameter("content-type", "charset"))
        if not sure and len(raw) <= words.MOST_BYTES:
            self.troubles.append(LOST_SIGNS)
        return words.from_html(text) if part.kind == "text/html" else text

    def _take(self, leaf: Part, inside: int, *, is_report: bool) -> None:
        """One part that isn't words: kept as a file, but for what machines say to machines."""
        kind = leaf.kind
        if kind in bounces.STATUS_PART and is_report:
            self.report += leaf.content()[: bounces.MOST_BYTES]
            return
        if kind in {"message/disposition-notification", "application/pgp-signature"}:
            return
        if len(self.files) >= MOST_FILES:
            self.troubles.append(f"It has more than {MOST_FILES} attachments. The others were left in the message.")
            return
        file = self._write(leaf, inside)
        if kind == "message/rfc822" and not inside and not is_report:
            self._take_inner(file)

    def _write(self, leaf: Part, inside: int) -> File:
        position = len(self.files) + 1
        content = leaf.content()
        if leaf.kind in bounces.RETURNED:
            self.returned = self.returned or content[: bounces.MOST_BYTES]
        given = leaf.file_name
        path = self.into / f"{position:03}"
        path.write_bytes(content)
        name = clean.file_name(given, "")
        found = kinds.found(path, name, leaf.kind)
        name = name or f"attachment-{position}{kinds.usual_ending(found)}"
        if clean.turns(given):
            self.troubles.append(f"The name of “{name}” held marks that make it read as another. They were taken out.")
        file = File(
            position=position,
            name=name,
            declared_type=leaf.kind,
            found_type=found,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            inline=leaf.disposition == "inline" or (bool(leaf.one("content-id")) and leaf.disposition != "attachment"),
            inside=inside,
            hides=kinds.warnings(name, found),
        )
        self.files.append(file)
        return file

    def _take_inner(self, outer: File) -> None:
        """The attachments of a message that is itself an attachment. Deeper ones stay inside."""
        path = self.into / outer.stored
        try:
            inner = parts.parsed(path, self.tally)
        except TooMuch:
            self.troubles.append(f"The attached message “{outer.name}” has too many parts and was left as it is.")
            return
        for leaf in parts.leaves(inner):
            if not is_words(leaf, inner):
                self._take(leaf, outer.position, is_report=False)

    def _bounce(self, root: Part, about: Read, text: str) -> Bounce | None:
        if self.report and (told := bounces.standard(self.report, self.returned)):
            return told
        guess = bounces.looks_like(
            root, about.subject, text, from_address=about.from_address, return_path=about.return_path
        )
        if guess and not guess.original_id:
            return replace(guess, original_id=bounces.original_id(self.returned))
        return guess

    def _remark(self, root: Part, about: Read) -> None:
        """What the reader of the message should know."""
        if root.kind in ENCRYPTED:
            self.troubles.append(SIGNED if "signed" in root.parameter("content-type", "smime-type") else SEALED)
        if any(file.name.lower().endswith(".rpmsg") for file in self.files):
            self.troubles.append(PROTECTED)
        if self.tally.cut:
            self.troubles.append(CUT)
        if clean.turns(headings.worded(root.one("subject")) + headings.worded(root.one("from"))):
            self.troubles.append("The subject or the sender's name held marks that turn the reading direction.")
        if len(headings.addresses(root.every("from"))) > 1:
            self.troubles.append("It names more than one sender.")
        if about.authentication.doubtful:
            domain = about.from_address.rpartition("@")[2]
            server = about.authentication.server or "the receiving server"
            self.troubles.append(f"By what {server} says, it was not sent by {domain}, whose address it bears.")


def words_of(path: Path) -> str:
    """The words of an attached message under a few lines of its heading. Raises TooMuch, NoMessage."""
    read_so_far = _Reading(path.parent)
    look = caps.look(path)
    if look.objection:
        raise NoMessage(look.objection)
    root = parts.parsed(path, read_so_far.tally)
    about = _heading(root, look.size)
    top = f"From: {about.from_name} {about.from_address}\nDate: {about.sent_at}\nSubject: {about.subject}"
    return f"{top}\n\n{read_so_far.text(root)}"


def is_words(part: Part, root: Part) -> bool:
    """Whether a part is what the person wrote, and no file beside it. A message of one part is that part."""
    if part.kind.startswith("multipart/"):  # it names no parts that could be found, so it is what it is
        return True
    if part.kind not in BUILT or part.disposition == "attachment":
        return False
    return part is root or not part.file_name
