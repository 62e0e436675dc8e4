"""The tables of an edition: what was found, what was answered, what was asked."""

from whoscounting.atlas.dictionary.columns import Column, Reference, Table, words
from whoscounting.atlas.dictionary.licences import OURS
from whoscounting.census.models import Disposition, Exemption, Origin, Question
from whoscounting.ui.words import WORDS

CODE = Column(
    "ods_code",
    "string",
    "The trust’s code in the NHS Organisation Data Service. It never changes; use it to join.",
    required=True,
)
ROUND = Column("round", "string", "The code of the round of questions.", required=True)
EDITION = Column(
    "edition",
    "integer",
    "The number of the edition within its round. An edition never changes once published.",
    required=True,
)
REHEARSAL = Column(
    "rehearsal", "boolean", "true if the answers are invented. Never add such rows to real ones.", required=True
)
TO_THE_REGISTER = Reference("ods_code", "trusts", "ods_code")

FINDINGS = Table(
    name="findings",
    title="Findings",
    about="One row for every trust that was asked: what the edition says of it.",
    key=("ods_code",),
    licence=OURS,
    references=(TO_THE_REGISTER,),
    endings=("csv", "json", "geojson"),
    columns=(
        CODE,
        Column("trust", "string", "The trust’s name when the edition was published.", required=True),
        Column("region_code", "string", "The code of its NHS region, such as Y56."),
        Column("region", "string", "The name of its NHS region."),
        Column(
            "verdict",
            "string",
            "What the edition says of the trust. Where it has no finding: how the request stood on that day.",
            required=True,
            choices=tuple(WORDS.items()),
        ),
        Column(
            "verdict_words",
            "string",
            "The verdict as readers see it. In a rehearsal it begins with ‘Invented:’.",
            required=True,
        ),
        Column("reason", "string", "Why, in a sentence or two. Small numbers of people are taken out."),
        Column("answered_on", "date", "When the trust answered (YYYY-MM-DD). Empty if it did not."),
        Column("decided_on", "date", "When the verdict was decided (YYYY-MM-DD)."),
        ROUND,
        EDITION,
        REHEARSAL,
        Column("latitude", "number", "Where its main address is: degrees north (WGS84)."),
        Column("longitude", "number", "Where its main address is: degrees east (WGS84); negative west of Greenwich."),
        Column("url", "string", "The trust’s page on this site.", required=True),
    ),
)

ANSWERS = Table(
    name="answers",
    title="Answers",
    about="One row for every question that a trust’s reply was read for. A trust that did not reply has none.",
    key=("ods_code", "question"),
    licence=OURS,
    references=(Reference("ods_code", "findings", "ods_code"), Reference("question", "questions", "question")),
    columns=(
        CODE,
        Column("question", "string", "The question’s code; its wording stands in the questions.", required=True),
        Column(
            "disposition",
            "string",
            "What became of the question.",
            required=True,
            choices=words(Disposition.choices),
        ),
        Column(
            "exemption",
            "string",
            "On which section of the Freedom of Information Act 2000 a refusal rests.",
            choices=words(Exemption.choices),
        ),
        Column(
            "value",
            "string",
            "What was answered, in short. Numbers of people are ranges or rounded to 5, never exact.",
        ),
        Column("quotation", "string", "The words it rests on. Numbers in them are taken out."),
        Column("page", "string", "The page on which these words stand."),
        Column("source_url", "string", "Where the trust published them itself, if it did."),
        Column("origin", "string", "Where the evidence came from.", choices=words(Origin.choices)),
        ROUND,
        EDITION,
        REHEARSAL,
    ),
)

QUESTIONS = Table(
    name="questions",
    title="Questions",
    about="One row for every question of the round, in the order in which they were put.",
    key=("question",),
    licence=OURS,
    columns=(
        Column("question", "string", "The question’s code. It stays the same over the years.", required=True),
        Column("number", "string", "The question’s number in the letter, such as 2a.", required=True),
        Column("wording", "string", "The question as it was put.", required=True),
        Column(
            "kind", "string", "What kind of answer it asks for.", required=True, choices=words(Question.Kind.choices)
        ),
        Column(
            "voluntary",
            "boolean",
            "true if a trust may leave it out: it stands outside the law’s request and never counts for the verdict.",
            required=True,
        ),
        Column("previous_round", "string", "The round in which the question was last put before."),
        ROUND,
        REHEARSAL,
    ),
)
