"""Take the pipeline's inputs from the records: moves, durations, what returned firms produce."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from domain.models.given import AT_LEAST_ONE, NOT_NEGATIVE, OPEN_UNIT, POSITIVE, UNIT, Range
from domain.models.operations import answer
from domain.records import Query
from domain.standing.durations import stays
from domain.standing.rows import text, whole_of
from domain.studies.naming import names
from domain.studies.pipeline.paths import (
    ENDS,
    FUNNELS,
    STAGES,
    Path,
    begun,
    home_starts,
    moves_of,
    of_trajectory,
    paths,
)
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records
    from domain.studies.study import StudyInput

TAKE: Final = Intake("pipeline")
AGES: Final = (4, 8)
RAMP_QUARTERS: Final = 4
_HORIZON: Final = 12
_DRAWS: Final = 2000


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the trajectories of which at least one firm is on its way."""
    last = Quarter.parse(quarter)
    known = [each for each in STAGES if begun(records, each, last)]
    if not known:
        raise TAKE.nothing("firm")
    options = tuple(Option(each, Said(f"study.pipeline.trajectory.{each}")) for each in known)
    return (Choice("trajectory", options, known[0]),)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the inputs of a trajectory at the end of a quarter."""
    trajectory = chosen.get("trajectory", "I")
    last = Quarter.parse(quarter)
    known = paths(records, trajectory, last)
    if not known:
        raise TAKE.nothing("firm")
    return (
        *_moves(records, trajectory, known, quarter),
        *_durations(records, trajectory, known, quarter),
        *_funnel(records, trajectory, last),
        *_production(records, trajectory, last),
        TAKE.assumed("prior", 1.0, limits=POSITIVE),
        TAKE.assumed("level", 0.95, unit="ratio", limits=OPEN_UNIT),
        TAKE.assumed("horizon_quarters", _HORIZON, unit="quarters", limits=Range(1, 40)),
        TAKE.assumed("draws", _DRAWS, limits=Range(100, 100_000)),
    )


def _stage_names(stages: Sequence[str]) -> tuple[Said, ...]:
    return tuple(Said(f"choice.stage.{each}") for each in stages)


def _end_names(ends: Sequence[str]) -> tuple[Said, ...]:
    return tuple(Said(f"study.pipeline.end.{each}") for each in ends)


def _moves(
    records: Records, trajectory: str, known: Sequence[Path], quarter: str
) -> tuple[StudyInput, ...]:
    stages, ends = STAGES[trajectory], ENDS[trajectory]
    counted = _counted(known, trajectory, ())
    aged = _counted(known, trajectory, AGES)
    standing = [sum(each.stages[-1] == stage for each in known) for stage in stages]
    ended = [sum(each.stages[-1] == end for each in known) for end in ends]
    told = {"count": len(known), "quarter": quarter}
    moves = TAKE.source(f"counts.{trajectory}", left_out=_left_out(records), **told)
    labels = _stage_names(stages)
    bins = [each for label in labels for each in _ages_of(label)]
    here = TAKE.source("firms", **told)
    return (
        TAKE.recorded("counts", counted, moves, limits=NOT_NEGATIVE, labels=labels),
        TAKE.recorded(
            "counts_by_age", aged, TAKE.source("aged", **told), limits=NOT_NEGATIVE, labels=bins
        ),
        TAKE.assumed("allowed", _allowed(counted), limits=UNIT, labels=labels),
        TAKE.recorded("firms", standing, here, unit="firms", labels=labels),
        TAKE.recorded("ended", ended, moves, unit="firms", labels=_end_names(ends)),
    )


def _ages_of(stage: Said) -> list[Said]:
    """Name the bins of time spent at a stage."""
    starts = (0, *AGES)
    return [
        *(
            Said("study.pipeline.aged", {"stage": stage, "first": first, "last": after - 1})
            for first, after in pairwise(starts)
        ),
        Said("study.pipeline.aged.open", {"stage": stage, "first": starts[-1]}),
    ]


def _left_out(records: Records) -> int:
    """Count the firms whose trajectory is not recorded."""
    rows = records.select(Query("firm", columns=("trajectory",)))
    return sum(row["trajectory"] is None for row in rows)


def _counted(known: Sequence[Path], trajectory: str, ages: Sequence[int]) -> list[list[int]]:
    given = [
        {"firm": each.firm, "quarter": each.entered.plus(at).index, "stage": stage}
        for each in known
        for at, stage in enumerate(each.stages)
    ]
    found = answer(
        "pipeline.count_moves",
        {
            "records": given,
            "transient_stages": list(STAGES[trajectory]),
            "absorbing_stages": list(ENDS[trajectory]),
            "age_limits": list(ages),
        },
    )
    counts: list[list[int]] = found["counts"]  # type: ignore[assignment]
    return counts


def _allowed(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return which moves may happen: forward, to an end, and those that were seen."""
    return [
        [int(at >= row or bool(count)) for at, count in enumerate(counts[row])]
        for row in range(len(counts))
    ]


