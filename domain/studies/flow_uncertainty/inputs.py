"""Take the inputs of the flow study, with a range for each parameter that is not measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, Range
from domain.studies.flow import taking
from domain.studies.flow.assumed import DRAWN, Assumed
from domain.studies.flow.inputs import flow_inputs
from domain.studies.study import Choice, Option, Said, StudyInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records

OUTPUTS: Final = (
    "home_gain",
    "host_gain",
    "others_gain",
    "window_width",
    "stock_end",
    "spread_end",
)
"""What the flow model can be asked for."""

SUBSIDY: Final = Assumed("subsidy_rate", 0.05, NOT_NEGATIVE, 1.0, "ratio")
VARIED: Final = (*DRAWN, SUBSIDY)
"""What is varied: the parameters drawn in the flow study, and the subsidy."""

RANGE: Final = "_range"
_DRAWS: Final = 1000
_USUAL_SAMPLES: Final = 1024
SAMPLES: Final = Range(16, 4096)
"""Points of the design that divides the variance; each takes k + 2 runs for k parameters."""
_MOST_DRAWS: Final = Range(50, 20_000)
_FLOOR: Final = 0.02


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Return what the flow study asks for, and which output is examined.

    Raises:
        NothingToStudy: as the flow study.
    """
    options = tuple(Option(each, Said(f"study.flow_uncertainty.output.{each}")) for each in OUTPUTS)
    return (*taking.choices(records, quarter), Choice("output", options, OUTPUTS[0]))


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the inputs of the flow study, the ranges, and how many runs are made."""
    found = {each.name: each for each in flow_inputs(records, quarter, chosen)}
    ranges = tuple(range_input(each, found[each.name]) for each in VARIED)
    chosen_said = Said("study.source.chosen")
    output = StudyInput("output", chosen["output"], "assumed", chosen_said, choices=OUTPUTS)
    draws = StudyInput("draws", _DRAWS, "assumed", chosen_said, "", _MOST_DRAWS)
    samples = StudyInput("samples", _USUAL_SAMPLES, "assumed", chosen_said, "", SAMPLES)
    del found["draws"]
    return (output, *ranges, draws, samples, *found.values())


def range_input(each: Assumed, known: StudyInput) -> StudyInput:
    """Return the range around a value; a recorded subsidy may also be nil or twice as high."""
    value = float(known.value) if isinstance(known.value, int | float) else each.value
    low, high = each.ends(value)
    if high - low <= 0:
        high = max(low + _FLOOR, 2 * low)
    ends = (Said("study.flow_uncertainty.low"), Said("study.flow_uncertainty.high"))
    key = f"study.flow_uncertainty.source.range{each.told_as}"
    return StudyInput(
        f"{each.name}{RANGE}",
        [low, high],
        "assumed",
        Said(key, {"value": value, "reach": each.reach}),
        each.unit,
        each.limits,
        labels=ends,
    )
