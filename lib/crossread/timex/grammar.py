"""The rules for time expressions, as patterns over the signs of tokens.

{kind} is any word of that kind, <word> the word itself; capitals are the shapes of numbers
(`shapes.SHAPES`, Q, H and X for Q1, H1 and FY20), `_` is a word that no rule knows, marks stand for
themselves, white space means nothing.
"""

import re

# what rules share
PARTS = {
    "dash": r"[-\u2010\u2013\u2014]",
    "s": r"(?:['\u2019]<s>)",
    "mon": r"(?:{month}|{short}\.?+)",
    "wday": r"(?:{weekday}|{weekday_short}(?:\.|(?=,?[DO]|,?{mon})))",
    "nth": r"(?:O|{tens}-{ordinal}|{ordinal})",
    "dom": r"(?:[DO](?!['\u2019]?[%$/]|-_|:[DCF])|<the>{nth}|{nth})",
    "yr": r"(?:Y(?![,.:/][DYNFV]|[%$])|['\u2019][VD](?!['\u2019]))",
    "spelt": r"(?:<two><thousand>{cardinal}?|(?:<nineteen>|<eighteen>){tens}(?:-?{cardinal})?)",
    "md": r"(?:{mon}{dom}|(?:D|<the>?{nth})-?<of>?{mon})",
    "number": r"""(?:(?:[DYVZF]{cardinal}?
        |(?:<an?>(?={large}))?{cardinal}(?:-?{cardinal}|<and>{cardinal}){0,6})
        (?:<and>?F|<and><a><half>)?)""",
    "count": r"(?:{number}(?:(?:{dash}|<to>|<or>){number})?|{vague}|<an?>)",
    "yearly": r"(?:,?(?:<of>|<in>)?(?:{yr}|{spelt})|,?(?:<of>|<in>)?{which}<year>)",
    "zonal": r"""(?:\({zone}(?:[+\u2212-][CD])?\)|{zone}(?:[+\u2212-][CD])?
        |\(<local><time>\)|<local><time>|\((?:_|{weekday}){1,3}<time>\)|_{1,2}<time>)""",
    "meridiem": r"(?:<a>\.?<m>\.?|<p>\.?<m>\.?|<am>|<pm>)",
    "oclock": r"(?:<o>['\u2019]<clock>)",
    "hour": r"""(?:(?:C{meridiem}?|[DF]{meridiem}|A|{clock}|[DZVY](?=\(?{zone})
        |(?:D|{cardinal}){oclock}|(?:[CD]|{cardinal}){oclock}?<in><the>{part}
        |[ZD]<hours>(?=,?{zonal}|,?<on>|,?{weekday}))
        (?:<hours>)?(?:,?{zonal})?)""",
    "day": r"(?:(?:{wday},?)?{md}{yearly}?|{wday}|{deictic}|I|P)",
    "that_day": r"(?:<the>(?:{follows}|{precedes}|{same})<day>)",
    "about": r"(?:(?!<over>){mod}|<over>(?=<an?>)|<some>(?={number}))",
    "ofthe": r"(?:<of>?(?:<the>|{whose})?)",
    "fit": r"(?:(?:<the>|{whose})?{which}{which}?)",
    "early": r"(?:(?:<the>)?{edge}-?{ofthe}?)",
    "one": r"(?:{unit}|{units})",
    "any": r"(?:{unit}|{units}|{long_unit}|{long_units})",
    "more": r"(?:<more>|<full>|<consecutive>|<straight>|<additional>|<whole>|<long>)",
    "and_on": r"(?:,?(?:<and>|<or>)|<to>|<through>|<until>)",
}

