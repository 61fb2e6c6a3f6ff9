"""Print the indicators of a quarter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cli.session import DONE, open_workbook
from domain.errors import DomainError
from domain.formatting import Formatter
from domain.indicators.families import INDICATORS
from domain.indicators.reading import change, readings
from domain.indicators.wording import change_text, definition, figure_text, name, source
from domain.units import QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from cli.session import Session
    from domain.indicators.definition import Figure

_WANTED = QUARTERS_PER_YEAR + 1


def indicators(session: Session, asked: argparse.Namespace) -> int:
    """Print every indicator of a quarter, as a table or as JSON with exact values."""
    quarter = Quarter.parse(asked.quarter)
    with open_workbook(asked, read_only=True) as workbook:
        if not workbook.find("quarter", quarter=str(quarter)):
            raise DomainError("report_quarter_unknown", value=str(quarter))
        figures = readings(workbook, tuple(INDICATORS), quarter, _WANTED)
    formatter = Formatter(asked.lang or session.lang, session.texts)
    if asked.json:
        answer = {"quarter": str(quarter), "indicators": _exact(figures, formatter)}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        _print_table(figures, formatter)
    return DONE


def _exact(
    figures: Mapping[str, tuple[Figure, ...]], formatter: Formatter
) -> list[dict[str, object]]:
    """Return each indicator with its value in recorded units: fen, basis points, hundredths."""
    texts, lang = formatter.texts, formatter.lang
    listed: list[dict[str, object]] = []
    for key, series in figures.items():
        each, figure = INDICATORS[key], series[-1]
        value = figure.value
        whole = value is None or value == int(value)
        listed.append(
            {
                "key": key,
                "name": name(texts, lang, key),
                "group": each.group,
                "unit": each.unit,
                "direction": each.direction,
                "value": value if value is None else int(value) if whole else float(value),
                "known": figure.known,
                "expected": figure.expected,
                "shown": figure_text(formatter, each, figure),
                "shown_unit": formatter.unit(each.unit),
                "definition": definition(texts, lang, key),
                "source": source(texts, lang, key),
            }
        )
    return listed


def _print_table(figures: Mapping[str, tuple[Figure, ...]], formatter: Formatter) -> None:
    for key, series in figures.items():
        each = INDICATORS[key]
        cells = (
            figure_text(formatter, each, series[-1]),
            formatter.unit(each.unit),
            change_text(formatter, each, change(each, series[-1], series[-2])),
            change_text(formatter, each, change(each, series[-1], series[0])),
        )
        print("\t".join((name(formatter.texts, formatter.lang, key), *cells)))
