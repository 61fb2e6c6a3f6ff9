"""Say what the tour shows: screen by screen, each with something to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the tour.

    Attributes:
        key: its texts are ``tour.<key>`` and ``tour.<key>.text``.
        page: screen that is opened.
        target: object name of the widget that is pointed at.
    """

    key: str
    page: str
    target: str


STEPS: Final = (
    Step("home", "home", "home.verdict"),
    Step("entry", "quarter_entry", "quarter_entry.grid"),
    Step("quarter", "quarter", "quarter.standing"),
    Step("firms", "firm", "firm.table"),
    Step("pipeline", "pipeline", "pipeline.incubating"),
    Step("meetings", "meeting", "meeting.calendar"),
    Step("settlement", "settlement", "settlement.steps"),
    Step("models", "models", "models.card.flow"),
    Step("report", "reports", "reports.export"),
    Step("next_steps", "home", "header.search"),
)
"""The stops in order; the last says what to do next."""
