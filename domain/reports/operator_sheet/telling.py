"""Say plainly how an operator did and why, and what is not known of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.reports.quarterly.deviations import assessed, missed_words
from domain.reports.tree import Bullets, Paragraph, Run, TextPanel
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.assessment.operators import Assessment
    from domain.reports.page import Page
    from domain.standing.operators import Assessed
    from domain.units import Quarter

_MOST_LOSSES: Final = 3
_WHOLE_WEIGHT: Final = 100


def told(
    page: Page, now: Assessment, before: Mapping[Quarter, Assessment]
) -> tuple[Paragraph, Paragraph]:
    """Return the verdict with its change, and why it is so."""
    verdict = page.sentences(_verdict(page, now), _change(page, now, before))
    why = page.sentences(_losses(page, now), *(missed_words(page, line) for line in now.missed))
    return Paragraph((Run(verdict, "bold"),)), Paragraph(why or page.say("operator.no_loss"))


def _verdict(page: Page, now: Assessment) -> str:
    quarter = page.fmt.quarter(now.quarter)
    if now.score is None:
        return page.say("operator.verdict.none", quarter=quarter)
    values = {"quarter": quarter, "score": page.fmt.measure(now.score, "score")}
    binding = len(now.binding)
    if now.missed:
        return page.count("operator.verdict.failed", len(now.missed), binding=binding, **values)
    if now.grade == "undecided":
        open_ones = sum(line.actual is None for line in now.binding)
        return page.count("operator.verdict.undecided", open_ones, **values)
    if not binding:
        return page.say("operator.verdict.unbound", **values)
    return page.count("operator.verdict.passed", binding, **values)


def _change(page: Page, now: Assessment, before: Mapping[Quarter, Assessment]) -> str:
    others = (before.get(now.quarter.plus(-steps)) for steps in (1, QUARTERS_PER_YEAR))
    moved = [_moved(now.score, other.score if other else None) for other in others]
    if all(each is None for each in moved):
        return ""
    words = [page.fmt.difference(each, "score") for each in moved]
    return page.say("operator.change", before=words[0], year_ago=words[1])


def _moved(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    return None if now is None or before is None else now - before


def _losses(page: Page, now: Assessment) -> str:
    lost = now.lost()
    if not lost:
        return ""
    items = [
        page.say(
            "operator.loss",
            name=line.name.read_in(page.lang),
            actual=assessed(page, line.actual, line.unit),
            target=assessed(page, line.target, line.unit),
            points=page.fmt.measure(points, "score"),
        )
        for line, points in lost[:_MOST_LOSSES]
    ]
    separator = page.say("operator.loss.separator")
    total = page.fmt.measure(sum((points for _, points in lost), Fraction(0)), "score")
    return page.count("operator.losses", len(lost), total=total, items=separator.join(items))


# ------------------------------------------------------------------------------ what is missing


def missing_panel(
    page: Page, known: Sequence[Assessment], quarters: Sequence[Quarter]
) -> TextPanel:
    """Return what is unknown, what no contract says, and what was remarked of the quarter."""
    now = known[-1]
    lines = [
        *_this_quarter(page, now),
        *_earlier(page, known[:-1]),
        *_contract(page, now),
        *_remarks(page, now),
        page.say("operator.missing.no_estimate"),
    ]
    title = page.say("operator.missing", first=page.fmt.quarter(max(quarters[0], known[0].quarter)))
    return TextPanel("", title, (Bullets(tuple(lines)),))


def _named(page: Page, lines: Sequence[Assessed]) -> str:
    return page.listed(line.name.read_in(page.lang) for line in lines)


def _this_quarter(page: Page, now: Assessment) -> Iterator[str]:
    if not now.unknown:
        yield page.say("operator.missing.whole", quarter=page.fmt.quarter(now.quarter))
    else:
        yield page.say(
            "operator.missing.now",
            quarter=page.fmt.quarter(now.quarter),
            names=_named(page, now.unknown),
        )


def _earlier(page: Page, known: Sequence[Assessment]) -> Iterator[str]:
    for each in known:
        quarter = page.fmt.quarter(each.quarter)
        if each.unknown and len(each.unknown) == len(each.lines):
            yield page.say("operator.missing.quarter", quarter=quarter)
        elif each.unknown:
            names = _named(page, each.unknown)
            yield page.say("operator.missing.earlier", quarter=quarter, names=names)


def _contract(page: Page, now: Assessment) -> Iterator[str]:
    silent = [line for line in now.binding if not line.consequence.known]
    if silent:
        yield page.say("operator.missing.consequence", names=_named(page, silent))
    free = [line for line in now.lines if line.threshold is None]
    if free:
        yield page.say("operator.missing.threshold", names=_named(page, free))
    untold = [line for line in now.lines if line.target is None]
    if untold:
        yield page.say("operator.missing.target", names=_named(page, untold))
    total = sum(line.weight for line in now.lines)
    if total != _WHOLE_WEIGHT:
        yield page.say("operator.missing.weights", total=page.fmt.integer(total))


def _remarks(page: Page, now: Assessment) -> Iterator[str]:
    rows = page.records.select(
        Query(
            "operator_score",
            columns=("indicator", "remark"),
            where=(Condition("quarter", "=", str(now.quarter)), Condition("remark", "known")),
        )
    )
    remarks = {text(row, "indicator"): text(row, "remark") for row in rows}
    for line in now.lines:
        if remark := remarks.get(line.record, ""):
            yield page.say(
                "operator.missing.remark", name=line.name.read_in(page.lang), remark=remark
            )
