"""Where each table comes from: shown to readers at /sources/, so that every figure can be walked back."""

from tools.facts.files import Tables

SOURCES = "table,title,publisher,published,licence,host,note"
OGL = "Open Government Licence v3.0"
MIT = "MIT"

ODS = ("List of NHS trusts (etr)", "NHS England, Organisation Data Service", "2026-07", OGL)
ODS_HOST = "github.com/Riyaburman-analytics/UK-healthcare-analysis"
ODS_2018 = ("List of NHS trusts and sites (etrust)", "NHS Digital, Organisation Data Service", "2018-09", OGL)
MY_EU = "github.com/TechForUK/my_eu"
CODE_POINT = ("Code-Point Open", "Ordnance Survey", "2023", OGL)
CONSTITUENCIES_2025 = "github.com/mysociety/2025-constituencies"
RCPCH = "github.com/rcpch/rcpch-nhs-organisations"
BOUNDARIES = ("Integrated care board boundaries 2023", "Office for National Statistics", "2023", OGL)
FRONTEND = "github.com/alphagov/frontend"

ROWS: list[tuple[str, tuple[str, str, str, str], str, str]] = [
    ("regions", ODS, ODS_HOST, "The seven NHS regions"),
    ("trusts", ODS, ODS_HOST, "Codes, names, dates, addresses"),
    ("trusts", ODS_2018, MY_EU, "Names in 2018"),
    (
        "trusts",
        ("Hospital staff by organisation", "NHS Digital", "2016-09", OGL),
        MY_EU,
        "Names in 2016",
    ),
    (
        "trusts",
        ("Cancer waiting times, by provider", "NHS England", "2025-09", OGL),
        "github.com/drjmartins/nhs-cancer-waiting-times-dashboard",
        "Breast cancer treatments, October 2024 to September 2025, those of trusts since merged included",
    ),
    (
        "trusts",
        ("Trusts and their types, released on request", "NHS England", "2024-10", OGL + " (assumed)"),
        "github.com/regulate-tech/nhstech",
        "Kind of trust",
    ),
    (
        "trusts",
        ("Trust catchment populations", "Office for Health Improvement and Disparities", "2022", OGL),
        "github.com/regulate-tech/nhstech",
        "Kind of trust",
    ),
    (
        "trusts",
        ("Trusts by cancer alliance", "Bennett Institute, University of Oxford", "2026-08", MIT),
        "github.com/bennettoxford/openprescribing-hospitals",
        "Cancer alliance",
    ),
    (
        "trusts",
        ("List of trusts (Trust.csv)", "NHS Choices", "2014-11", OGL),
        "github.com/dannyjnwong/HealthMapping",
        "Addresses of care trusts, kinds of closed trusts",
    ),
    (
        "trusts",
        ("Trust pages of the NHS website", "NHS website", "2020-12", OGL),
        "github.com/matthewgthomas/nhs-scraper",
        "Some web addresses; not checked since",
    ),
    ("trusts", CODE_POINT, CONSTITUENCIES_2025, "Place of the registered address, from its postcode"),
    (
        "successions",
        ("Trust successions", "RCPCH NHS Organisations, from NHS England's ODS", "2026", MIT),
        RCPCH,
        "Facts gathered by hand; confidence and evidence stand in each row",
    ),
    ("successions", ODS, ODS_HOST, "Opening and closing dates"),
    ("sites", ("List of hospitals (Hospital.csv)", "NHS Choices", "2018-09", OGL), MY_EU, "Most hospitals"),
    (
        "sites",
        ("NHS Organisations", "RCPCH; facts from NHS England's ODS and the NHS website", "2024-08", MIT),
        RCPCH,
        "Some hospitals and today's trust of each",
    ),
    ("sites", ODS_2018, MY_EU, "Cross-check of hospitals"),
    (
        "sites",
        ("Hospital pages of the NHS website", "NHS website", "2020-12", OGL),
        "github.com/matthewgthomas/nhs-scraper",
        "One hospital",
    ),
    ("sites", CODE_POINT, CONSTITUENCIES_2025, "Check of each place against its postcode"),
    ("outcodes", CODE_POINT, CONSTITUENCIES_2025, "Mean of the postcodes in each outward code"),
    ("sectors", CODE_POINT, CONSTITUENCIES_2025, "Mean of the postcodes in each sector, England only"),
    (
        "bank_holidays",
        ("UK bank holidays", "GOV.UK, Government Digital Service", "2026-02", OGL),
        FRONTEND,
        "2019 to 2028",
    ),
    (
        "context",
        ("Web pages named in each row", "The publisher named in each row", "", "None: facts only, in our words"),
        "",
        "Each row has its own source and address",
    ),
    (
        "sources",
        ("This list", "Who's Counting", "2026-11", MIT),
        "",
        "Where a host is named, the copy was taken from there; the licence is the publisher's",
    ),
    ("england", BOUNDARIES, FRONTEND, "Map outline, NHS regions and London, simplified"),
    (
        "england",
        ("Westminster constituencies, December 2016", "Office for National Statistics", "2016", OGL),
        MY_EU,
        "Backdrop of Scotland and Wales, joined and simplified",
    ),
    ("towns", CODE_POINT, CONSTITUENCIES_2025, "Place of each town's label"),
]

ATTRIBUTION = [
    "Contains public sector information licensed under the Open Government Licence v3.0 (NHS England Organisation"
    " Data Service, NHS England Cancer Waiting Times, NHS website, OHID, GOV.UK).",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0."
    " Contains OS data © Crown copyright and database right 2016 and 2023.",
    "Contains Royal Mail data © Royal Mail copyright and database right 2023.",
    "Trust successions and some hospitals: RCPCH NHS Organisations (MIT).",
    "Cancer alliances: Bennett Institute, OpenPrescribing Hospitals (MIT).",
]


def write(tables: Tables) -> None:
    rows = [
        dict(zip(SOURCES.split(","), (table, *publication, host, note), strict=True))
        for table, publication, host, note in ROWS
    ]
    tables.write("sources", SOURCES, rows, key=2)
    tables.write_text("attribution.txt", ATTRIBUTION)
