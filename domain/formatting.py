"""Write figures, days and quarters as a civil servant of each language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from domain.measures import exactly, measure_of, needed_decimals, shown_steps, unit_of, unit_of_kind
from domain.numeral import Numeral, with_plus, with_unit
from domain.records import Kind
from domain.text import plural_form
from domain.units import FEN_PER_WAN, MONTHS_PER_QUARTER, Quarter

if TYPE_CHECKING:
    from datetime import tzinfo
    from fractions import Fraction

    from domain.measures import Amount
    from domain.records import Field, Value
    from domain.text import Texts

UNKNOWN: Final = "—"
MINUS: Final = "\u2212"
NARROW_BLANK: Final = "\u202f"

Day: TypeAlias = "str | date | None"
DateStyle = Literal["long", "medium", "day", "numeric", "numeric_day", "month", "month_short"]
_BP_PER_WHOLE: Final = 10_000
_FEN_PER_YI: Final = 10_000 * FEN_PER_WAN
_FEN_PER_MILLION: Final = 100 * FEN_PER_WAN
_LARGE_HUNDREDTHS_OF_WAN: Final = 100 * 10_000
"""From 10,000 万元 on, as they are written, a sentence tells money in a greater unit."""
_TENTHS_PER_THOUSAND: Final = 10 * 1_000
_PERCENT: Final = "%"
_TYPED_PLURAL: Final = re.compile(r"(?<=\w)\((s|x|es)\)")
_PLAIN_TEXTS: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.REFERENCE, Kind.JSON, Kind.TIME})


def typed_unit(unit: str, lang: str, value: Amount | None = None) -> str:
    """Return a unit that somebody typed, ``project(s)``, as it stands beside a number.

    Without a number it stands for itself, in a heading or on an axis.
    """
    several = value is None or plural_form(lang, float(exactly(value))) == "other"
    return _TYPED_PLURAL.sub(r"\1" if several else "", unit)


@dataclass(frozen=True, slots=True)
class Formatter:
    """Write values in a language; what is unknown is always ``—``.

    Amounts are given in the unit in which they are recorded (fen, basis points, hundredths of
    m² and of mu, half days) and may be exact fractions of it. Halves are rounded away from zero.

    Attributes:
        lang: ``zh``, ``fr`` or ``en``.
        texts: catalogue with the areas ``format.`` and ``unit.``.
    """

    lang: str
    texts: Texts

    # ------------------------------------------------------------------------------- numbers

    def number(self, value: Amount | None, decimals: int = 0) -> str:
        """Write a number with its thousands set apart."""
        if value is None:
            return UNKNOWN
        return self._written(shown_steps(value, 1, decimals), decimals)

    def _written(self, whole: int, decimals: int) -> str:
        """Write a number of steps of the last decimal."""
        digits = f"{abs(whole):0{decimals + 1}d}"
        split = len(digits) - decimals
        grouped = f"{int(digits[:split]):,}"
        part = digits[split:]
        if self.lang == "fr":
            grouped = grouped.replace(",", NARROW_BLANK)
        mark = "," if self.lang == "fr" else "."
        text = f"{grouped}{mark}{part}" if part else grouped
        return Numeral(f"{MINUS}{text}" if whole < 0 else text, whole, decimals)

    def integer(self, value: Amount | None) -> str:
        """Write a whole number, ``41,974``."""
        return self.number(value)

    def signed(self, text: str) -> str:
        """Put a plus before a written number that is above zero."""
        return with_plus(text)

    def _beside(self, key: str, number: str, **values: object) -> str:
        return with_unit(number, self.texts.say(key, self.lang, number=number, **values))

    def measure(self, value: Amount | None, unit: str, decimals: int | None = None) -> str:
        """Write an amount in the unit in which it is shown, without that unit.

        Args:
            value: amount in recorded units, e.g. fen.
            unit: name below ``unit.``, e.g. ``money`` or ``yuan_per_m2``.
            decimals: other than the usual ones of the unit.
        """
        if value is None:
            return UNKNOWN
        known = measure_of(unit)
        divisor, usual, _ = known.in_language(self.lang)
        if known.sparing:
            usual = needed_decimals(value, usual)
        places = usual if decimals is None else decimals
        return self._written(shown_steps(value, divisor, places), places)

    def plotted(self, value: Amount | None, unit: str) -> float | None:
        """Return an amount in the unit in which it is shown, for the axis of a chart."""
        if value is None:
            return None
        divisor, _, _ = measure_of(unit).in_language(self.lang)
        return float(exactly(value) / divisor)

    def unit(self, unit: str) -> str:
        """Name a unit beside a figure or in a narrow head: ``万元``, ``k¥``; empty for none."""
        key = f"unit.{unit}"
        return self.texts.say(key, self.lang) if unit and self.texts.has(key) else ""

    def counted(self, unit: str, value: Amount, shown: str) -> str:
        """Name a unit beside the amount that it counts: ``−1 firm``, ``2 firms``.

        Args:
            unit: key of the unit.
            value: the amount as it is kept.
            shown: the same as it is written; English counts 1.0 as several.
        """
        key = f"unit.{unit}.one"
        if not self.texts.has(key) or (self.lang == "en" and "." in shown):
            return self.unit(unit)
        divisor, _, _ = measure_of(unit).in_language(self.lang)
        one = plural_form(self.lang, float(exactly(value) / divisor)) == "one"
        return self.texts.say(key, self.lang) if one else self.unit(unit)

    def unit_heading(self, unit: str) -> str:
        """Name a unit that stands for itself: ``万元``, ``milliers de yuans``, ``CNY thousand``."""
        key = f"unit.{unit}.heading"
        return self.texts.say(key, self.lang) if self.texts.has(key) else self.unit(unit)

    def with_unit(self, value: Amount | None, unit: str, decimals: int | None = None) -> str:
        """Write an amount with its unit, as within a sentence: ``288.64万元``, ``2 886,4 k¥``."""
        text = self.measure(value, unit, decimals)
        label = "" if value is None else self.counted(unit, value, text)
        if not label:
            return text
        if label == _PERCENT:
            return self._beside("format.percent", text)
        return self._beside("format.with_unit", text, unit=label)

    # --------------------------------------------------------------------- money and shares

    def money(self, fen: Amount | None, decimals: int | None = None) -> str:
        """Write money in 万元 (two decimals) or in thousand yuan (one decimal)."""
        return self.measure(fen, "money", decimals)

    def told_money(self, fen: Amount | None, decimals: int | None = None) -> str:
        """Write money as within a sentence: from 100 million yuan on in a greater unit.

        ``3.86亿元``; ``385,9 millions de yuans``, from a thousand of them on ``1,55 milliard``.
        Less than that is written as :meth:`with_unit` writes it.

        Args:
            fen: the amount.
            decimals: of an amount that is not large, other than the usual ones.
        """
        if fen is None or abs(shown_steps(fen, FEN_PER_WAN, 2)) < _LARGE_HUNDREDTHS_OF_WAN:
            return self.with_unit(fen, "money", decimals)
        size, divisor, places = "large", _FEN_PER_YI, 2
        if self.lang != "zh":
            divisor, places = _FEN_PER_MILLION, 1
            if abs(shown_steps(fen, divisor, places)) >= _TENTHS_PER_THOUSAND:
                size, divisor, places = "largest", 1_000 * _FEN_PER_MILLION, 2
        steps = shown_steps(fen, divisor, places)
        return self.texts.say(
            f"format.money.{size}",
            self.lang,
            number=self._written(steps, places),
            count=abs(steps) / 10**places,
        )

    def yuan(self, fen: Amount | None) -> str:
        """Write money in yuan, to the fen."""
        return self.measure(fen, "yuan")

    def share(self, bp: Amount | None, decimals: int = 1) -> str:
        """Write a share in percent without the sign, for a column headed ``%``."""
        return self.measure(bp, "share", decimals)

    def percent(self, bp: Amount | None, decimals: int = 1) -> str:
        """Write a share with its sign: ``75.5%``, ``75,5 %``."""
        if bp is None:
            return UNKNOWN
        return self._beside("format.percent", self.share(bp, decimals))

    def relative(self, ratio: Amount | None, decimals: int = 1) -> str:
        """Write a relative change with its sign, −0.089 as ``−8.9%``."""
        if ratio is None:
            return UNKNOWN
        number = self.signed(self.share(exactly(ratio) * _BP_PER_WHOLE, decimals))
        return self._beside("format.percent", number)

    def points(self, bp: Amount | None, decimals: int = 1) -> str:
        """Write the difference of two shares: ``+3.6 百分点``, ``+3,6 pt``, ``+3.6 pp``."""
        if bp is None:
            return UNKNOWN
        number = self.signed(self.share(bp, decimals))
        return self._beside("format.points", number)

    def points_in_text(self, bp: Amount, decimals: int = 1) -> str:
        """Write the size of a difference of shares within a sentence: ``2.8个百分点``."""
        distance = abs(exactly(bp))
        number = self.share(distance, decimals)
        return self.texts.say(
            "format.points_in_text", self.lang, number=number, count=float(distance / 100)
        )

    def difference(self, value: Amount | None, unit: str, decimals: int | None = None) -> str:
        """Write an absolute change with its sign, in the unit shown: ``+134``, ``−5.7``."""
        return self.signed(self.measure(value, unit, decimals))

    # ------------------------------------------------------------------ areas, land and days

    def area(self, hundredths: Amount | None, decimals: int = 1) -> str:
        """Write an area in square metres."""
        return self.measure(hundredths, "area", decimals)

    def land(self, hundredths: Amount | None) -> str:
        """Write land or quota in mu."""
        return self.measure(hundredths, "land")

    def days(self, halves: Amount | None) -> str:
        """Write person-days that are kept in halves."""
        return self.measure(halves, "half_days")

    def counts(self, known: int, expected: int) -> str:
        """Write how many of those asked have answered: ``48/54``."""
        return f"{self.integer(known)}/{self.integer(expected)}"

    def span(self, first: str, last: str) -> str:
        """Join the ends of a range: ``38至43``, ``38 à 43``, ``38 to 43``."""
        return self.texts.say("format.span", self.lang, first=first, last=last)

    # ------------------------------------------------------------------------------ the time

    def date(self, day: Day, style: DateStyle = "long") -> str:
        """Write a day, or the month it lies in.

        Styles: ``long`` 2026年9月30日 / 30 septembre 2026; ``medium`` the same with a short
        month; ``day`` without the year; ``numeric`` 2026-09-30 / 30/09/2026; ``numeric_day``
        09-30 / 30/09; ``month`` 2026年9月 / septembre 2026; ``month_short``.
        """
        if not day:
            return UNKNOWN
        known = date.fromisoformat(day) if isinstance(day, str) else day
        number = "1er" if self.lang == "fr" and known.day == 1 else str(known.day)
        return self.texts.say(
            f"format.date.{style}",
            self.lang,
            year=known.year,
            month=known.month,
            month2=f"{known.month:02d}",
            day=number,
            day2=f"{known.day:02d}",
            name=self.texts.say(f"format.month.{known.month}", self.lang),
            short=self.texts.say(f"format.month.{known.month}.short", self.lang),
        )

    def term(self, first: Day, last: Day, style: DateStyle = "long") -> str:
        """Write from which day to which: ``du 1er mars 2022 au 31 mai 2022``; without end since."""
        if not last:
            return self.texts.say("format.term.open", self.lang, first=self.date(first, style))
        ends = {"first": self.date(first, style), "last": self.date(last, style)}
        return self.texts.say("format.term", self.lang, **ends)

    def moment(self, instant: str | None, zone: tzinfo = UTC) -> str:
        """Write an instant as a day in figures and a time, in the reader's time zone."""
        if not instant:
            return UNKNOWN
        known = datetime.fromisoformat(instant)
        if known.tzinfo is None:
            known = known.replace(tzinfo=UTC)
        local = known.astimezone(zone)
        return f"{self.date(local.date(), 'numeric')} {local:%H:%M}"

    def quarter(self, quarter: Quarter | str | None, *, short: bool = False) -> str:
        """Write a quarter: ``2024年第4季度``, ``T4 2024``, ``2024Q4``; short without the year."""
        if not quarter:
            return UNKNOWN
        known = Quarter.parse(quarter) if isinstance(quarter, str) else quarter
        key = "format.quarter.short" if short else "format.quarter"
        return self.texts.say(
            key,
            self.lang,
            year=known.year,
            number=known.number,
            last_month=known.number * MONTHS_PER_QUARTER,
        )

    # -------------------------------------------------------------------------------- fields

    def value(self, field: Field, value: Value) -> str:
        """Write the value of a field for reading, without its unit.

        A reference is written as given: the caller looks its label up.
        """
        if value is None or value == "" or isinstance(value, bytes):
            return UNKNOWN
        if isinstance(value, str):
            return self._text(field, value)
        if field.kind is Kind.FLAG:
            return self.texts.say("format.yes" if value else "format.no", self.lang)
        if field.kind is Kind.INTEGER and field.name.endswith("year"):
            return str(value)
        return self.measure(value, unit_of(field))

    def _text(self, field: Field, value: str) -> str:
        if field.kind in _PLAIN_TEXTS:
            return value
        if field.kind is Kind.DATE:
            return self.date(value, "numeric")
        if field.kind is Kind.MOMENT:
            return self.moment(value)
        if field.kind is Kind.QUARTER:
            return self.quarter(value)
        if field.choices is not None:
            return self.texts.say(f"choice.{field.choices.name}.{value}", self.lang)
        return value

    def typed(self, kind: Kind, value: Value) -> str:
        """Write a value as one would type it: every digit kept, no unit, empty when unknown.

        Reading the text with the parser of typed values gives the value back.
        """
        if value is None or isinstance(value, bytes):
            return ""
        if isinstance(value, str):
            if kind is Kind.DATE:
                return self.date(value, "numeric")
            return self.quarter(value) if kind is Kind.QUARTER else value
        if kind is Kind.FLAG:
            return self.texts.say("format.yes" if value else "format.no", self.lang)
        if kind is Kind.NUMBER:
            return self._plain(exactly(value))
        unit = unit_of_kind(kind)
        divisor, _, _ = measure_of(unit).in_language(self.lang)
        return self._plain(exactly(value) / divisor)

    def _plain(self, value: Fraction) -> str:
        """Write a terminating decimal with as many decimals as it needs."""
        decimals = 0
        while (value * 10**decimals).denominator != 1:
            decimals += 1
        separator = NARROW_BLANK if self.lang == "fr" else ","
        return self.number(value, decimals).replace(separator, "").replace(MINUS, "-")
