"""Cut a text into words, numbers and marks, and tell the shape of a number."""

import re

TOKEN = r"""
    \n\s*\n
  | [0-9]{4}-[0-9]{2}-[0-9]{2}
    (?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\d-])
  | \d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/)(?:\d{4}|\d\d)(?![\d/]|\.\d)
  | \d{1,2}:\d\d(?::\d\d)?(?![\d:])
  | \d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,9})? | \d{1,15}\.\d{1,15} | \d/\d(?!\d)
  | [0-2]\d[0-5]\d(?=[A-Z]{3,4}\b)
  | \d+[^\W\d_]* | [^\W\d_][^\W_]* | \S"""

# the sign of a token that begins with a digit, by its shape; the first that fits
SHAPES = [
    (sign, re.compile(shape))
    for sign, shape in (
        ("I", r"\d{4}-\d\d-\d\d.*"),  # ISO 8601
        ("P", r"\d\d?([./])\d\d?\1\d+"),  # 13.08.2020, 6/12/98
        ("C", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"),
        ("D", r"0?[1-9]|[12]\d|3[01]"),  # may be a day of a month
        ("Y", r"1\d{3}|20\d\d|21\d\d"),
        ("V", r"\d\d"),
        ("Z", r"(?:[01]\d|2[0-3])[0-5]\d"),  # 0735, a clock where GMT follows
        ("O", r"(?:\d?1st|\d?2nd|\d?3rd|\d?[04-9]th|1[1-3]th)"),
        ("K", r"(?:1\d|20)?\d0s"),  # 1990s
        ("A", r"(?:0?[1-9]|1[0-2])(?:[ap]m|[AP]M)"),
        ("F", r"[\d,]{1,15}(?:\.\d{1,15})?|\d/\d|\d{0,9}[¼-¾⅐-⅞]"),
    )
]
LETTERED = re.compile(r"(?i:(Q)[1-4]|(H)[12]|(FY)(?:[0-9]{2}|[12][0-9]{3}))")
FRACTION = re.compile(r"[0-9]*[¼-¾⅐-⅞]")


def shape(word: str) -> str:
    """Give the sign of a word that no rule knows: its shape, the mark itself, or `_`."""
    first = word[0]
    if first.isnumeric():
        if not word.isascii() and not FRACTION.fullmatch(word):
            return "_"
        return next((sign for sign, one in SHAPES if one.fullmatch(word)), "_")
    if first.isalpha():
        fiscal = LETTERED.fullmatch(word) if word[-1].isdigit() else None
        return "QHX"[(fiscal.lastindex or 1) - 1] if fiscal else "_"
    if first.isspace():
        return "\n"
    return first if len(word) == 1 and not "\ue000" <= first <= "\uf8ff" else "_"
