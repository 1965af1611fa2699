"""Read numbers in digits and words, and write lengths of time as TIMEX3."""

import re
import unicodedata

from . import words

LONGEST = 15  # digits; a longer number counts no days
SMALLER = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S")}
IN_YEARS = {"DE": 10, "CE": 100}


def number(said: str) -> float | None:
    """Read 'two and a half', '5 1/2', '2½', 'twenty-four', 'a dozen'; None where it is none."""
    total, part, is_known = 0.0, 0.0, False
    cardinals = words.values("cardinal")
    for word in re.sub(r"[-\u2010\u2013\u2014]", " ", said).split():
        digits = _digits(word)
        if word in cardinals:
            part = _grown(part, float(cardinals[word]), word in words.values("large"))
            if part >= 1000:
                total, part = total + part, 0.0
        elif word == "half":
            part += 0.5
        elif digits is not None:
            part += digits
        elif word in ("a", "an"):
            part = part if is_known else 1.0
        else:
            continue
        is_known = True
    half_of_one = said.startswith(("a half", "half"))
    return (total + part if not half_of_one else 0.5) if is_known else None


def _grown(part: float, n: float, is_large: bool) -> float:
    """Go on from 'two' to 'hundred', from 'twenty' to 'four', from 'nineteen' to 'ninety'."""
    if is_large:
        return (part or 1) * n
    return part * (1 if part % (100 if n > 9 else 10) == 0 else 100) + n


def _digits(word: str) -> float | None:
    if len(word) > LONGEST:
        return None
    if re.fullmatch(r"[0-9]/[1-9]", word):
        return int(word[0]) / int(word[2])
    if re.fullmatch(r"[0-9]*[¼-¾⅐-⅞]", word):
        return float(word[:-1] or 0) + unicodedata.numeric(word[-1])
    if re.fullmatch(r"[0-9,]*\.?[0-9]+", word):
        return float(word.replace(",", ""))
    return None


def ordinal(said: str) -> int:
    """Read 'third', '21st', 'twenty-first'; 0 where it is none."""
    digits = re.match(r"[0-9]{1,3}", said)
    if digits:
        return int(digits[0])
    known = words.values("ordinal") | words.values("tens")
    return sum(int(known.get(word, 0)) for word in re.split(r"[\s-]+", said))


def last_of(said: str) -> str:
    """Take the last of two numbers, '12 to 18'."""
    return re.split(r" (?:to|or) |(?<=\d) [-\u2013\u2014] ", said)[-1]


def counted(said: str) -> tuple[str, float | None]:
    """Read a count that may be vague: how it is meant ('', 'X', '~'), and the number if any."""
    vague = words.values("vague").get(said)
    if vague is None:
        return "", number(said)
    how = vague[0] if vague[0] in "X~" else ""
    n = vague.removeprefix(how)
    return how, float(n) if n else None


def length(said: str, unit: str) -> str:
    """Write a length of time as TIMEX3: P3M, PT24H, P2Y6M, PXD; no count means one."""
    letter, factor = {"2W": ("W", 2), "ML": ("Y", 1000)}.get(unit, (unit, 1))
    time = letter[:1] if letter.startswith("T") else ""
    n = counted(said)[1] if said else 1.0
    if n is None and letter in IN_YEARS:
        letter = "Y"
    if n is None:
        return f"P{time}X{letter.removeprefix('T')}"
    n *= factor
    if letter == "DE" or (letter == "CE" and n != int(n)):  # as TimeBank writes decades
        n, letter = n * IN_YEARS[letter], "Y"
    whole, rest = int(n), round(n - int(n), 6)
    share, smaller = SMALLER.get(letter, (1, ""))
    letter = letter.removeprefix("T")
    if rest and smaller and (rest * share).is_integer():
        more = f"{int(rest * share)}{smaller}"
        return f"P{time}{whole}{letter}{more}" if whole else f"P{time}{more}"
    return f"P{time}{whole if not rest else round(n, 2)}{letter}"


def joined(first: str, second: str) -> str:
    """Join two lengths: PT1H and PT41M to PT1H41M."""
    time = "T" if first.startswith("PT") else ""
    return first + second.removeprefix("P" + time)
