"""Small extracts in the ODS format. Codes that begin with ZZ are invented."""


def row(
    code, name, *, grouping="Y59", geography="ZZH", town="GUILDFORD", postcode="GU2 7XX", opened="19910401", closed=""
):
    cells = [code, name, grouping, geography, "1 HIGH STREET", "", "", town, "", postcode, opened, closed]
    cells += [""] * 9 + ["1", "", "J", "", "", ""]
    return ",".join(f'"{cell}"' for cell in cells)


def extract(*rows):
    return "".join(one + "\r\n" for one in rows).encode()


ROYAL_SURREY = row("RA2", "ROYAL SURREY NHS FOUNDATION TRUST")
BRISTOL = row("RA7", "BRISTOL NHS FOUNDATION TRUST", grouping="Y58", postcode="BS1 3NU")
