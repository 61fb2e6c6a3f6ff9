"""Set the equations of a study: what stands lower or higher beside a letter, e.g. x_i, β^t."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.reports.tree import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.reports.tree import RunStyle

_LOWER: Final = re.compile(r"_([A-Za-z]{1,2}(?:,[A-Z0-9])?)(?![A-Za-z])")
_BETWEEN: Final = re.compile(r"([，；;]\s?|,\s|\u202f;\s)")
_SHORT: Final = 46
"""Letters of an equation that half of a page has room for."""

_HIGHER: Final = re.compile(r"\^([^\s(]|\()")


def equations(words: str) -> tuple[Run, ...]:
    """Return equations in runs: ``_i`` and ``_i,0`` lowered, ``^t`` and ``^(…)`` raised.

    A line ends between two equations, not within one, as long as they are no longer than lines.
    """
    found: list[Run] = []
    for number, line in enumerate(words.split("\n")):
        if number:
            found.append(Run("\n"))
        for part in _parts(line):
            whole = len(part) <= _SHORT and not _BETWEEN.fullmatch(part)
            style: RunStyle = "whole" if whole else "plain"
            found += [
                replace(run, style=style) if run.style == "plain" else run for run in _runs(part)
            ]
    return tuple(run for run in found if run.text)


def _parts(line: str) -> Iterator[str]:
    """Yield the equations of a line and what stands between them."""
    equation = ""
    for part in _BETWEEN.split(line):
        if _BETWEEN.fullmatch(part) and equation.count("(") == equation.count(")"):
            yield from (equation, part)
            equation = ""
        else:
            equation += part
    yield equation


def _runs(words: str) -> Iterator[Run]:
    at = 0
    while at < len(words):
        lower, higher = _LOWER.search(words, at), _HIGHER.search(words, at)
        found = min(filter(None, (lower, higher)), key=lambda one: one.start(), default=None)
        if found is None:
            break
        yield Run(words[at : found.start()])
        if found is lower:
            yield Run(found[1], "lowered")
            at = found.end()
        else:
            inside, at = _above(words, found.start() + 1)
            yield Run(inside, "raised")
    yield Run(words[at:])


def _above(words: str, start: int) -> tuple[str, int]:
    """Return what stands above the line from ``start`` on, and where the line goes on."""
    if words[start] != "(":
        return words[start], start + 1
    depth, at = 1, start + 1
    while depth and at < len(words):
        depth += {"(": 1, ")": -1}.get(words[at], 0)
        at += 1
    return words[start + 1 : at - 1], at
