"""The closed classes of words that expressions of time are made of."""

from __future__ import annotations

from truceline.reading.times.calendar import CENTURY, DAY, DECADE, HALF, MILLENNIUM, MONTH, QUARTER, WEEK, YEAR

HOUR, MINUTE, SECOND = "TH", "TM", "TS"  # T: the duration's notation puts them after a T


def _numbered(names: str, start: int = 1) -> dict[str, int]:
    """Each word with the place of its group; ``|`` parts groups, white space the words of a group."""
    return {word: number for number, group in enumerate(names.split("|"), start) for word in group.split()}


MONTHS = _numbered(
    "january jan jan.|february feb feb.|march mar mar.|april apr apr.|may|june jun jun.|july jul jul.|"
    "august aug aug.|september sept sept. sep sep.|october oct oct.|november nov nov.|december dec dec."
)
WEEKDAYS = _numbered(
    "monday mon mon.|tuesday tue tue. tues tues.|wednesday wed wed.|thursday thu thu. thur thurs thurs.|"
    "friday fri fri.|saturday sat sat.|sunday sun sun."
)
WEEKDAYS_PLURAL = _numbered("mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays")
# Words that are more often something else: they need a number or a preposition of time beside them.
AMBIGUOUS = frozenset("may march mar jan jun mon wed sat sun sep fri tue thu thur apr jul nov dec spring fall".split())

UNITS = {
    word: code
    for code, words in {
        SECOND: "second seconds sec secs",
        MINUTE: "minute minutes min mins",
        HOUR: "hour hours hr hrs",
        DAY: "day days",
        WEEK: "week weeks wk wks fortnight fortnights",
        MONTH: "month months",
        QUARTER: "quarter quarters",
        HALF: "half",
        YEAR: "year years yr yrs",
        DECADE: "decade decades",
        CENTURY: "century centuries",
        MILLENNIUM: "millennium millennia",
    }.items()
    for word in words.split()
}
PLURAL_UNITS = frozenset(
    "seconds minutes hours days weeks fortnights months quarters years decades centuries millennia secs mins hrs "
    "wks yrs".split()
)
# Units that mean time only beside a number or a word of time.
SHY_UNITS = frozenset(
    {"second", "seconds", "sec", "secs", "min", "mins", "half", "quarter", "quarters", "hr", "wk", "yr"}
)

# Units that have grown together with "long".
LONG = {unit + "long": UNITS[unit] for unit in ("minute", "hour", "day", "week", "month", "year", "decade", "century")}

PARTS = {
    "morning": "MO",
    "mornings": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "midday": "MI",
    "noon": "MI",
    "lunchtime": "MI",
    "afternoon": "AF",
    "afternoons": "AF",
    "evening": "EV",
    "evenings": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "nightfall": "EV",
    "night": "NI",
    "nights": "NI",
    "overnight": "NI",
}
POINTS_OF_DAY = frozenset({"dawn", "daybreak", "sunrise", "midday", "noon", "lunchtime", "dusk", "sunset", "nightfall"})
CLOCKS = {"noon": "12:00", "midnight": "24:00"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "wintertime": "WI"}
SEASONS |= {"springtime": "SP", "summertime": "SU"}
DEICTIC_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
DECADE_WORDS = dict(
    zip(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), range(20, 100, 10), strict=True
    )
)
# What has an age that is a length of time worth telling, as persons and things have not: "the 13-month-old war".
AGED = frozenset(
    "war wars conflict conflicts truce truces ceasefire cease-fire siege sieges blockade blockades occupation "
    "agreement accord accords deal pact treaty peace embargo ban boycott strike strikes insurgency uprising rebellion "
    "revolt intifada offensive campaign operation invasion dispute disputes feud standoff stand-off stalemate deadlock "
    "crisis emergency curfew protest protests movement negotiations talks dialogue government regime coalition "
    "administration presidency rule dictatorship junta alliance mission investigation trial case slump recession "
    "drought famine epidemic outbreak violence fighting struggle hunger rivalry policy plan program programme".split()
)
SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
}
# Words and phrases that point to the present, the past or the future as a whole. A phrase is looked up by its last
# word, then by all of it.
PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
REFERENCES = {
    PRESENT: "now|currently|current|nowadays|presently|at present|at the moment|these days|the present|"
    "this writing|time of writing|press time|the time being|right now|just now|this time|this moment|present-day",
    PAST: "recently|lately|the past|long ago|not long ago|not too long ago|long since|"
    "recent times|the recent past|the distant past|of late|a while ago|some time ago|a long time ago|"
    "not so long ago|in recent memory|earlier times",
    FUTURE: "soon|shortly|the future|the near future|the foreseeable future|the coming future|in future|"
    "the immediate future|the not-too-distant future|the not too distant future",
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}

# What stands before a unit, a weekday, a month or a season and says which one it is: steps from the anchor.
DEICTIC = {
    "last": -1,
    "latest": -1,
    "this": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "current": 0,
    "past": -1,
    "present": 0,
}
NARRATIVE = {
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "following": 1,
    "subsequent": 1,
    "ensuing": 1,
    "same": 0,
    "that": 0,
}
RELATIVES = DEICTIC | NARRATIVE
DETERMINERS = frozenset("the a an this that these those its his her their our my your another one's every each".split())
# What may stand between a number and its unit: "two full years", "three straight days".
FILLERS = frozenset(
    "full straight consecutive successive long more additional solid whole entire calendar fiscal trading business "
    "working short other extra further long-suffering tense bloody brutal difficult".split()
)
STARTS = frozenset({"early", "beginning", "start", "outset", "opening"})
MIDDLES = frozenset({"mid", "middle"})
ENDS = frozenset({"late", "end", "close", "closing"})
MODS = {**dict.fromkeys(STARTS, "START"), **dict.fromkeys(MIDDLES, "MID"), **dict.fromkeys(ENDS, "END")}
ZONES = frozenset(
    "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet eest ist idt z et pt local hours hrs".split()
)
HALVES_OF_DAY = {"a.m.": 0, "am": 0, "a.m": 0, "p.m.": 12, "pm": 12, "p.m": 12}
# Prepositions after which a bare year, month or day is one.
PREPOSITIONS = frozenset(
    "in since of by until till til from before after during through throughout to between and on for around about "
    "circa late early mid next last this every each towards toward within as or fiscal year ( , - –".split()
)
