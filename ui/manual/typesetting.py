"""Set a page of the manual: from Markdown to a document in the theme's type and colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from ui.manual.keys import keys_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextFragment

    from ui.theme.appearance import Appearance

_HEADINGS: Final = {1: 20, 2: 16, 3: 14}
_LINE: Final = 22.0
_ABOVE: Final = {1: 0.0, 2: 16.0, 3: 8.0}
_INDENT_PX: Final = 20
_MARK_PX: Final = 10
_CODE: Final = re.compile(r"`([^`]+)`")


def set_page(
    document: QTextDocument, markdown: str, lang: str, look: Appearance, current: str = ""
) -> None:
    """Fill a document with a page, its keys named as on the keyboards of a language.

    A list that holds only links is set as plain lines; ``current`` is where the one leads that
    is followed already.
    """
    document.setDefaultFont(look.font())
    document.setIndentWidth(_INDENT_PX)
    document.setMarkdown(_CODE.sub(lambda found: f"`{keys_in(lang, found[1])}`", markdown))
    for block in _blocks(document):
        pieces = _fragments(block)
        leads = _leads(block, pieces)
        _dress_block(block)
        _dress_mark(block, look)
        for piece in pieces:
            cursor = QTextCursor(document)
            cursor.setPosition(piece.position())
            end = piece.position() + piece.length()
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            level = block.blockFormat().headingLevel()
            shape = _dress(piece.charFormat(), level, look)
            if leads:
                shape.setFontUnderline(False)
            if current and piece.charFormat().anchorHref() == current:
                shape.setFont(look.font(14, strong=True))
                shape.setForeground(look.colour("text"))
            cursor.setCharFormat(shape)


def _leads(block: QTextBlock, pieces: list[QTextFragment]) -> bool:
    """Tell whether a row of a list is nothing but a link; if so, take it out of the list."""
    rows = block.textList()
    if rows is None or not all(piece.charFormat().isAnchor() for piece in pieces):
        return False
    rows.remove(block)
    shape = QTextBlockFormat()
    shape.setIndent(0)
    QTextCursor(block).mergeBlockFormat(shape)
    return True


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    pieces, at = [], block.begin()
    while not at.atEnd():
        pieces.append(at.fragment())
        at += 1
    return pieces


def _dress_block(block: QTextBlock) -> None:
    shape = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    shape.setTopMargin(_ABOVE.get(level, 0.0))
    shape.setBottomMargin(4.0 if block.textList() or level else 8.0)
    height = _HEADINGS.get(level, 0) + 8.0 if level else _LINE
    shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    QTextCursor(block).mergeBlockFormat(shape)


def _dress_mark(block: QTextBlock, look: Appearance) -> None:
    """Make the mark before a row of a list without numbers small and quiet."""
    rows = block.textList()
    if rows is not None and rows.format().style() == QTextListFormat.Style.ListDisc:
        shape, font = QTextCharFormat(), QFont(look.font(12))
        font.setPixelSize(_MARK_PX)
        shape.setFont(font)
        shape.setForeground(look.colour("text_note"))
        QTextCursor(block).setBlockCharFormat(shape)


def _dress(given: QTextCharFormat, level: int, look: Appearance) -> QTextCharFormat:
    shape = QTextCharFormat(given)
    key, link = given.fontFixedPitch(), given.isAnchor()
    strong = bool(level) or key or given.fontWeight() >= QFont.Weight.Bold
    # The importer makes headings larger by a step of its own, which outdoes any size.
    shape.clearProperty(QTextFormat.Property.FontSizeAdjustment)
    shape.setFont(look.font(12 if key else _HEADINGS.get(level, 14), strong=strong))
    shape.setForeground(look.colour("accent" if link else "text"))
    shape.setFontUnderline(link)
    if key:
        shape.setFontFixedPitch(False)
        shape.setBackground(look.colour("sunken"))
    return shape
