"""Read lengths of time and what recurs: '44 days', 'over a month', 'every day', 'twice a week'."""

from . import dates, numbers, words
from .anchoring import UNKNOWN_DAY, month_day
from .context import Context, Reading
from .read_relative import unit_of
from .tokens import Expression

WIDER = {"D": "M", "W": "M", "M": "Y"}  # 'the following days' are told as vaguely as a month


def duration(x: Expression, c: Context) -> Reading | None:
    """Read '44 days', 'over a month', 'two and a half years', 'weeks', 'years-long'."""
    if x["unit2"]:
        count = "" if x["unit2"] in words.values("unit") else "several"
        return Reading("DURATION", numbers.length(count, unit_of(x["unit2"])))
    if x["unit3"]:
        return _plural(x, c)
    count, unit = numbers.last_of(x["n"]), unit_of(x["unit"])
    about, n = numbers.counted(count)
    if not about and n is None:
        return None
    mod = words.value("mod", x["mod"]) or ("APPROX" if about == "~" else "")
    if _is_bare(x, c, unit, bool(mod)):
        return _rate(x, c, unit)
    if "and a half" in x.words and "half" not in count:
        count += " and a half"
    value = numbers.length(count, unit)
    if x["n4"]:
        value = numbers.joined(value, numbers.length(x["n4"], unit_of(x["unit4"])))
    return Reading("DURATION", value, mod)


def _plural(x: Expression, c: Context) -> Reading | None:
    """Read 'for months', 'weeks of talks', 'years later'."""
    is_led = c.after("lead", "span", "article") or x.has("then3")
    unit = unit_of(x["unit3"].split(" ")[0])
    return Reading("DURATION", numbers.length("several", unit)) if is_led and unit != "Q" else None


def _is_bare(x: Expression, c: Context, unit: str, is_said: bool) -> bool:
    """Tell 'a year' that may be no length of time: 'a year for farmers', 'one day'."""
    if x["n"] not in ("a", "an") and not (x["n"] == "one" and unit == "D"):
        return False
    if x["glue"] or is_said or x["n4"]:
        return False
    return not (x.has("then") or c.after("span", "lead"))


def _rate(x: Expression, c: Context, unit: str) -> Reading | None:
    """Read '500 a day', '$1 billion a year' as what recurs."""
    is_rate = c.lead[-1:].isdigit() or c.lead == "%" or c.after("cardinal", "counted")
    return Reading("SET", numbers.length("", unit)) if is_rate and x["n"] != "one" else None


def stretch_of_time(x: Expression, c: Context) -> Reading | None:
    """Read 'the past 24 hours', 'the next two weeks', 'the following days', 'the years ahead'."""
    unit, count = unit_of(x["unit|unit2|unit3"]), x["n|n2"]
    which = words.value("which", x["which"])
    if not count and not which and words.value("follows", x["which"]):
        return _following(c, unit)
    reference = words.value("lately", x["which"])
    if not count and reference:
        return Reading("DATE", reference, "", "none")
    if not (count or which or x["unit3"]):
        return None
    value = numbers.length(numbers.last_of(count) if count else "several", unit)
    return Reading("DURATION", value, words.value("mod", x["edge"]))


def _following(c: Context, unit: str) -> Reading:
    """Read 'the following days' as vaguely as said: in the month, or the year, of the last date."""
    told = dates.spread(c.told)
    if not told or unit not in WIDER:
        return Reading("DURATION", numbers.length("several", unit))
    return Reading("DATE", dates.at(WIDER[unit], told[2]), "", "context")


def stretch_that_ended(x: Expression, c: Context) -> Reading:
    """Read 'the year' of 'the year ended Sept. 30'."""
    return Reading("DURATION", numbers.length("", unit_of(x["unit"])))


def no_time(x: Expression, c: Context) -> None:
    """Leave out '44-year-old', 'a second', 'three-quarters'."""


def repetition(x: Expression, c: Context) -> Reading:
    """Read 'every day', 'each Thursday', 'twice a week', 'daily'."""
    if x["often"]:
        return Reading("SET", words.value("often", x["often"]))
    what, n = x["what"], x["n"]
    named_month, day = month_day(what)
    weekday = words.value("weekday", what)
    if weekday:
        return Reading("SET", f"XXXX-WXX-{weekday}")
    if named_month:
        return Reading("SET", f"XXXX-{named_month:02d}" + (f"-{day:02d}" if day else ""))
    if words.value("part", what):
        return Reading("SET", f"{UNKNOWN_DAY}T{words.value('part', what)}")
    if words.value("season", what):
        return Reading("SET", f"XXXX-{words.value('season', what)}")
    count = numbers.ordinal(n) or n
    count = "2" if n == "other" else "several" if n in words.values("vague") else f"{count}"
    return Reading("SET", numbers.length("several" if n == "few" else count, unit_of(what)))
