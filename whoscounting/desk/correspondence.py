"""The letters of one request as staff read them: ours with their proof, theirs with what they seem to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from whoscounting.census.models import FoiRequest, Notice, NoticeKind, Question
from whoscounting.census.queries.delivery import day_of
from whoscounting.census.queries.pen import Letter, correspondence
from whoscounting.census.rules.questions import Wording
from whoscounting.census.rules.understanding import suggest_figures, suggest_notices
from whoscounting.census.rules.understanding import suggestions as understood
from whoscounting.desk.marking import Piece, marked, page_starts
from whoscounting.lib.masking import masked as without_secrets
from whoscounting.mail.models import Attachment, Inbound, Message
from whoscounting.mail.rules.placeholders import masked

# So many characters of their letters, the newest first, are looked through when a request is opened: half a second for
# each 200,000. What is beyond that is looked through when somebody asks for it.
MOST_LOOKED_THROUGH = 300_000


@dataclass(frozen=True)
class Document:
    """Words that came: the letter itself, or a file that came with it."""

    inbound: Inbound
    text: str
    attachment: Attachment | None = None

    @property
    def pages(self) -> list[int] | None:
        """Where its pages begin; a mail has none."""
        return page_starts(self.text) if self.attachment else None

    @property
    def key(self) -> str:
        return str(self.attachment.pk) if self.attachment else "letter"

    @property
    def name(self) -> str:
        return self.attachment.name if self.attachment else "The letter itself"


@dataclass(frozen=True)
class Suggested:
    """One thing that a letter seems to do, with the words that say so."""

    kind: NoticeKind
    because: str
    words: str
    until: date | None = None
    link: str = ""


@dataclass(frozen=True)
class Figure:
    """What a letter seems to say to one question, and in which of its documents."""

    said: understood.Figure
    document: Document


@dataclass(frozen=True)
class Ours:
    """A letter of ours, with words in place of its secrets."""

    when: datetime
    message: Message
    text: str

    @property
    def said(self) -> str:
        """The server's own words about it."""
        bad = self.message.state in {Message.State.FAILED, Message.State.BOUNCED, Message.State.UNSURE}
        return self.message.error if bad and self.message.error else self.message.proof


@dataclass(frozen=True)
class Theirs:
    """A letter of theirs: its words, what it does by what a person confirmed, and what it seems to do besides.

    `looked_through` is False where there was too much to read at once; then it has neither words nor suggestions.
    """

    when: datetime
    inbound: Inbound
    day: date
    read: list[tuple[Document, list[Piece]]]
    notices: list[Notice]
    suggestions: list[Suggested]
    files: list[Attachment]
    looked_through: bool


def wordings(questions: Iterable[Question]) -> list[Wording]:
    """The questions in the form in which the rules of understanding take them."""
    return [Wording(one.code, one.number, one.kind, one.wording, one.voluntary) for one in questions]


def documents(inbound: Inbound) -> list[Document]:
    """What there is to read in a message. Redacted copies say nothing new."""
    files = [file for file in inbound.attachments.all() if file.text and file.original_id is None]
    # Where it repeats our letter, it repeats the secrets that ours held.
    return [Document(inbound, without_secrets(inbound.text)), *(Document(inbound, file.text, file) for file in files)]


def letters(request: FoiRequest, questions: Sequence[Question], *, wanted: str = "") -> list[Ours | Theirs]:
    """All letters of a request, oldest first. Five queries, however many there are.

    `wanted` is the number of a letter that is looked through in any case.
    """
    found = correspondence(request)
    noted: dict[int | None, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.filter(request=request).order_by("pk"):
        noted[notice.inbound_id].append(notice)
    read = _to_look_through([one.inbound for one in found if one.inbound], wanted)
    asked, ours = wordings(questions), what_we_wrote(found)
    return [
        _theirs(one.when, one.inbound, noted[one.inbound.pk], read.get(one.inbound.pk), asked, ours)
        if one.inbound
        else _ours(one)
        for one in found
    ]


def _to_look_through(inbounds: Sequence[Inbound], wanted: str) -> dict[int, list[Document]]:
    """The documents of the newest letters, by letter, as far as there is time for them."""
    read: dict[int, list[Document]] = {}
    left = MOST_LOOKED_THROUGH
    for inbound in reversed(inbounds):
        docs = documents(inbound)
        left -= sum(len(one.text) for one in docs)
        if left >= 0 or str(inbound.pk) == wanted:
            read[inbound.pk] = docs
    return read


def what_we_wrote(found: Iterable[Letter]) -> str:
    """All words of ours about a request, so that the rules know them again where a trust repeats them."""
    return "\n\n".join(_words_of(one.message) for one in found if one.message)


def figures(docs: Iterable[Document], questions: Iterable[Question], ours: str) -> dict[str, Figure]:
    """What these documents seem to say to each question. The first that says something to one is taken."""
    asked = wordings(questions)
    found: dict[str, Figure] = {}
    for document in docs:
        for said in suggest_figures(document.text, pages=document.pages, questions=asked, letter=ours):
            found.setdefault(said.question, Figure(said, document))
    return found


def read_for(docs: Iterable[Document], found: Mapping[str, Figure]) -> list[tuple[Document, list[Piece]]]:
    """These documents with the words marked on which the figures rest."""
    rests = [(figure.document.key, passage) for figure in found.values() for passage in figure.said.passages]
    return [(one, marked(one.text, [passage for key, passage in rests if key == one.key])) for one in docs]


def _ours(letter: Letter) -> Ours:
    if letter.message is None:
        raise ValueError("a letter is ours or theirs")
    return Ours(letter.when, letter.message, _words_of(letter.message))


def _words_of(message: Message) -> str:
    return masked(message.body, message.secrets)


def _theirs(
    when: datetime,
    inbound: Inbound,
    notices: list[Notice],
    docs: list[Document] | None,
    questions: Sequence[Wording],
    ours: str,
) -> Theirs:
    """`docs` is None where there is no time to look through them."""
    day, confirmed = day_of(inbound), {notice.kind for notice in notices}
    found = [(one, _does(one, day, questions, ours)) for one in docs or []]
    return Theirs(
        when=when,
        inbound=inbound,
        day=day,
        read=[(one, marked(one.text, [p for said in does for p in said.passages])) for one, does in found],
        notices=notices,
        suggestions=[one for one in _told(said for _, does in found for said in does) if one.kind not in confirmed],
        files=[file for file in inbound.attachments.all() if not file.inline],
        looked_through=docs is not None,
    )


def _does(document: Document, day: date, questions: Sequence[Wording], ours: str) -> list[understood.Notice]:
    if document.inbound.kind == Inbound.Kind.BOUNCE:
        return []
    return suggest_notices(
        document.text,
        received_on=day,
        automatic=bool(document.inbound.automatic),
        pages=document.pages,
        questions=questions,
        letter=ours,
    )


def _told(found: Iterable[understood.Notice]) -> list[Suggested]:
    """One suggestion for each kind, because a letter has one notice of each: their words stand together."""
    together: dict[NoticeKind, list[understood.Notice]] = defaultdict(list)
    for one in found:
        together[NoticeKind(one.kind.value)].append(one)
    return [
        Suggested(
            kind=kind,
            because=" ".join(dict.fromkeys(one.because for one in group)),
            words="\n".join(dict.fromkeys(passage.words for one in group for passage in one.passages)),
            until=max((one.until for one in group if one.until), default=None),
            link=next((one.link for one in group if one.link), ""),
        )
        for kind, group in together.items()
    ]
