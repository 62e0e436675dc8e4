"""Every published table and column. The files, their schemas, the dictionary's page and its document all follow it."""

from whoscounting.atlas.dictionary.census import ANSWERS, FINDINGS, QUESTIONS
from whoscounting.atlas.dictionary.columns import Column, Licence, Reference, Table
from whoscounting.atlas.dictionary.licences import LICENCE, LICENCE_URL, OURS, PUBLIC_LISTS
from whoscounting.atlas.dictionary.register import HOSPITALS, SUCCESSIONS, TRUSTS

OF_AN_EDITION = (FINDINGS, ANSWERS, QUESTIONS)
OF_THE_REGISTER = (TRUSTS, HOSPITALS, SUCCESSIONS)
TABLES = (*OF_AN_EDITION, *OF_THE_REGISTER)

__all__ = [
    "ANSWERS",
    "FINDINGS",
    "HOSPITALS",
    "LICENCE",
    "LICENCE_URL",
    "OF_AN_EDITION",
    "OF_THE_REGISTER",
    "OURS",
    "PUBLIC_LISTS",
    "QUESTIONS",
    "SUCCESSIONS",
    "TABLES",
    "TRUSTS",
    "Column",
    "Licence",
    "Reference",
    "Table",
]
