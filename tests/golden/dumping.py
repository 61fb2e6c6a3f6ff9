"""Write a report's tree and the words of its pages as lines that a person can read and compare."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2

from domain.reports.sources import NOT_PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from dataclasses import Field

    from domain.reports.tree import Document

_INDENT = "  "
# Ids and digests are others in every workbook.
_OWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\b[0-9a-f]{64}\b|:[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:\s+[0-9a-f]{8})+\b"
)


def tree_lines(document: Document) -> Iterator[str]:
    """Yield the tree: a line for each part and for each of its values that is not the usual one.

    What is not printed, as the records behind a cell, is left out. Numbers of charts are written
    to six figures, so that machines that round the last bit otherwise agree.
    """
    yield from (_OWN.sub("…", line) for line in _lines(document, ""))


def page_lines(data: bytes) -> Iterator[str]:
    """Yield the words of a file page by page, as a reader would copy them."""
    pdf = pypdfium2.PdfDocument(data)
    for number, page in enumerate(pdf, start=1):
        yield f"== {number}"
        text = _OWN.sub("…", page.get_textpage().get_text_range())
        yield from (line.strip() for line in text.splitlines() if line.strip())


def _lines(value: object, indent: str) -> Iterator[str]:
    if not is_dataclass(value) or isinstance(value, type):
        yield f"{indent}{_plain(value)}"
        return
    yield f"{indent}{type(value).__name__}"
    for each in fields(value):
        if NOT_PRINTED.items() <= each.metadata.items():
            continue
        held = getattr(value, each.name)
        if not _usual(held, each):
            yield from _field(each.name, held, indent + _INDENT)


def _field(name: str, held: object, indent: str) -> Iterator[str]:
    if isinstance(held, tuple) and any(map(_is_part, held)):
        yield f"{indent}{name}:"
        for one in held:
            yield from _lines(one, indent + _INDENT)
    elif _is_part(held):
        yield f"{indent}{name}:"
        yield from _lines(held, indent + _INDENT)
    else:
        yield f"{indent}{name}: {_plain(held)}"


def _is_part(value: object) -> bool:
    if isinstance(value, tuple):
        return any(map(_is_part, value))
    return is_dataclass(value) and not isinstance(value, type)


def _usual(held: object, each: Field[Any]) -> bool:
    return each.default is not MISSING and held == each.default


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_plain, value)) + ")"
    return repr(str(value)) if isinstance(value, str) else str(value)
