"""Measure a report of 120 pages on 600 firms: memory, time, how soon it can be stopped.

Run with ``python -m benchmarks.long_report [RUNS]``. The pages hold a table of each firm's last
quarters and 25 charts. Each run is a fresh process. Steps are what the progress is told of: the
longest one is how long a person who stops the printing waits.
"""

from __future__ import annotations

import io
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.make_rows import firm_name
from benchmarks.measure import answer, in_turns, most_mb, print_table, run_fresh, say_goal, start
from benchmarks.report_content import HEADS, make_content
from benchmarks.report_engines import document_of, say_sizes, tree_figure

if TYPE_CHECKING:
    from domain.reports.tree import Document, Table

_MODULE: Final = "benchmarks.long_report"
_RUNS: Final = 3
_FIRMS: Final = 600
_SECTIONS: Final = 30
_ROWS: Final = 5
_MOST_MB: Final = 300
_LEAST_PAGES: Final = 120


def main(runs: int) -> None:
    """Print time, memory and the longest step."""
    replies = in_turns(runs, {"Feidi, storage.pdf.render": partial(run_fresh, _MODULE, "print")})
    say_sizes(replies)
    print_table("The whole report, the engine's loading included", "s", replies, "whole")
    print_table("Longest step between two reports of progress", "s", replies, "step")
    for found in replies.values():
        most, pages = most_mb(found), min(each["pages"] for each in found)
        met = most <= _MOST_MB and pages >= _LEAST_PAGES
        say_goal(f"{_LEAST_PAGES} pages in <= {_MOST_MB} MB ({pages:.0f} in {most:.0f})", met=met)


def _print() -> None:
    from storage.pdf import render

    begun = time.perf_counter()
    told = [begun]
    out = io.BytesIO()
    made = render(_document(), out, lambda _done, _total: told.append(time.perf_counter()))
    ended = time.perf_counter()
    steps = (after - before for before, after in zip(told, [*told[1:], ended], strict=True))
    size = len(out.getvalue()) / 1000
    answer(whole=ended - begun, step=max(steps), pages=made.pages, kilobytes=size)


def _document() -> Document:
    from domain.reports.tree import Section

    figures = [tree_figure(chart) for each in make_content() for chart in each.charts]
    each = _FIRMS // _SECTIONS
    sections = []
    for number in range(_SECTIONS):
        firms = tuple(_table(at) for at in range(number * each, (number + 1) * each))
        chart = tuple(figures[number : number + 1])
        sections.append(Section(f"{number + 1}. ", "企业", (*chart, *firms)))
    return document_of(tuple(sections))


def _table(firm: int) -> Table:
    from domain.reports.tree import Column, Row, Table

    content = make_content(firm)[0].tables[0]
    heads = (Column(HEADS[0], kind="label"), *(Column(head, "right") for head in HEADS[1:]))
    rows = tuple(Row(cells) for cells in content.rows[:_ROWS])
    return Table(f"表{firm + 1}", firm_name(firm), heads, rows)


if __name__ == "__main__":
    start(main, {"print": _print}, _RUNS)
