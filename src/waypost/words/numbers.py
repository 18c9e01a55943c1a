"""Numbers, money and dates as a reader of one language writes them.

Thousands are parted by a narrow no-break space in every language (look 6); the decimal mark is the language's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import get_currency_name, get_currency_symbol, get_decimal_symbol

from waypost.words.catalogue import RIGHT_TO_LEFT

THIN: Final = "\u202f"
NO_BREAK: Final = "\u00a0"
LEAD, END = "\u2066", "\u2069"
"""Between these signs without width a number keeps its own signs in their places among letters from right to left."""
LOCALES: Final = {"en": "en_GB", "fr": "fr_FR", "de": "de_DE", "ar": "ar"}
"""Arabic is that of no one country: digits 0 to 9 and the names of months that are understood everywhere."""
MILLION: Final = Decimal(1_000_000)
DAY_FORMS: Final = {"": "d MMMM y", "short": "d MMM y", "day": "d MMMM"}
GERMAN_DAY_FORMS: Final = {"": "d. MMMM y", "short": "d. MMM y", "day": "d. MMMM"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How one language writes numbers and dates."""

    language: str

    @property
    def locale(self) -> Locale:
        """The locale of the language's dates and lists."""
        return _locale(self.language)

    def decimal(self, value: Decimal | int, places: int | None = None) -> str:
        """A number with thin spaces in thousands; `places` rounds half to even, None keeps what it has."""
        exact = Decimal(value)
        if places is not None:
            exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
        else:
            exact = exact.normalize() if exact != exact.to_integral_value() else exact.to_integral_value()
        sign, digits = ("−", f"{-exact:f}") if exact < 0 else ("", f"{exact:f}")
        whole, _, rest = digits.partition(".")
        groups = f"{int(whole):,}".replace(",", THIN)
        figure = f"{sign}{groups}{get_decimal_symbol(self.locale) + rest if rest else ''}"
        return f"{LEAD}{figure}{END}" if sign and self.language in RIGHT_TO_LEFT else figure

    def per_cent(self, share: Decimal) -> str:
        """A share as whole per cent; between 0 and 1 never rounded to either."""
        hundredths = (share * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
        if 0 < share < 1:
            hundredths = min(max(hundredths, Decimal(1)), Decimal(99))
        figure = self.decimal(hundredths)
        return f"{LEAD}{figure}%{END}" if self.language in RIGHT_TO_LEFT else f"{figure}{NO_BREAK}%"

    def millions(self, amount: Decimal) -> str:
        """An amount in millions for a table: whole, one decimal only below ten (look 6, money cell)."""
        millions = amount / MILLION
        if millions == 0:
            return "0"
        if abs(millions) < 10 and millions != millions.to_integral_value():
            places = next((p for p in (1, 2, 3) if round(abs(millions), p) > 0), 3)
            return self.decimal(millions, places)
        return self.decimal(millions, 0)

    def currency(self, code: str) -> str:
        """A currency as the language writes it: €, or the code where there is no common sign; Arabic its name."""
        if self.language in RIGHT_TO_LEFT:
            return str(get_currency_name(code, locale=self.locale))
        sign = get_currency_symbol(code, self.locale) if code == "EUR" else code
        return str(sign)

    def day(self, day: date, form: str = "") -> str:
        """A day: `` 21 March 2024, `short` 21 Mar 2024, `day` 21 March, `month` March 2024, `mon` Mar, `year`."""
        return _day(self.language, day, form)

    def moment(self, at: datetime, form: str = "") -> str:
        """A recorded moment: the day, and the time in UTC unless it is midnight."""
        day = self.day(at.date(), form)
        comma = "،" if self.language in RIGHT_TO_LEFT else ","
        return day if (at.hour, at.minute, at.second) == (0, 0, 0) else f"{day}{comma} {at:%H:%M}{NO_BREAK}UTC"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES[language])


@lru_cache(maxsize=4096)
def _day(language: str, day: date, form: str) -> str:
    """The same few days stand in a brief a hundred times."""
    locale = _locale(language)
    if form == "iso":
        return f"{LEAD}{day.isoformat()}{END}" if language in RIGHT_TO_LEFT else day.isoformat()
    if form == "month":
        return str(format_skeleton("yMMMM", day, locale=locale))
    if form == "mon":
        return str(format_skeleton("MMM", day, locale=locale))
    if form == "year":
        return str(day.year)
    forms = GERMAN_DAY_FORMS if language == "de" else DAY_FORMS
    words = str(format_date(day, forms[form], locale=locale))
    if language == "fr" and day.day == 1:
        words = words.replace("1 ", "1er ", 1)
    # A short date stands in a narrow column, where it would break before its year.
    return words.replace(" ", NO_BREAK, 3 if form == "short" else 1)
