"""What every report writes with: records, words, numbers in a row."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from domain.formatting import Formatter
from domain.indicators.families import INDICATORS
from domain.indicators.wording import name as indicator_name
from domain.recorded import usual_wording
from domain.reports.names import names_of
from domain.reports.period import Period, period_name
from domain.reports.tree import Run
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from domain.indicators.definition import Figure
    from domain.measures import Amount
    from domain.records import Records
    from domain.reports.names import Names
    from domain.reports.tree import Language, Text
    from domain.text import Texts
    from domain.units import Quarter

UNKNOWN = "—"

Density: TypeAlias = Literal["key", "airy", "normal", "compact", "tight"]
_DENSER: Final[dict[Density, Density]] = {
    "key": "airy",
    "airy": "normal",
    "normal": "compact",
    "compact": "tight",
    "tight": "tight",
}


@dataclass(frozen=True, slots=True)
class Page:
    """The hand that writes a report in one language.

    Attributes:
        quarter: the last one that is told of.
        tables, figures: numbers of the tables and figures to come.
        period: the quarters that are told of.
        halved: the report stands beside its twin, so that tables keep their narrow columns only.
    """

    records: Records
    texts: Texts
    lang: Language
    quarter: Quarter
    fmt: Formatter
    names: Names
    tables: Iterator[int]
    figures: Iterator[int]
    period: Period
    halved: bool = False

    @property
    def edition(self) -> str:
        """Under which name the words of the whole report stand: ``quarterly`` or ``annual``."""
        return "annual" if self.period.annual else "quarterly"

    def of_period(self, key: str) -> str:
        """Return the key of words as they are told of a year where the report covers one.

        Words that say nothing of a quarter serve both.
        """
        annual = f"report.{key}.annual"
        return f"{key}.annual" if self.period.annual and self.texts.has(annual) else key

    def period_name(self) -> str:
        """Return the quarter, or the year as far as it is told: 2024年度."""
        return period_name(self.texts, self.lang, self.period)

    @property
    def day(self) -> date:
        """Last day of the quarter, on which everything stands as told."""
        return self.quarter.last_day

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the area ``report.``."""
        return self.texts.say(f"report.{key}", self.lang, **values)

    def choice(self, name: str, value: str) -> str:
        """Return the word of a choice, ``—`` when none is recorded."""
        return self.texts.say(f"choice.{name}.{value}", self.lang) if value else UNKNOWN

    def recorded(self, words: str) -> str:
        """Return a recorded reason, in the page's language where it is a usual one."""
        return usual_wording(self.texts, words, self.lang)

    def table(self) -> str:
        """Return the sign of the next table: 表3."""
        return self.texts.say("pdf.table", self.lang, number=next(self.tables))

    def figure(self) -> str:
        """Return the sign of the next figure: 图3."""
        return self.texts.say("pdf.figure", self.lang, number=next(self.figures))

    def listed(self, items: Iterable[str]) -> str:
        """Return an enumeration as the language writes it."""
        known = [each for each in items if each]
        if len(known) < 2:  # noqa: PLR2004 - one item is no enumeration
            return "".join(known)
        head = self.say("list.comma").join(known[:-1])
        return self.say("list.last", head=head, last=known[-1])

    def sentences(self, *each: str) -> str:
        """Put whole sentences one after the other, leaving out empty ones."""
        return ("" if self.lang == "zh" else " ").join(part for part in each if part)

    def indicator(self, key: str) -> str:
        """Return the short name of an indicator."""
        return indicator_name(self.texts, self.lang, key, short=True)

    def shown(self, key: str, value: Amount | None) -> str:
        """Return a value of an indicator with its unit, as within a sentence."""
        indicator = INDICATORS[key]
        if indicator.is_share:
            return self.fmt.percent(value)
        if indicator.unit == "money":
            return self.fmt.told_money(value, indicator.decimals)
        return self.fmt.with_unit(value, indicator.unit, indicator.decimals)

    def dense(self, density: Density) -> Density:
        """Return how densely a table is set: Latin words take more lines, so its rows less room."""
        if self.lang == "zh":
            return density
        return _DENSER[density]

    def size(self, ratio: int | Fraction) -> str:
        """Return the size of a relative change, as within a sentence: 8.9%."""
        return self.fmt.percent(abs(Fraction(ratio)) * WHOLE_BP)

    def points(self, amount: Amount) -> Text:
        """Return a change of a share with its unit, which is set small: +3.6 百分点."""
        number = self.fmt.signed(self.fmt.share(amount))
        return (Run(number), Run(self.say("summary.points"), "small"))

    def known(self, figure: Figure) -> str | None:
        """Return how many answers of those asked for are known, nothing where nobody is asked."""
        return self.fmt.counts(figure.known, figure.expected) if figure.expected else None

    def as_of(self) -> str:
        """Return the day on which the figures stand: 截至2024年12月31日."""
        return self.say("as_of", date=self.fmt.date(self.day))

    def money(self, fen: Amount | None) -> str:
        """Return an amount of money with its unit, as within a sentence."""
        return self.fmt.told_money(fen)

    def count(self, key: str, count: int, **values: object) -> str:
        """Return a sentence about a whole number, in its plural form."""
        return self.say(key, count=count, number=self.fmt.integer(count), **values)


def page_of(
    records: Records,
    texts: Texts,
    lang: Language,
    quarter: Quarter,
    counters: Sequence[Iterator[int]],
    period: Period | None = None,
) -> Page:
    """Return the hand that writes the report of a quarter, or of a period that ends with it."""
    return Page(
        records,
        texts,
        lang,
        quarter,
        Formatter(lang, texts),
        names_of(records, texts, lang),
        counters[0],
        counters[1],
        period or Period(quarter),
    )
