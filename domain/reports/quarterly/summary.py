"""The summary: a verdict with its reasons, eight key figures, deviations, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.assessment.deviations import deviations
from domain.assessment.light import light
from domain.called import Called
from domain.indicators.families import INDICATORS
from domain.indicators.reading import change, readings
from domain.indicators.wording import change_text, figure_text
from domain.numeral import with_unit
from domain.records import Condition, Query
from domain.reports.quarterly.decisions import decisions
from domain.reports.quarterly.deviations import MARKS, told
from domain.reports.tree import (
    Column,
    DecisionBox,
    Heading,
    NumberedDeviation,
    Paragraph,
    Row,
    Run,
    Section,
    Sparkline,
    Table,
    TrafficLight,
)
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.assessment.deviations import Deviation
    from domain.assessment.light import Light, Reason
    from domain.indicators.definition import Figure
    from domain.reports.page import Page
    from domain.reports.tree import Block, LightState, Text

KEYS: Final = (
    "revenue",
    "rd_spending",
    "tax_total",
    "headcount",
    "firms_in_incubation",
    "occupancy",
    "return_output",
    "local_retained",
)
"""The eight key figures, in the order in which they are printed."""

REPORTED: Final = ("revenue", "rd_spending", "tax_total", "headcount", "return_output")
"""Those of them that firms and projects report each quarter."""

QUARTERS: Final = 20
STEADY: Final = frozenset({"green", "amber"})
"""Lights beside which a park is said to run steadily."""

_RELATIVE_COUNTS: Final = frozenset({"headcount"})
_UNDECIDED_WAIT: Final = ("tabled", "deferred")


def build(page: Page) -> Section:
    """Return the summary; it exists in every report."""
    series = readings(page.records, KEYS, page.quarter, QUARTERS)
    verdict = light(page.records, page.quarter)
    found = deviations(page.records, page.quarter)
    fell = [told(page, each) for each in found]
    silent = not any(_compared(each) for each in series.values())
    none_fell = page.say("summary.not_compared" if silent else "summary.no_deviation")
    none_asked = page.say("decision.none")
    return Section(
        "",
        page.say("part.summary"),
        (_table(page, series, found), *explained(page, fell, none_fell, none_asked)),
        finding=_finding(page, verdict, found, series),
        light=verdict_of(page, verdict),
    )


def explained(
    page: Page, fell: Sequence[tuple[str, str]], none_fell: str, none_asked: str
) -> list[Block]:
    """Return what fell and why, numbered, then what is to be decided, or that there is nothing.

    Args:
        fell: the lead sentence and the rest of each deviation.
        none_fell: said where nothing fell.
        none_asked: said where nothing is to be decided.
    """
    blocks: list[Block] = [Heading(page.say("summary.deviations"))]
    marks = MARKS[page.lang]
    blocks += [NumberedDeviation(marks[at], *each) for at, each in enumerate(fell)]
    if not fell:
        blocks.append(Paragraph(none_fell))
    asked = decisions(page)
    box = DecisionBox(page.say("summary.decisions"), asked) if asked else Paragraph(none_asked)
    return [*blocks, box]


# ---------------------------------------------------------------------------------- the table


def _table(page: Page, series: Mapping[str, Sequence[Figure]], found: Sequence[Deviation]) -> Table:
    first = min((_first_known(each) for each in series.values()), default=0)
    year = page.quarter.plus(first - QUARTERS + 1).year
    # Beside a twin there is no room for the lines.
    notes = [page.say("summary.note.halved" if page.halved else "summary.note")]
    if series["local_retained"][-1].value is not None:
        notes.append(page.say("summary.note.retained"))
    notes += told_missing(page, [key for key in KEYS if series[key][-1].value is None])
    marks = _marks(page, found)
    return Table(
        page.table(),
        page.say("summary.table"),
        columns=_columns(page, year),
        rows=tuple(_row(page, key, series[key], marks.get(key, "")) for key in KEYS),
        unit=page.say("summary.table.unit"),
        note=page.sentences(*notes),
        density=page.dense("key"),
    )


def told_missing(page: Page, keys: Sequence[str]) -> list[str]:
    """Return the sentence that says of which key figures nothing is known, none if of none."""
    if not keys:
        return []
    names = page.listed(page.indicator(key) for key in keys)
    return [page.say("summary.note.missing", indicators=names)]


def _columns(page: Page, year: int) -> tuple[Column, ...]:
    steps = {"now": 0, "before": -1, "year_ago": -QUARTERS_PER_YEAR}
    # Chinese says which quarter it is in words, French and English by its number.
    heads = {
        name: page.say(f"summary.column.{name}")
        if page.lang == "zh"
        else page.fmt.quarter(page.quarter.plus(step))
        for name, step in steps.items()
    }
    return (
        Column(page.say("summary.column.indicator"), kind="label", weight=2),
        Column(page.say("summary.column.unit"), kind="muted", weight=0),
        Column(heads["now"], "right", kind="key", weight=0.8),
        Column(heads["before"], "right", weight=0.8, narrow=False),
        Column(heads["year_ago"], "right", weight=0.8, narrow=False),
        Column(page.say("summary.column.change"), "right"),
        Column(page.say("summary.column.yearly"), "right"),
        Column(page.say("summary.column.since", year=year), "right", weight=0, narrow=False),
        Column(page.say("summary.column.known"), "right", weight=0.3, narrow=False),
    )


def _first_known(figures: Sequence[Figure]) -> int:
    known = [at for at, figure in enumerate(figures) if figure.value is not None]
    return known[0] if known else len(figures) - 1


def _marks(page: Page, found: Sequence[Deviation]) -> dict[str, str]:
    marks = {each.key: MARKS[page.lang][at] for at, each in enumerate(found)}
    # What is retained of a tax lacks the same reports as the tax itself.
    gap = any(each.key == "tax_total" and each.cause == "reporting_gap" for each in found)
    return {**marks, "local_retained": marks["tax_total"]} if gap else marks


def marked(name: str, mark: str) -> Text:
    """Return the name of an indicator with the mark of what is explained below the table."""
    return (Run(f"{name} "), Run(mark, "mark")) if mark else name


def _row(page: Page, key: str, figures: Sequence[Figure], mark: str) -> Row:
    indicator = INDICATORS[key]
    now, before, year_ago = figures[-1], figures[-2], figures[-1 - QUARTERS_PER_YEAR]
    values = tuple(page.fmt.plotted(figure.value, indicator.unit) for figure in figures)
    return Row(
        (
            marked(page.indicator(key), mark),
            page.fmt.unit(indicator.unit),
            figure_text(page.fmt, indicator, now),
            figure_text(page.fmt, indicator, before),
            figure_text(page.fmt, indicator, year_ago),
            _change(page, key, now, before),
            _change(page, key, now, year_ago),
            Sparkline(
                values,
                None if now.value is None else len(values) - 1,
                None if year_ago.value is None else len(values) - 1 - QUARTERS_PER_YEAR,
            ),
            page.known(now),
        )
    )


def _change(page: Page, key: str, now: Figure, before: Figure) -> Text:
    indicator = INDICATORS[key]
    moved = change(indicator, now, before, relative=key in _RELATIVE_COUNTS)
    if moved.amount is None:
        return page.fmt.relative(None)
    if moved.kind == "points":
        return page.points(moved.amount)
    if moved.kind == "absolute":
        number = page.fmt.difference(moved.amount, indicator.unit)
        unit = page.fmt.counted(indicator.unit, moved.amount, number)
        return with_unit(number, page.say("summary.change.count", number=number, unit=unit))
    return change_text(page.fmt, indicator, moved)


# --------------------------------------------------------------------------- verdict, finding


def reasons_of(page: Page, verdict: Light) -> str:
    """Return what set a light, empty when nothing did."""
    told_reasons = [_reason(page, each) for each in verdict.reasons]
    return page.say("summary.reasons.separator").join(told_reasons)


def shown_state(verdict: Light) -> LightState:
    """Return the state of a light as it is drawn; one that is undecided shines in no colour."""
    return "none" if verdict.state == "undecided" else verdict.state


def verdict_of(page: Page, verdict: Light) -> TrafficLight:
    """Return a light as it stands beside the finding."""
    state = shown_state(verdict)
    word = page.texts.say(f"pdf.light.{state}", page.lang)
    reasons = reasons_of(page, verdict)
    if not reasons:
        return TrafficLight(state, word, page.say("summary.reasons.none"))
    key = "summary.reasons.no_red" if state == "amber" else "summary.reasons"
    return TrafficLight(state, word, page.say(key, reasons=reasons))


def _reason(page: Page, reason: Reason) -> str:
    values = {
        name: each.read_in(page.lang) if isinstance(each, Called) else each
        for name, each in reason.values.items()
    }
    if "party" in values:
        values["party"] = page.names.party_short(str(values["party"]))
    if isinstance(days := values.get("days"), int):
        values["days"] = page.fmt.integer(days)
    if reason.values.get("expected") == 0:
        return page.say("summary.reason.nothing_asked")
    return page.say(f"summary.reason.{reason.key}", **values)


def _finding(
    page: Page,
    verdict: Light,
    found: Sequence[Deviation],
    series: Mapping[str, Sequence[Figure]],
) -> str:
    state = shown_state(verdict)
    # Nobody can say that a park runs steadily who knows no earlier figure of it.
    alone = state in STEADY and not any(_compared(series[key]) for key in REPORTED)
    worse = [each for each in verdict.reasons if each.key == "party_worse_off"]
    parties = page.listed(page.names.party_short(str(each.values["party"])) for each in worse)
    return page.sentences(
        page.say(f"summary.finding.{'alone' if alone else state}"),
        page.say("summary.finding.worse_off", party=parties) if worse else "",
        _revenue(page, series["revenue"]),
        _tax(page, found),
        _quorum(page),
    )


def _compared(figures: Sequence[Figure]) -> bool:
    """Tell whether a figure is known now, and last quarter or a year ago."""
    now, before, year_ago = (figures[at].value for at in (-1, -2, -1 - QUARTERS_PER_YEAR))
    return now is not None and not (before is None and year_ago is None)


def _revenue(page: Page, figures: Sequence[Figure]) -> str:
    now, year_ago = figures[-1], figures[-1 - QUARTERS_PER_YEAR]
    if now.value is None:
        return ""
    amount = page.money(now.value)
    earlier = [figure.value for figure in figures[:-1] if figure.value is not None]
    if len(earlier) >= QUARTERS_PER_YEAR and now.value > max(earlier):
        return page.say("summary.finding.revenue.record", amount=amount)
    moved = change(INDICATORS["revenue"], now, year_ago)
    if not moved.amount:
        return ""
    key = "summary.finding.revenue.up" if moved.amount > 0 else "summary.finding.revenue.down"
    ratio = page.size(moved.amount)
    return page.say(key, amount=amount, change=ratio)


def _tax(page: Page, found: Sequence[Deviation]) -> str:
    tax = next((each for each in found if each.key == "tax_total"), None)
    if tax is None or tax.change.amount is None:
        return ""
    ratio = page.size(tax.change.amount)
    if tax.cause != "reporting_gap":
        return page.say("summary.finding.tax.fall", change=ratio)
    gap = tax.gaps[0]
    field = page.texts.say(f"field.firm_quarter.{gap.field}", page.lang)
    return page.count("summary.finding.tax.gap", len(gap.missing), change=ratio, tax=field)


def _quorum(page: Page) -> str:
    first, last = page.quarter.first_day.isoformat(), page.day.isoformat()
    meetings = page.records.select(
        Query(
            "meeting",
            columns=("number",),
            where=(
                Condition("date", ">=", first),
                Condition("date", "<=", last),
                Condition("quorum_met", "=", 0),
            ),
            order=("-date",),
        )
    )
    if not meetings:
        return ""
    waiting = page.records.count(
        Query(
            "resolution",
            where=(
                Condition("meeting", "=", meetings[0]["id"]),
                Condition("state", "in", _UNDECIDED_WAIT),
            ),
        )
    )
    return page.count("summary.finding.quorum", waiting, meeting=meetings[0]["number"])
