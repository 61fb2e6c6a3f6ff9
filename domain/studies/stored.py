"""Write an inquiry as plain values that a workbook keeps, and read it again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, cast

from domain.models.given import Range
from domain.studies.inquiry import Inquiry
from domain.studies.study import Said, StudyInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.studies.study import Origin

Plain = dict[str, Any]
_ORIGINS: Final = ("records", "assumed", "override")


def plain_inquiry(inquiry: Inquiry) -> Plain:
    """Return quarter, choices and inputs as JSON takes them; the seed is kept apart."""
    return {
        "quarter": inquiry.quarter,
        "chosen": dict(inquiry.chosen),
        "inputs": [_plain_input(each) for each in inquiry.inputs],
        "originals": [_plain_input(each) for each in inquiry.originals.values()],
    }


def inquiry_from(study: str, seed: int, content: Mapping[str, Any]) -> Inquiry:
    """Read what ``plain_inquiry`` wrote.

    Raises:
        KeyError, TypeError, ValueError: the content was not written by it.
    """
    originals = [_input(each) for each in content["originals"]]
    return Inquiry(
        study,
        str(content["quarter"]),
        {str(name): str(value) for name, value in content["chosen"].items()},
        tuple(_input(each) for each in content["inputs"]),
        {each.name: each for each in originals},
        seed,
    )


def _plain_input(each: StudyInput) -> Plain:
    limits = each.limits
    return {
        "name": each.name,
        "value": each.value,
        "origin": each.origin,
        "source": _plain_said(each.source),
        "unit": each.unit,
        "limits": [
            limits.low if math.isfinite(limits.low) else None,
            limits.high if math.isfinite(limits.high) else None,
            limits.low_open,
            limits.high_open,
        ],
        "choices": list(each.choices),
        "labels": [_plain_said(label) for label in each.labels],
    }


def _input(content: Mapping[str, Any]) -> StudyInput:
    if content["origin"] not in _ORIGINS:
        message = f"an input's origin is one of {_ORIGINS}, not {content['origin']!r}"
        raise ValueError(message)
    low, high, low_open, high_open = content["limits"]
    return StudyInput(
        name=str(content["name"]),
        value=content["value"],
        origin=cast("Origin", content["origin"]),
        source=cast("Said", _said(content["source"])),
        unit=str(content["unit"]),
        limits=Range(
            -math.inf if low is None else low,
            math.inf if high is None else high,
            low_open,
            high_open,
        ),
        choices=tuple(content["choices"]),
        labels=tuple(_label(label) for label in content["labels"]),
    )


def _label(content: object) -> Said | str:
    found = _said(content)
    return found if isinstance(found, Said) else str(found)


def _plain_said(value: object) -> object:
    if isinstance(value, Said):
        values = {name: _plain_said(each) for name, each in value.values.items()}
        return {"said": value.key, "values": values}
    if isinstance(value, list | tuple):
        return [_plain_said(each) for each in value]
    return value


def _said(content: object) -> object:
    if isinstance(content, dict):
        values = {str(name): _said(each) for name, each in content["values"].items()}
        return Said(str(content["said"]), values)
    if isinstance(content, list):
        return [_said(each) for each in content]
    return content
