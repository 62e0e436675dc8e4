"""The tables of the register: the real bodies, in either world. They are as the register is now, in no edition."""

from whoscounting.atlas.dictionary.columns import Column, Reference, Table
from whoscounting.atlas.dictionary.licences import PUBLIC_LISTS
from whoscounting.census.rules.scope import TREATMENTS_NEEDED

FOLDER = "register/"
ENOUGH, SOME, NONE = f"{TREATMENTS_NEEDED} or more", f"1 to {TREATMENTS_NEEDED - 1}", "none"

TRUSTS = Table(
    name="trusts",
    title="Trusts",
    about="One row for every NHS trust in England, open or closed, whether it is asked or not.",
    key=("ods_code",),
    licence=PUBLIC_LISTS,
    folder=FOLDER,
    columns=(
        Column("ods_code", "string", "The trust’s code in the NHS Organisation Data Service.", required=True),
        Column("trust", "string", "The trust’s name as we write it.", required=True),
        Column("official_name", "string", "The name in the Organisation Data Service."),
        Column("former_names", "string", "Names it had before, with a semicolon between them."),
        Column("kind", "string", "What kind of trust it is."),
        Column("opened", "date", "When it opened (YYYY-MM-DD)."),
        Column("closed", "date", "When it closed (YYYY-MM-DD). Empty if it is open."),
        Column("region_code", "string", "The code of its NHS region, such as Y56."),
        Column("region", "string", "The name of its NHS region."),
        Column("icb", "string", "Its integrated care board."),
        Column("cancer_alliance", "string", "Its cancer alliance."),
        Column("town", "string", "The town of its registered address."),
        Column("postcode", "string", "The postcode of its registered address, which is not always the main hospital."),
        Column("latitude", "number", "Where that is: degrees north (WGS84)."),
        Column("longitude", "number", "Where that is: degrees east (WGS84); negative west of Greenwich."),
        Column("website", "string", "Its site. Not every address was checked."),
        Column(
            "breast_treatments",
            "string",
            "How many breast cancer treatments it gave from October 2024 to September 2025. "
            f"Trusts with {ENOUGH} are asked. Treatments are not people.",
            choices=((ENOUGH, "asked"), (SOME, "too few to be asked"), (NONE, "not asked")),
        ),
    ),
)

HOSPITALS = Table(
    name="hospitals",
    title="Hospitals",
    about="One row for every hospital or clinic that we know of, with the trust that runs it. It may not be complete.",
    key=("site_code",),
    licence=PUBLIC_LISTS,
    folder=FOLDER,
    references=(Reference("ods_code", "trusts", "ods_code"),),
    columns=(
        Column("site_code", "string", "The hospital’s code.", required=True),
        Column("hospital", "string", "The hospital’s name.", required=True),
        Column("ods_code", "string", "The code of the trust.", required=True),
        Column("own", "boolean", "false for another body’s building in which the trust works.", required=True),
        Column("town", "string", "The town."),
        Column("postcode", "string", "The postcode."),
        Column("latitude", "number", "Degrees north (WGS84).", required=True),
        Column("longitude", "number", "Degrees east (WGS84); negative west of Greenwich.", required=True),
    ),
)

SUCCESSIONS = Table(
    name="successions",
    title="Successions",
    about="One row for every trust that became, or became part of, another. A split has several rows.",
    key=("predecessor", "successor"),
    licence=PUBLIC_LISTS,
    folder=FOLDER,
    references=(Reference("predecessor", "trusts", "ods_code"), Reference("successor", "trusts", "ods_code")),
    columns=(
        Column("predecessor", "string", "The code of the trust that ended.", required=True),
        Column("successor", "string", "The code of the trust that followed.", required=True),
        Column("happened_on", "date", "When (YYYY-MM-DD).", required=True),
        Column("kind", "string", "How: a merger, an acquisition, a split."),
        Column("confidence", "string", "How sure we are of it: high or medium."),
        Column("evidence", "string", "What that rests on."),
    ),
)
