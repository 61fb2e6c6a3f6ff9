"""Find tables, charts and words in a report's tree."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from domain.reports.tree import Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.reports.tree import Document, Section

Kind = TypeVar("Kind")


def plain(cell: object) -> str:
    """Return the words of a cell without their styles; empty for what is drawn."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, tuple):
        return "".join(run.text for run in cell if isinstance(run, Run))
    return ""


def every(value: object, kind: type[Kind]) -> Iterator[Kind]:
    """Yield everything of a kind in a tree, in the order in which it is printed."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for part in value:
            yield from every(part, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from every(getattr(value, one.name), kind)


def section(document: Document, title: str) -> Section:
    """Return the section with a title."""
    return next(each for each in document.sections if each.title == title)


def table(document: Document, title: str) -> dict[str, tuple[str, ...]]:
    """Return a table as first cell → all other cells, in words."""
    found = next(each for each in every(document, Table) if each.title == title)
    return {plain(row.cells[0]).strip(): tuple(map(plain, row.cells[1:])) for row in found.rows}


def words(document: Document) -> str:
    """Return every word of a report's sections, one string a line."""
    return "\n".join(every(document.sections, str))


def chart(document: Document | Section, kind: type[Any]) -> Any:  # noqa: ANN401 - any of the charts
    """Return the first chart of a kind."""
    return next(every(document, kind))
