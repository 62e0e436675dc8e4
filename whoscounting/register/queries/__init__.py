"""All that other rooms may ask this one."""

from whoscounting.register.queries.codepoint import built as built_postcodes
from whoscounting.register.queries.contacts import contacts_of, read_contacts
from whoscounting.register.queries.extracts import plan_extract
from whoscounting.register.queries.finding import Found, Match, Near, Outcome, find
from whoscounting.register.queries.gazetteer import Because, Body
from whoscounting.register.queries.places import place_of
from whoscounting.register.queries.sources import Source, attribution, sources
from whoscounting.register.queries.successions import successions_between, successors_of
from whoscounting.register.queries.tables import each_site, each_succession, each_trust
from whoscounting.register.queries.trusts import codes, regions, sites_of, trust
from whoscounting.register.queries.unitpostcodes import about_units

__all__ = [
    "Because",
    "Body",
    "Found",
    "Match",
    "Near",
    "Outcome",
    "Source",
    "about_units",
    "attribution",
    "built_postcodes",
    "codes",
    "contacts_of",
    "each_site",
    "each_succession",
    "each_trust",
    "find",
    "place_of",
    "plan_extract",
    "read_contacts",
    "regions",
    "sites_of",
    "sources",
    "successions_between",
    "successors_of",
    "trust",
]