def _durations(
    records: Records, trajectory: str, known: Sequence[Path], quarter: str
) -> tuple[StudyInput, ...]:
    ends, numbers = ENDS[trajectory], of_trajectory(records, trajectory)
    firms = names(records, "firm", "number")
    labels = [
        Said("study.pipeline.firm", {"number": numbers[each.firm], "name": firms[each.firm]})
        for each in known
    ]
    cause = [ends.index(each.stages[-1]) + 1 if each.stages[-1] in ends else 0 for each in known]
    told = {"count": len(known), "open": cause.count(0), "quarter": quarter}
    since = TAKE.source(f"duration.{trajectory}", **told)
    spent = [each.duration for each in known]
    return (
        TAKE.recorded(
            "duration", spent, since, unit="quarters", limits=NOT_NEGATIVE, labels=labels
        ),
        TAKE.recorded(
            "cause", cause, TAKE.source("cause", **told), limits=Range(0, len(ends)), labels=labels
        ),
    )


def _funnel(records: Records, trajectory: str, last: Quarter) -> tuple[StudyInput, ...]:
    stages = FUNNELS[trajectory]
    known = stays(moves_of(records, trajectory), last.last_day, stages)
    labels = _stage_names(stages)
    spent = [
        [None if (part := each.quartile(at)) is None else float(part) for at in (1, 2, 3)]
        for each in known
    ]
    source = TAKE.source("funnel", quarter=str(last))
    reached, now = [each.reached for each in known], [each.present for each in known]
    return (
        TAKE.recorded("reached", reached, source, unit="firms", labels=labels),
        TAKE.recorded("standing", now, source, unit="firms", labels=labels),
        TAKE.recorded("days_spent", spent, source, labels=labels),
    )


@dataclass(frozen=True, slots=True)
class _Home:
    """What firms that returned produce at home.

    Attributes:
        full: full output of each firm per quarter in fen, the start-up taken out.
        output, tax: sums over the quarters in which both are known, in fen.
        unknown: figures of output that are not known.
    """

    full: tuple[float, ...]
    output: int
    tax: int
    unknown: int


def _production(records: Records, trajectory: str, last: Quarter) -> tuple[StudyInput, ...]:
    """Return the output of returned firms; trajectory II has none, its firms produced before."""
    home = _home(records, last) if trajectory == "I" else _Home((), 0, 0, 0)
    logs = [math.log(each) for each in home.full]
    nothing = TAKE.source(f"output.none.{trajectory}")
    told = {"count": len(logs), "unknown": home.unknown, "quarter": str(last)}
    made = TAKE.source("output", **told) if logs else nothing
    rate = home.tax / home.output if home.output else None
    taxed = nothing if rate is None else TAKE.source("tax_rate", quarter=str(last))
    return (
        TAKE.recorded("output_log_mean", statistics.fmean(logs) if logs else None, made),
        TAKE.recorded("output_log_sd", statistics.pstdev(logs) if logs else None, made),
        TAKE.assumed("ramp_quarters", RAMP_QUARTERS, unit="quarters", limits=AT_LEAST_ONE),
        TAKE.recorded("tax_rate", rate, taxed, unit="ratio", limits=UNIT),
    )


def _home(records: Records, last: Quarter) -> _Home:
    """Read what projects at home reported up to a quarter."""
    starts = home_starts(records)
    sums: dict[str, dict[Quarter, int]] = {}
    output, tax, unknown = 0, 0, 0
    columns = ("project.firm", "quarter", "output_fen", "tax_fen")
    for row in records.select(Query("return_quarter", columns=columns)):
        firm, quarter = text(row, "project.firm"), Quarter.parse(text(row, "quarter"))
        if firm not in starts or not Quarter.of(starts[firm]) <= quarter <= last:
            continue
        made, paid = whole_of(row, "output_fen"), whole_of(row, "tax_fen")
        if made is None:
            unknown += 1
            continue
        mine = sums.setdefault(firm, {})
        mine[quarter] = mine.get(quarter, 0) + made
        if paid is not None:
            output, tax = output + made, tax + paid
    full = [_full(mine, Quarter.of(starts[firm])) for firm, mine in sums.items()]
    return _Home(tuple(each for each in full if each > 0), output, tax, unknown)


def _full(made: Mapping[Quarter, int], start: Quarter) -> float:
    """Return a firm's full output: the mean of its last four known quarters, scaled for start-up.

    In quarter τ after the return a firm makes 1 − e^(−τ/4) of its full output.
    """
    recent = sorted(quarter for quarter in made if quarter > start)[-4:]
    scaled = [
        made[quarter] / -math.expm1(-(quarter.index - start.index) / RAMP_QUARTERS)
        for quarter in recent
    ]
    return statistics.fmean(scaled) if scaled else 0.0
