"""Check the report's tree: its words with their places, its axes."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.reports.axes import nice_step, value_axis, years_axis
from domain.reports.charts import Axis
from domain.reports.diagrams import Appointment, Calendar, Lane
from domain.reports.tree import (
    Column,
    Document,
    Figure,
    NumberedDeviation,
    Row,
    Run,
    Section,
    Table,
)
from domain.reports.words import words_of
from domain.units import Quarter


def _document(*blocks: object) -> Document:
    section = Section("一、", "摘要", tuple(blocks))  # type: ignore[arg-type]
    return Document(
        kind="quarterly",
        lang="zh",
        title="季报",
        park="园区",
        quarter="2024年第4季度",
        revision="第1版",
        issued="2025年1月20日",
        head_left="左",
        head_right="右",
        page_words="第 {page} 页，共 {pages} 页",
        sections=(section,),
    )


def test_every_word_of_a_table_comes_with_the_place_it_stands_in() -> None:
    table = Table("表1", "指标", (Column("名称"),), (Row(((Run("税收"), Run("①", "mark")),)),))
    found = {words: place for place, words in words_of(_document(table))}
    assert "表1 指标" in found["税收"]
    assert "一、 摘要" in found["税收"]
    assert "①" in found


def test_how_something_is_drawn_is_no_word() -> None:
    lane = Lane("会议", (Appointment(3, "催报"),), mark="triangle")
    figure = Figure("图1", "日程", Calendar((lane,), Axis(0, 90)))
    table = Table("表1", "指标", (Column("名称", "right", kind="muted"),), ())
    words = {words for _, words in words_of(_document(figure, table))}
    assert words.isdisjoint({"triangle", "right", "muted", "normal", "zh", "quarterly"})
    assert "催报" in words


def test_the_mark_of_a_deviation_is_a_word() -> None:
    block = NumberedDeviation("③", "未达底线。", "引进企业2家。")
    assert "③" in {words for _, words in words_of(_document(block))}


def test_a_document_is_a_draft_only_with_a_watermark() -> None:
    closed = _document()
    assert not closed.draft
    assert dataclasses.replace(closed, watermark="草案").draft


@pytest.mark.parametrize(
    ("span", "count", "step"),
    [(1944, 4, 500), (10, 5, 2), (0.3, 3, 0.1), (7, 4, 2), (100, 4, 25)],
)
def test_steps_of_an_axis_are_round(span: float, count: int, step: float) -> None:
    assert nice_step(span, count) == pytest.approx(step)


def test_an_axis_without_span_is_refused() -> None:
    with pytest.raises(ValueError, match="positive span"):
        nice_step(0, 4)


@given(
    low=some.floats(-1e6, 1e6),
    high=some.floats(-1e6, 1e6),
    from_zero=some.booleans(),
)
def test_an_axis_holds_its_values(low: float, high: float, *, from_zero: bool) -> None:
    low, high = sorted((low, high))
    axis = value_axis(low, high, str, from_zero=from_zero)
    slack = 1e-6 * max(abs(low), abs(high), 1)
    assert axis.low <= low + slack
    assert axis.high >= high - slack
    assert axis.low < axis.high
    if from_zero:
        assert axis.low <= 0 <= axis.high


def test_ticks_of_an_axis_are_said_in_the_reports_words() -> None:
    axis = value_axis(0, 1944, lambda value: f"{value:,.0f}")
    assert [tick.label for tick in axis.ticks] == ["0", "500", "1,000", "1,500", "2,000"]


def test_an_axis_over_quarters_names_the_years_that_begin_within_it() -> None:
    twenty = [Quarter(2019, 4).plus(step) for step in range(20)]
    axis = years_axis(twenty)
    assert [tick.label for tick in axis.ticks] == ["2020", "2021", "2022", "2023", "2024"]
    assert all(axis.low <= tick.at <= axis.high for tick in axis.ticks)
    within = years_axis([Quarter(2024, 2), Quarter(2024, 3)])
    assert [(tick.label, within.share(tick.at)) for tick in within.ticks] == [("2024", 0.0)]
