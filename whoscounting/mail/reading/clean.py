"""Characters from outside, made harmless: whatever hides, turns the reading direction, or no database takes.

All of it takes time in proportion to the text, so nobody can hold us up with a clever one.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

# Controls, lone surrogates, private and tag characters, and everything invisible or direction-turning (Unicode's Cf).
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U0010ffff]"
)
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # U+202E alone lets `fdp.exe` read as `exe.pdf`
BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
BLANK_LINES = re.compile(r"\n{4,}")
SPACES = re.compile(r"\s+")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # names that mean a device to Windows
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')

LONGEST_NAME = 120
NAME_BYTES = 240  # file systems take 255
LONGEST_ENDING = 12

# Only what mail is really written in: Python knows codecs that unpack, that run quadratic (punycode) or mean no text.
CHARSETS = re.compile(
    r"utf-?(7|8|16|32)(-?[bl]e)?|windows-?125[0-8]|cp(125[0-8]|437|850|858|866|932|936|949|950)|iso-?8859-?\d{1,2}"
    r"|koi8-?[ru]|gb(2312|k|18030)|big5|euc-?(jp|kr)|shift_?jis|iso-?2022-?(jp|kr)|mac-?(roman|intosh)|tis-?620"
)
# What calls itself by these names is windows-1252 in truth: https://encoding.spec.whatwg.org/#names-and-labels
WESTERN = {"us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso_8859-1", "ansi_x3.4-1968"}


def plain(text: str, longest: int = 1000) -> str:
    """One line that can be shown, stored and searched."""
    seen = UNSEEN.sub("", SPACES.sub(" ", text[: longest * 4]))
    # Composed letters, so that equal names are equal. Only here: it is quadratic over a heap of accents.
    return unicodedata.normalize("NFC", seen[: longest * 2]).strip()[:longest].rstrip()


def lines(text: str, longest: int) -> str:
    """The same for a text of many lines; at most two empty lines in a row."""
    seen = UNSEEN.sub("", BREAKS.sub("\n", text))
    trimmed = "\n".join(line.rstrip() for line in seen.split("\n"))
    return BLANK_LINES.sub("\n\n\n", trimmed).strip("\n")[:longest]


def turns(text: str) -> bool:
    """Whether it holds marks that make it read as something else than it is."""
    return bool(TURNING.search(text))


def decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    """The text, and whether it is just what the sender's program said it would be."""
    name = charset.strip().lower()[:60]
    if name in WESTERN or not name:
        return _guessed(raw), True
    if not CHARSETS.fullmatch(name):
        return _guessed(raw), False
    try:
        return raw.decode(name), True
    except LookupError:
        return _guessed(raw), False
    except UnicodeError:  # one broken letter must not cost us the rest
        return (raw.decode(name, "replace") if _is_wide(name) else _guessed(raw)), False


def _is_wide(name: str) -> bool:
    return codecs.lookup(name).name not in {"utf-8", "cp1252"}


def _guessed(raw: bytes) -> str:
    """UTF-8 where it can be that; else the Western set, in which each byte means something."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def file_name(text: str, instead: str) -> str:
    """A name without path, device or trick, at most 120 characters with its ending kept; `instead` if none is left."""
    last = plain(text, 6000).replace("\\", "/").rpartition("/")[2]
    name = NOT_IN_NAMES.sub("", last).strip(" .")
    if not name:
        return instead
    if RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    stem = stem[: LONGEST_NAME - len(dot + ending)]
    while len(f"{stem}{dot}{ending}".encode()) > NAME_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{dot}{ending}"
