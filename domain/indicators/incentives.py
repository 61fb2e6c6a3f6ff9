"""Incentives: what they cost per result, and where two payers support the same firm."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import Figure, Indicator, counted, ratio
from domain.indicators.patents import patents_in_force
from domain.indicators.people import headcount
from domain.indicators.returns import return_projects
from domain.standing.incentives import claw_backs_open, grants, overlaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.units import Quarter


def incentives_granted(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum all incentives that began by the end of a quarter, of all payers."""
    known = grants(records)
    found: list[Figure] = []
    for quarter in quarters:
        made = [each for each in known if each.start <= quarter.last_day]
        amounts = [each.amount_fen for each in made if each.amount_fen is not None]
        found.append(Figure(sum(amounts) if amounts else None, len(amounts), len(made)))
    return tuple(found)


def incentive_per_job(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the incentives to date by the headcount, in fen per head."""
    jobs = headcount(records, quarters)
    return _per(incentives_granted(records, quarters), jobs)


def incentive_per_patent(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the incentives to date by the patents in force, in fen per patent."""
    patents = patents_in_force(records, quarters)
    return _per(incentives_granted(records, quarters), patents)


def incentive_per_return(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the incentives to date by the return projects begun, in fen per project."""
    projects = return_projects(records, quarters)
    return _per(incentives_granted(records, quarters), projects)


def stacked_firms(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the firms that two payers have supported on the same day.

    Source: Hu & Zhang 2024, §3.2.
    """
    known = grants(records)
    firms = [
        len({each.first.firm for each in overlaps(known, quarter.last_day)}) for quarter in quarters
    ]
    return counted(firms, any_record=known)


def stacked_pairs(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the pairs of grants to one firm by different payers that share a day."""
    known = grants(records)
    pairs = [len(overlaps(known, quarter.last_day)) for quarter in quarters]
    return counted(pairs, any_record=known)


def stacked_same_kind(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the firms that two payers have supported for the same purpose at the same time."""
    known = grants(records)
    pairs = [overlaps(known, quarter.last_day) for quarter in quarters]
    firms = [len({each.first.firm for each in found if each.same_kind}) for found in pairs]
    return counted(firms, any_record=known)


def claw_backs(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum the incentives that can still be clawed back after the end of a quarter."""
    known = grants(records)
    found: list[Figure] = []
    for quarter in quarters:
        open_ = claw_backs_open(known, quarter.last_day)
        amounts = [each.amount_fen for each in open_ if each.amount_fen is not None]
        found.append(Figure(sum(amounts) if known else None, len(amounts), len(open_)))
    return tuple(found)


def _per(amounts: Sequence[Figure], results: Sequence[Figure]) -> tuple[Figure, ...]:
    """Divide amounts by results; known and expected are those of the results."""
    return tuple(
        replace(ratio(amount, result, 1), known=result.known, expected=result.expected)
        for amount, result in zip(amounts, results, strict=True)
    )


INDICATORS: Final = (
    Indicator("incentives_granted", "money", "incentives", incentives_granted, cumulative=True),
    Indicator("incentive_per_job", "money_per_head", "incentives", incentive_per_job, "down"),
    Indicator(
        "incentive_per_patent", "money_per_patent", "incentives", incentive_per_patent, "down"
    ),
    Indicator(
        "incentive_per_return", "money_per_project", "incentives", incentive_per_return, "down"
    ),
    Indicator("stacked_firms", "firms", "incentives", stacked_firms, "down", cumulative=True),
    Indicator("stacked_pairs", "pairs", "incentives", stacked_pairs, "down", cumulative=True),
    Indicator(
        "stacked_same_kind", "firms", "incentives", stacked_same_kind, "down", cumulative=True
    ),
    Indicator("claw_backs_open", "money", "incentives", claw_backs),
)
