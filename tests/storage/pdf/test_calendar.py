"""Check that days ahead are written beside their marks on paper."""

from __future__ import annotations

import pytest

import resources
from domain.reports.charts import Axis, Tick
from domain.reports.diagrams import Appointment, Calendar, Lane
from storage.pdf.drawings.calendars import calendar_height, draw_calendar
from storage.pdf.fonts import FontBook
from storage.pdf.pen import Box, Pen
from storage.pdf.styles import scale
from tests.storage.pdf.canvas import Canvas

_EN = scale("en")
DAYS = Calendar(
    (
        Lane(
            "Leases",
            (
                Appointment(38, "8.February"),
                Appointment(41, "11.February"),
                Appointment(60, "2.March"),
                Appointment(89, "31.March"),
            ),
            "ring",
        ),
    ),
    Axis(0, 90, (Tick(0, "January"), Tick(31, "February"), Tick(59, "March"))),
)


def test_words_of_a_day_begin_at_its_mark_and_only_at_the_edge_before_it() -> None:
    fonts = FontBook(resources.path("fonts"))
    pen = Pen(Canvas(), fonts)
    draw_calendar(pen, DAYS, Box(0, 0, 400, calendar_height(DAYS, 400, _EN, fonts)), _EN)
    marks = sorted({x for x, _, _ in pen.canvas.circles})
    starts = {words: x for words, x, _ in pen.canvas.words}
    for mark, words in zip(marks, ("8.February", "11.February", "2.March"), strict=False):
        assert starts[words] == pytest.approx(mark)
    assert starts["31.March"] < marks[3]
    # Words that would print over others stand on another level.
    levels = {words: y for words, _, y in pen.canvas.words}
    assert levels["8.February"] != levels["11.February"]
