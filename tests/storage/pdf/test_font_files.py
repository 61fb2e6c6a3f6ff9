"""A font that is read table by table holds what reportlab finds in it number by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from resources import path as resource
from storage.pdf.font_files import FontFile, QuickFont

if TYPE_CHECKING:
    from pathlib import Path

FONTS = sorted(resource("fonts").glob("*.ttf"))
READ = ("charToGlyph", "charWidths", "defaultWidth", "glyphPos", "bbox", "ascent")


def test_there_are_fonts_to_read() -> None:
    assert len(FONTS) == 10


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.stem)
def test_a_face_holds_the_same_characters_widths_and_outlines(file: Path) -> None:
    quick, usual = FontFile(str(file)), TTFontFace(str(file))
    for name in READ:
        assert getattr(quick, name) == getattr(usual, name), name
    assert [quick.hmetrics[glyph] for glyph in range(usual.numGlyphs)] == usual.hmetrics
    # What has no advance is not printed at all.
    assert quick.charWidths.keys() == quick.charToGlyph.keys()
    text = [ord(each) for each in "治理季报 Quarterly 2024 ·"]
    known = [each for each in text if each in usual.charToGlyph]
    assert quick.makeSubset(known) == usual.makeSubset(known)


@pytest.mark.parametrize("kept", [200, 60_000])
def test_a_torn_font_is_refused(tmp_path: Path, kept: int) -> None:
    file = tmp_path / "torn.ttf"
    file.write_bytes(FONTS[0].read_bytes()[:kept])
    with pytest.raises(TTFError):
        QuickFont("torn", str(file))
