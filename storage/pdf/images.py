"""Read a PDF back: its pages as pictures for the preview, its text, its properties."""

from __future__ import annotations

import io
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels: width and height, three bytes (red, green, blue) each, row by row."""

    width: int
    height: int
    rgb: bytes


# The PDF reader keeps global state: two threads in it at once would corrupt each other.
_ONE_AT_A_TIME: Final = threading.Lock()


@contextmanager
def _opened(source: Path | bytes) -> Iterator[Any]:
    with _ONE_AT_A_TIME, _pdf(source) as pdf:
        yield pdf


@contextmanager
def _pdf(source: Path | bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(source)
    except FileNotFoundError as error:
        # It says so of a folder too.
        there = not isinstance(source, bytes) and source.exists()
        key = "pdf.unreadable" if there else "file_missing"
        raise DomainError(key, file=str(source)) from error
    except (pypdfium2.PdfiumError, OSError) as error:
        name = "—" if isinstance(source, bytes) else source.name
        raise DomainError("pdf.unreadable", file=name) from error
    try:
        yield pdf
    finally:
        pdf.close()


def page_count(source: Path | bytes) -> int:
    """Return the number of pages of a file or of its bytes."""
    with _opened(source) as pdf:
        return len(pdf)


def page_image(
    source: Path | bytes, page: int, scale: float = 1.0, *, greyscale: bool = False
) -> PageImage:
    """Return page `page` (from 0) as pixels; `scale` 1 gives 72 pixels an inch.

    `greyscale` shows what a black-and-white printer gives, still as three bytes a pixel.
    Raises `DomainError` when the file has no such page.
    """
    picture = _picture(source, page, scale, greyscale=greyscale).convert("RGB")
    return PageImage(picture.width, picture.height, picture.tobytes())


def page_png(
    source: Path | bytes, page: int, scale: float = 1.0, *, greyscale: bool = False
) -> bytes:
    """Return page `page` (from 0) as a PNG file; `scale` 1 gives 72 pixels an inch."""
    stream = io.BytesIO()
    _picture(source, page, scale, greyscale=greyscale).save(stream, format="PNG")
    return stream.getvalue()


def _picture(source: Path | bytes, page: int, scale: float, *, greyscale: bool) -> Any:  # noqa: ANN401 - an image of the imaging library
    with _opened(source) as pdf:
        if not 0 <= page < len(pdf):
            raise DomainError("pdf.no_such_page", page=page + 1, pages=len(pdf))
        bitmap = pdf[page].render(scale=scale, grayscale=greyscale)
        return bitmap.to_pil().copy()


def page_text(source: Path | bytes, page: int) -> str:
    """Return the text of page `page` (from 0) in the order it was drawn."""
    with _opened(source) as pdf:
        if not 0 <= page < len(pdf):
            raise DomainError("pdf.no_such_page", page=page + 1, pages=len(pdf))
        return str(pdf[page].get_textpage().get_text_range())


def outline(source: Path | bytes) -> list[tuple[str, int, int]]:
    """Return the entries of the outline: words, page (from 0), depth (from 0)."""
    with _opened(source) as pdf:
        return [
            (str(entry.get_title()), int(entry.get_dest().get_index()), int(entry.level))
            for entry in pdf.get_toc()
        ]


def properties(source: Path | bytes) -> dict[str, str]:
    """Return the file's properties, e.g. Title, Author, Keywords (with the digest)."""
    with _opened(source) as pdf:
        return dict(pdf.get_metadata_dict(skip_empty=True))
