"""The structured files that the import takes: agreements and joint meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.documents import agreement, meeting
from domain.imports.documents.dossier import Dossier
from domain.imports.documents.part import Part

if TYPE_CHECKING:
    from domain.imports.book import Book
    from domain.imports.outcome import SheetOutcome
    from domain.imports.sheet import Document

DOCUMENT_KINDS: Final = (agreement.KEY, meeting.KEY)

Take = Callable[[], "SheetOutcome | None"]
Order = tuple[int, str, int]
"""Rank among all files, day and number of a meeting: an earlier one is taken first."""

# The parties of an agreement come before all else, its rules after the resolutions.
_PARTIES, _MEETINGS, _AGREEMENTS = 1, 4, 6


def document_jobs(book: Book, document: Document, kind: str) -> list[tuple[Order, Take]]:
    """Return the steps in which a structured file is taken, none when it is no such file."""
    content = document.content
    if not isinstance(content, Mapping) or not all(isinstance(key, str) for key in content):
        return []
    part = Part(content)
    if agreement.is_agreement(part) and kind in ("", agreement.KEY):
        return [
            ((_PARTIES, "", 0), lambda: _parties_first(book, document, part)),
            (
                (_AGREEMENTS, "", 0),
                lambda: _taken(book, document, agreement.KEY, part, agreement.take_agreement),
            ),
        ]
    if meeting.is_meeting(part) and kind in ("", meeting.KEY):
        order = (_MEETINGS, str(content["date"]), 0)
        return [(order, lambda: _taken(book, document, meeting.KEY, part, meeting.take_meeting))]
    return []


def _parties_first(book: Book, document: Document, part: Part) -> None:
    """Take the parties; what is wrong with them is told when the agreement is taken."""
    try:
        agreement.take_parties(Dossier(book, document.file, agreement.KEY), part)
    except DomainError:
        book.undo()
    else:
        book.settle()


def _taken(
    book: Book,
    document: Document,
    kind: str,
    part: Part,
    take: Callable[[Dossier, Part], None],
) -> SheetOutcome:
    dossier = Dossier(book, document.file, kind)
    try:
        take(dossier, part)
    except DomainError as error:
        dossier.refuse("", error)
    return dossier.outcome()