# In this order they are tried where several fit at one place.
RULES = {
    "named_day": r"{named}(?!/)",
    "clock": r"""(?P<mod>{mod})?(?P<hour>{hour})
          (?:,?<on>?(?P<day>{which}?{day})|(?P<that>{that_day})|(?=(?:\({hour})?\),?<on>?(?P<day3>{day})))?
        | (?P<day2>{day})(?:,|<at>|-){0,3}(?P<hour2>{hour})""",
    "part_of_day": r"""
          (?P<edge>{edge})?(?P<day>{wday}|{deictic}|(?:{wday},?)?{md}{yearly}?)-?(?P<part>{part})
        | <the>(?P<part3>{part})(?P<side><before>|<after>)
        | (?P<edge2>{edge}|{edge_adverb})?-?(?:(?P<which>{which})|<the>(?:{same}|(?P<next>{follows})
          |(?P<prior>{precedes}))?|(?P<that>{that}))?
          (?P<part2>{part})(?P<day2>{deictic}|<of>{md}{yearly}?)?
        | {deictic_part}""",
    "parts_of_days": r"(?P<day>{wday})?(?P<part>{parts})",
    "range_of_dates": r"""(?P<from>{edge}?-?{mon}{dom}?|{edge}?{dom}{mon})
          (?:{dash}|<to>|<through>|<until>|<till>)(?P<to>{edge}?-?(?:{mon}{dom}?|{dom}{mon}),?{yr})
        | (?P<month>{mon})(?P<first>{dom}){dash}(?P<last>{dom})(?P<year>{yearly}?)
        | (?P<first2>{dom}){dash}(?P<last2>{dom})(?P<month2>{mon})(?P<year2>{yearly}?)
        | (?P<years>Y(?:{dash}|/)[YVD])(?!-[_DV]|[DV])(?:{fiscal}?<year>)?""",
    "date": r"""(?P<edge>{edge}|{edge_adverb})?(?:{which}?{wday},?<the>?|(?P<which>{which}))?
          (?P<md>{md})
          (?:(?P<year>{yearly})|(?={and_on}{dom}(?P<year2>{yearly})))?
          (?:,?\(?{wday}\)?(?!,?[DO]))?
        | I | P""",
    "month": r"""(?P<edge>{early}|{edge_adverb})?(?P<which>{fit}|{that}|<the>{follows})?
          (?P<month>{mon})(?P<year>{yearly})?(?!{dom})""",
    "first_of_dates": r"""(?P<first>{dom})
          (?=(?:,{dom}){0,9}{and_on}(?P<rest>(?:{dom}{mon})(?P<year>{yearly})?))""",
    "weekdays": r"{weekdays}",
    "day_beside": r"<the><day>(?P<side><before>|<after>)(?P<day>{deictic}|{which}?{wday})",
    "weekday": r"""(?P<edge>{edge})?-?(?:(?P<which>{which}{which}?)
          |<the>(?P<rel>{follows}|{precedes}|{same})|{that})?(?P<day>{wday})""",
    "day_from_now": r"(?P<edge>{edge}|{edge_adverb})?(?P<day>{deictic})",
    "quarter": r"""(?:<the>(?!{fiscal}?-?{nth}-?{fiscal}?-<quarter>))?(?P<edge>{edge}<the>?)?
          (?P<year>{yr}|{which}<year>{s}|{earlier})?{fiscal}?-?(?P<nth>{nth}|{which}|{latest})-?
          {fiscal}?-?<quarter>(?P<year2>{yearly}|<a><year>{ago})?
        | Q(?P<year3>{yearly}?)""",
    "half_year": r"""<the>?(?P<nth>{nth}|{which}|<latter>)-?<half>
          (?:<of>(?P<year>{yr}|{fit}<year>|<the>['\u2019]?K|<the><year>))?
        | H(?P<year2>{yearly}?)""",
    "financial_period": r"""<the>(?:(?P<year>{yr})|(?P<ago>{earlier}|{likewise})|(?P<now>{latest})
          |{which})?(?P<what><quarter>|{period})(?P<ago2><a><year>{ago})?(?!-)
          (?=<ended>(?P<end>{md}{yearly}?))?
        | {that}<quarter>
        | (?P<ago3>(?:{earlier}|{likewise}(?=<quarter>|{period})))(?P<what2><quarter>|{period})?""",
    "season": r"""(?P<edge>{early})?(?P<which>{fit}|{that}|<the>(?:{follows}|{precedes})?)?
          (?P<season>{season})(?P<year>{yearly})?""",
    "fiscal_year": r"""
          <the>?(?P<which>{which}|{latest})?{fiscal}(?:<year>(?P<year>{yr})?|(?P<year3>{yr}))
        | X | <the>?{edge}{ofthe}?{fiscal}(?P<year2>{yr})""",
    "end_of_year": r"""{mod}?
          (?:<year>(?:{s}|-)?<end>|<the>?<end>{ofthe}(?P<which>{which})?<year>)""",
    "decade": r"""<the>?(?P<edge>{edge}-?(?:<to>{edge}-?)?(?:<of><the>)?)?
          (?P<decade>['\u2019]?K|<nineteen>?{decades}|<eighteen>{decades})""",
    "century": r"<the>?(?P<edge>{edge}-?)?(?P<nth>{nth})-?<century>",
    "week_of": r"<the>(?:<week>|<weekend>)<of>(?P<day>{md}{yearly}?)",
    "part_of_that": r"(?P<edge>(?:<the>)?{edge})<of>?<which>",
    "year": r"""(?P<edge>(?:<the>)?{edge}-?<of>?|<post>-|<pre>-)?(?:<the>?<year>)?
          (?P<year>{yr}|{spelt})(?P<later><or><later>|<and><beyond>)?""",
    "time_ago": r"""(?P<mod>{mod})?(?:<the>?(?P<n>{count})(?:<full>)?-?)?(?P<unit>{one})
          (?:<or>(?:<so>|{number}))?{ago}""",
    "time_before_or_after": r"""(?P<mod>{mod})?(?P<n>{count})-?(?P<unit>{one})(?:<or><so>)?
          (?P<way>{then_before}|{then_after}|<from><now>|(?P<time>['\u2019]<s>?<time>))""",
    "stretch_of_time": r"""(?<!{modal})(?P<edge>(?!<over>){mod})?(?:<the>|{whose})?
          (?P<which>{which}|{follows}|{latest}|{earlier}(?={number})|<first>|<final>|<other>)
          (?P<n>{number}(?:(?:{dash}|<to>|<or>){number})?|{vague})?-?(?:<more>|<full>)?
          (?P<unit>{units}|{long_units})(?:<ahead>|<or><so>)?
        | <the>(?P<n2>{number})(?P<unit2>{units}) | <the>(?P<unit3>{units})<ahead>""",
    "stretch_that_ended": r"<the>(?P<unit>{unit})(?=<ended>|<ending>)",
    "no_time": r"""{count}-?(?:<year>|<years>)-?(?:<old>|<olds>|<of><age>)(?:-?_)?
        | {mod}?<an?>(?:<second>|<quarter>)|{mod}?{number}-<quarters>""",
    "this_or_next": r"""(?P<edge>(?:<the>)?{edge}(?:-|{ofthe})?|{edge_adverb}|<sometime>)?
          (?:(?P<which><the>{which}|{whose}{which}|{which})|(?P<that>{that}|<the>{same})
          |<the>(?P<next>{follows})|<the>(?P<prior>{precedes}))(?P<unit>{unit})(?:<or><so>)?""",
    "the_present_one": r"""(?P<edge>(?:<the>)?{edge}{ofthe}|{edge_adverb}<in>)?<the>
          (?:<full>|<whole>)?(?P<unit>{unit})(?P<side><before>|<after>)?
          (?!-(?:{ago}|{then_before})|<old>)""",
    "day_of_the_month": r"<the>(?P<dom>O)(?![_-])",
    "repetition": r"""
          (?:{each}|(?:{times}|{number}<times>)(?:<an?>|<every>))
          (?P<n>{number}|<other>|{ordinal}|<few>)?
          (?P<what>{md}|{unit}|{units}|{weekday}|{month}|{part}|{season})
        | {times}?(?P<often>{often})""",
    "recent_time": r"(?P<which>{lately})(?P<unit>{units})(?:<and>{units})?",
    "duration": r"""(?P<mod>{about})?(?P<n>{count})(?P<glue>-)?{more}{0,3}(?P<unit>{any})
          (?:<or>(?:<so>|{number}|<more>)|<and><an?><half>
          |<and>(?P<n4>{number}|<an?>)(?P<unit4>{one}))?
          (?:-<long>|-<old>)?(?!-(?:{ago}|{then_before}))
          (?P<then>(?=<after>|<before>|<ahead>|<long>|<of>|<or>))?
        | (?P<unit2>{one})-<long>
        | (?P<unit3>{units})(?:<or>{units}|<and>{units})?
          (?P<then3>(?=<after>|<before>|<ahead>|<later>|<of>))?""",
    "present_past_or_future": r"{ref}",
    "current": r"{ref_adjective}",
    "holiday": r"(?P<which>{which})?{holiday}(?P<year>{yearly})?",
}

# what goes on behind a date: 'April 24 *and 25*'
ANOTHER = r"""(?:{and_on}|,(?={dom},?<and>))(?P<dom>{dom})(?P<year>{yearly})?
    (?=[.,;:)\n]|$|{lead})(?!,[DV])"""

# An expression holds a word of these kinds: looking for them first saves most time.
CORE = (
    *("clock", "deictic", "deictic_part", "holiday", "month", "named", "often", "part", "parts"),
    *("period", "ref", "ref_adjective", "season", "short", "weekday", "weekday_short", "weekdays"),
    *("unit", "units", "long_unit", "long_units", "decades", "earlier", "tens", "zone"),
)
CORE_WORDS = ("am", "pm", "m")
CORE_SIGNS = "YCIPAKQHXO/"
FARTHEST = 7  # tokens before the first word of CORE, as in "at least the past two and a half"


def literals() -> list[str]:
    """List the words that stand in the rules themselves."""
    patterns = " ".join([*PARTS.values(), *RULES.values(), ANOTHER])
    found = re.findall(r"(?<!P)<([a-z]+)\??>", patterns)
    return sorted({*found, "an", *CORE_WORDS})
