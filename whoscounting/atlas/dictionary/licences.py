"""Under which licences the data is published."""

from whoscounting.atlas.dictionary.columns import Licence

LICENCE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
OURS = Licence("CC-BY-4.0", LICENCE, LICENCE_URL)
PUBLIC_LISTS = Licence(
    "OGL-UK-3.0",
    "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)
