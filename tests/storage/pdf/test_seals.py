"""Places for signatures stand side by side, and never alone on a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

import resources
from domain.reports.tree import Paragraph, SealPlace, Section, SignatureBlock
from storage.pdf.blocks import Setting, lay_blocks
from storage.pdf.flow import Spacing
from storage.pdf.fonts import FontBook
from storage.pdf.pages import paginate
from storage.pdf.seals import SealsItem, lay_seals
from storage.pdf.styles import BOTTOM, TEXT_WIDTH, TOP, scale, span
from tests.storage.pdf.quarter_2024q4 import DRAFT

_FONTS = FontBook(resources.path("fonts"))
_SETTING = Setting(scale("zh"), _FONTS)
_LINE = (("日　期", "年　月　日"),)


def _places(count: int, *, seal: str = "") -> tuple[SealPlace, ...]:
    return tuple(SealPlace(f"第{at}方", seal=seal, lines=_LINE) for at in range(count))


@pytest.mark.parametrize(
    ("count", "seal", "rows"),
    [
        (1, "", (1,)),
        (4, "", (4,)),
        (5, "", (3, 2)),
        (7, "", (4, 3)),
        (3, "印", (3,)),
        (4, "印", (2, 2)),
    ],
)
def test_rows_hold_as_many_places_as_one_another(
    count: int, seal: str, rows: tuple[int, ...]
) -> None:
    laid = lay_seals(_places(count, seal=seal), _SETTING.scale, _FONTS, Spacing(12, 12))
    assert tuple(len(row.places) for row in laid) == rows
    assert all(len(row.places) * span(row.columns) <= TEXT_WIDTH for row in laid)
    assert [row.keeps_next for row in laid] == [True] * (len(rows) - 1) + [False]


@pytest.mark.parametrize("lines", range(27, 32))
def test_signatures_stand_on_a_page_with_what_is_signed(lines: int) -> None:
    text = tuple(Paragraph(f"第{at}条") for at in range(lines))
    section = Section("", "", (*text, SignatureBlock(_places(5))))
    *_, last = paginate(replace(DRAFT, sections=(section,)), (_SETTING, _SETTING))
    kinds = [type(placed.item) for placed in last.items]
    assert kinds[-2:] == [SealsItem, SealsItem]
    assert kinds[0] is not SealsItem


def test_a_long_paragraph_over_signatures_leaves_its_end_with_them() -> None:
    words = Paragraph("本纪要自双方签署之日起生效。" * 120)
    alone = lay_blocks((words,), TEXT_WIDTH, _SETTING)
    room = BOTTOM - TOP
    # The paragraph alone ends so far down its page that no signature fits under it.
    assert room - 60 < sum(item.height for item in alone) < room
    section = Section("", "", (words, SignatureBlock(_places(2))))
    pages = paginate(replace(DRAFT, sections=(section,)), (_SETTING, _SETTING))
    first, last = (page for page in pages if not page.cover)
    assert [type(placed.item) is SealsItem for placed in last.items] == [False, True]
    tops = [placed.y for placed in last.items]
    assert all(above < below for above, below in pairwise(tops))
    assert len(first.items) == 1
