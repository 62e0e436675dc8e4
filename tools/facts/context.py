"""Published figures around the cause, said in our own words; figures and addresses come from the source file."""

from tools.facts.files import Row, Sources, Tables

CONTEXT = "code,period,statement,value,unit,source,url"
PRESS_2016 = "Breast Cancer Care, press release, 21 September 2016"
CLATTERBRIDGE = "Palmieri and others, estimate from hospital records, as told by The Clatterbridge Cancer Centre"
# A host on which a publisher tries its pages out. Nobody should be sent there: what stands nowhere else is left out.
NO_SOURCE = "umbraco.io"

# (period, value) in the source file -> our code, our words, the unit, the source in full.
WORDS: dict[tuple[str, str], tuple[str, str, str, str]] = {
    ("2013", "2013"): (
        "recording-required",
        "Hospital trusts in England have had to record secondary breast cancer since this year",
        "year",
        PRESS_2016,
    ),
    ("2016", "66"): (
        "trusts-not-knowing-2016",
        "Share of trusts in England that did not know how many of their patients had secondary breast cancer",
        "%",
        PRESS_2016,
    ),
    ("2016", "19"): (
        "trusts-collecting-nothing-2016",
        "Share of trusts in England that collected nothing about secondary breast cancer",
        "%",
        PRESS_2016,
    ),
    ("2016", "47"): (
        "trusts-recording-in-part-2016",
        "Share of trusts in England that recorded secondary breast cancer, but not in full",
        "%",
        PRESS_2016,
    ),
    ("2016-2017", "38350"): (
        "living-with-it-england-2017",
        "People living with secondary breast cancer in England, an estimate",
        "people",
        CLATTERBRIDGE,
    ),
    ("2020-2021", "57215"): (
        "living-with-it-england-2021",
        "People living with secondary breast cancer in England, an estimate",
        "people",
        CLATTERBRIDGE,
    ),
    ("2025", "61000"): (
        "living-with-it-uk-2025",
        "People living with secondary breast cancer in the UK, a rounded estimate",
        "people",
        "Breast Cancer Now, page on better data for secondary breast cancer",
    ),
    ("2020-2022", "59"): (
        "team-meeting-recorded",
        "Share of those with spread at first diagnosis whose team meeting is on record, England",
        "%",
        "HQIP, national audit (NAoMe), report of 2025",
    ),
    ("2025", ""): (
        "audit-incomplete-2025",
        "For a second year the national audit could not report on everyone with secondary breast cancer",
        "",
        "Breast Cancer Now on the second yearly report of the national audit (NAoMe)",
    ),
    ("2026-04-13", ""): (
        "promise-to-count",
        "The Government promises to count cancers that return or spread, secondary breast cancer first",
        "",
        "Department of Health and Social Care, answer 123878 in Parliament, 13 April 2026",
    ),
    ("2011", "58"): (
        "spread-in-pilot-2011",
        "Share of 598 people with returned breast cancer, in a pilot of 15 breast units, whose cancer had spread",
        "%",
        "National Cancer Intelligence Network, data briefing on the pilot",
    ),
}


def write(source: Sources, tables: Tables) -> None:
    rows = [row for row in source.rows("context_facts.csv") if NO_SOURCE not in row["url"]]
    tables.write("context", CONTEXT, [fact(row) for row in rows])


def fact(row: Row) -> Row:
    code, statement, unit, named = WORDS[row["period"], row["value"]]
    return {
        "code": code,
        "period": row["period"],
        "statement": statement,
        "value": row["value"],
        "unit": unit,
        "source": named,
        "url": row["url"],
    }
