"""How dates are written in English, as data (contract 5)."""

from __future__ import annotations

from typing import Final

from waypost.core.when.grammar import Frame, Grammar, Shape
from waypost.core.when.span import Unit

_BY = "(?:by|until|till|up to|up until)"
_LATEST = "(?:at the (?:very )?latest|no later than|not later than|latest)"
_OF = "(?:,? (?:of |in )?<year>| (?:of |in )?(?P<now>the year|this year|the current year))?"
_BEGUN = "(?:launched|started|begun|began|commenced|opened)"

ENGLISH: Final = Grammar(
    language="en",
    months={
        **{"January": 1, "February": 2, "March": 3, "April": 4, "May": 5, "June": 6, "July": 7, "August": 8},
        **{"September": 9, "October": 10, "November": 11, "December": 12},
        **{"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10},
        **{"Nov": 11, "Dec": 12},
    },
    seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9},
    ordinals={
        **{"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1},
        **{"1st": 1, "2nd": 2, "3rd": 3, "4th": 4},
    },
    numbers={
        **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
        **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18},
        **{"twenty": 20, "twenty-four": 24, "thirty": 30, "thirty-six": 36, "forty-eight": 48, "sixty": 60},
    },
    units={
        **{"hour": Unit.HOUR, "hours": Unit.HOUR, "day": Unit.DAY, "days": Unit.DAY, "week": Unit.WEEK},
        **{"weeks": Unit.WEEK, "fortnight": Unit.FORTNIGHT, "month": Unit.MONTH, "months": Unit.MONTH},
        **{"quarter": Unit.QUARTER, "quarters": Unit.QUARTER, "year": Unit.YEAR, "years": Unit.YEAR},
    },
    weekdays={
        **{"Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Saturday": 5, "Sunday": 6},
    },
    day_words={"now": 0, "today": 0, "tomorrow": 1, "yesterday": -1},
    day_suffix="st|nd|rd|th",
    article="the ",
    end="(?:the )?(?:very )?end(?: of |-| )(?:the )?",
    periods=(
        (Shape.DAY, r"<weekday>(?:the )?<day>(?: of)? <month>\.?(?:,? (?:of )?<year>)?"),
        (Shape.DAY, r"<weekday><month>\.? (?:the )?<day>(?:,? <year>)?"),
        (Shape.SHORT_YEAR, r"<day>(?: of)? <month>\.?,? '?[0-9]{2}"),
        (Shape.SHORT_YEAR, r"<month>\.? (?:'[0-9]{2}|<day>,? '?[0-9]{2})"),
        (Shape.MONTH, rf"(?:(?P<this>this )|month of )?<month>\.?{_OF}"),
        (Shape.QUARTER, f"<ordinal> quarter{_OF}"),
        (Shape.QUARTER, "q(?P<ordinal>[1-4])(?:(?:[ /-]| of )<year>)?"),
        (Shape.QUARTER, "<year>[ /-]?q(?P<ordinal>[1-4])"),
        (Shape.QUARTER, "(?P<ordinal>[1-4])q[ /-]?<year>"),
        (Shape.HALF, f"<ordinal> half{_OF}"),
        (Shape.HALF, "h(?P<ordinal>[12])(?:(?:[ /-]| of )<year>)?"),
        (Shape.HALF, "<year>[ /-]?h(?P<ordinal>[12])"),
        (Shape.SEASON, f"(?P<this>this )?<season>{_OF}"),
        (Shape.WINTER, "(?:this |next |last )?winter(?:,? (?:of )?<year>(?: ?[-/] ?(?P<until>[0-9]{4}|[0-9]{2}))?)?"),
        (Shape.YEAR, "(?:calendar )?year <year>"),
        (Shape.THIS, "(?:this|current) (?P<unit>year|quarter|month)|(?P<whole>year|month)"),
        (Shape.NEXT, "(?:next|coming|following) (?P<unit>year|quarter|month)"),
        (Shape.LAST, "(?:last|previous|past) (?P<unit>year|month)"),
        (Shape.LAST, "previous (?P<unit>quarter)"),
        (Shape.DAY_WORD, "<dayword>(?: (?:morning|noon|afternoon|evening))?"),
        (
            Shape.PRESIDENCY,
            r"(?P<adjective>[^\W\d_]+(?:[ '-][^\W\d_]+)?) (?:council |eu )?presidency"
            "(?: of the (?:council|eu|european union|council of the (?:eu|european union)))?(?: (?:in |of )?<year>)?",
        ),
    ),
    frames=(
        (Frame.IN, "(?:on |in |during )?<x>"),
        (Frame.IN, "(?:during|over|in|throughout|across) (?:the (?:course|span) of )?<x>"),
        (Frame.YEARS, "(?:(?:during|over|in|for|throughout|across) )?(?:the )?(?:period|years)(?: of)? <x>"),
        (Frame.IN, "for <x>"),
        (Frame.IN, "under (?P<x>.*presidency.*)"),
        (
            Frame.PERIOD,
            "(?:for|over) (?:a (?:period|term) of )?<number> <unit>,? (?:from|as of|as from|(?:starting|beginning)"
            "(?: on| in| from)?) <x>",
        ),
        (Frame.PERIOD, "(?:for|over|during) (?:a (?:period|term) of |the (?:next|coming|following) )?<number> <unit>"),
        (Frame.PERIOD, "in the (?:next|coming|following) <number> <unit>"),
        (
            Frame.TERM,
            "within (?:a (?:period|time limit|deadline) of |the (?:next|coming|following) )?<number> <unit>"
            "(?: (?:of|from|after|following) <x>)?",
        ),
        (Frame.LATER, "later (?:this|in the) (?P<unit>year|quarter|month)"),
        (Frame.BY, f"(?:{_LATEST},? )?{_BY} (?:<end>)?<x>(?:,? {_LATEST})?"),
        (Frame.BY, f"{_LATEST},? (?:on |in |at )?(?:<end>)?<x>"),
        (Frame.BY, f"(?:on |in |at )?(?:<end>)?<x>,? {_LATEST}"),
        (Frame.BY, "(?:before|ahead of|prior to) <end><x>"),
        (Frame.BY, "(?:(?:by|before) (?:the )?)?(?P<yearend>year[ -]end)(?: <year>)?"),
        (Frame.BY, "(?:at |in )?<end><x>"),
        (Frame.BEFORE, "(?:before|ahead of|prior to|earlier than) <x>"),
        (Frame.FROM, "(?:not before|not earlier than|no earlier than|not until) <x>"),
        (
            Frame.FROM,
            "(?:as of|as from|from|with effect from|effective(?: from)?|(?:starting|beginning)(?: on| in| from)?)"
            " <x>(?: (?:on|onward|onwards))?",
        ),
        (Frame.SINCE, "(?:ever )?since <x>"),
        (Frame.FROM, "<x> onwards?"),
        (Frame.FROM, f"{_BEGUN} (?:on|in|since|from) <x>"),
        (Frame.AFTER, "after (?:<end>)?<x>"),
    ),
    ranges=(
        ("(?:from |starting |for |over )?", ",? (?:to|until|till|up to|through|-) | ?- ?"),
        ("between ", " and "),
    ),
    conditions=("once ", "as soon as ", "when ", "if ", "subject to ", "pending ", "provided(?: that)? "),
    occasions=(
        *("upon ", "after ", "following ", "immediately after ", "immediately upon "),
        "(?:on|from) (?=(?:the )?(?:signature|adoption|approval|conclusion|ratification|completion|entry into force))",
    ),
    loose=(
        *("mid", "early", "late", "beginning", "start", "middle", "soon", "shortly", "swiftly", "quickly", "rapidly"),
        *(
            "without(?: undue| further)? delay",
            "as (?:soon|quickly|early) as (?:is )?(?:possible|practicable|feasible)",
        ),
        *(
            "(?:possible|necessary|appropriate|needed|required|feasible|practicable)$",
            "asap",
            "immediately(?! after| upon)",
            "urgently",
            "urgency",
            "annual(?:ly)?",
            "yearly",
            "monthly",
            "quarterly",
        ),
        *("weekly", "daily", "biannual(?:ly)?", "biennial(?:ly)?", "(?:every|each) [a-z0-9 -]+", "twice a year"),
        *(
            "once (?:a|an|every|each|per) .+",
            "regular(?:ly)?",
            "ongoing",
            "on-going",
            "continuous(?:ly)?",
            "permanent(?:ly)?",
            "about",
        ),
        *("in due (?:course|time)", "short[- ]term", "medium[- ]term", "long[- ]term", "around", "approximately"),
        *(
            "coming",
            "next",
            "tbd",
            "tbc",
            "to be (?:determined|confirmed|decided|agreed)",
            "in the (?:near )?future",
            "until further notice",
        ),
    ),
    school_years=("(?:school|academic|fiscal|financial|budget|marketing) year",),
)
