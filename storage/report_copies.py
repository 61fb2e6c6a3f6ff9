"""Copies of a report for further work: its words for editing, its tables for reckoning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.told import tables_of
from storage.atomic import write_atomically
from storage.reporting import prepare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.reports.tree import Document
    from domain.text import Texts
    from storage.reporting import Order
    from storage.workbook import Workbook


def is_copy(path: Path) -> bool:
    """Tell whether a file's ending asks for a copy, not for the report itself."""
    return path.suffix.casefold() in _WRITERS


def write_copy(
    workbook: Workbook,
    texts: Texts,
    order: Order,
    path: Path,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write a report to ``path`` as its ending says; nothing is recorded as issued.

    Returns:
        The number of sections of a document of words, of tables else.

    Raises:
        DomainError: ``report_quarter_unknown``.
        StorageError: the file cannot be written.
    """
    document, _issue, _known = prepare(workbook, texts, order)
    write = _WRITERS[path.suffix.casefold()]
    content, count = write(document, texts, progress)
    write_atomically(path, content)
    return count


def _words(
    document: Document, texts: Texts, progress: Callable[[int, int], None] | None
) -> tuple[bytes, int]:
    from storage.docx import docx_bytes

    languages = (document.lang, document.second_lang or document.lang)
    notices = {str(lang): texts.say("report_copy.notice", lang) for lang in languages}
    return docx_bytes(document, notices, progress), len(document.sections)


def _sheets(
    document: Document, _texts: Texts, _progress: Callable[[int, int], None] | None
) -> tuple[bytes, int]:
    from storage.files.report_tables import tables_xlsx

    return tables_xlsx(document), len(tables_of(document))


def _lines(
    document: Document, _texts: Texts, _progress: Callable[[int, int], None] | None
) -> tuple[bytes, int]:
    from storage.files.report_tables import tables_csv

    return tables_csv(document), len(tables_of(document))


_WRITERS: Final = {".docx": _words, ".xlsx": _sheets, ".csv": _lines}
"""Ending of a file → what makes its content of a report."""
