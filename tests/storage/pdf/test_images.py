"""Check the pictures and words read back from a PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from domain.errors import DomainError
from storage.pdf import render
from storage.pdf.images import page_count, page_image, page_png, page_text, properties
from tests.storage.pdf.quarter_2024q4_latin import REPORT_FR

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a printed report of two pages."""
    place = tmp_path / "rapport.pdf"
    render(REPORT_FR, place)
    return place


def test_pages_are_counted_from_a_file_and_from_bytes(file: Path) -> None:
    assert page_count(file) == 2
    assert page_count(file.read_bytes()) == 2


def test_a_page_is_as_large_as_its_scale_says(file: Path) -> None:
    image = page_image(file, 0, 0.5)
    # A4 is 595.28 × 841.89 points.
    assert (image.width, image.height) == (298, 421)
    assert len(image.rgb) == 298 * 421 * 3


def test_a_page_can_be_shown_as_a_black_and_white_printer_gives_it(file: Path) -> None:
    grey = page_image(file, 0, 0.4, greyscale=True).rgb
    assert grey[0::3] == grey[1::3] == grey[2::3]
    colour = page_image(file, 0, 0.4).rgb
    assert colour[0::3] != colour[2::3]


def test_a_page_is_given_as_png(file: Path) -> None:
    picture = Image.open(io.BytesIO(page_png(file, 1, 1.0)))
    assert picture.format == "PNG"
    assert picture.size == (596, 842)


def test_words_of_a_page_are_read_back(file: Path) -> None:
    assert "L’essentiel" in page_text(file, 1)


def test_properties_are_read_back(file: Path) -> None:
    assert properties(file)["Title"] == "Rapport trimestriel de gouvernance, T4 2024"


def test_a_page_that_is_not_there_is_refused(file: Path) -> None:
    for ask in (page_png, page_text):
        with pytest.raises(DomainError) as refused:
            ask(file, 2)
        assert refused.value.values == {"page": 3, "pages": 2}


def test_a_file_that_is_no_pdf_is_refused_with_its_name(tmp_path: Path) -> None:
    place = tmp_path / "notes.pdf"
    place.write_text("no pdf")
    with pytest.raises(DomainError) as refused:
        page_count(place)
    assert refused.value.values["file"] == "notes.pdf"
    with pytest.raises(DomainError):
        page_count(tmp_path / "missing.pdf")
