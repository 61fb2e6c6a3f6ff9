"""The facts under a sheet's title stay in their columns and can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

import resources
from domain.reports.tree import Fact, Masthead
from storage.pdf.blocks import Setting, lay
from storage.pdf.facts import FactsItem
from storage.pdf.fonts import FontBook
from storage.pdf.styles import TEXT_WIDTH, scale, span
from storage.pdf.text import width_of

if TYPE_CHECKING:
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Type

_FONTS = FontBook(resources.path("fonts"))
_SETTING = Setting(scale("zh"), _FONTS)


class _Recorder:
    """Stands for the pen: notes words, left edge and right edge of every line."""

    fonts = _FONTS

    def __init__(self) -> None:
        self.lines: list[tuple[str, float, float]] = []

    def middle(self, text: str, style: Type, at: tuple[float, float]) -> None:
        self.lines.append((text, at[0], at[0] + width_of(text, style, _FONTS)))


@pytest.mark.parametrize("before", [6, 7, 0])
def test_a_digest_has_a_row_of_its_own_and_is_whole(before: int) -> None:
    code = "0123456789abcdef" * 4
    facts = (*(Fact("种子", "1"),) * before, Fact("SHA-256", code, code=True))
    if not before:
        facts = (*facts, Fact("版本", "1"))
    items = lay(Masthead("说明", "", facts), TEXT_WIDTH, _SETTING)
    item = next(each for each in items if isinstance(each, FactsItem))
    pen = _Recorder()
    item.draw(cast("Pen", pen), 0.0, 0.0)
    parts = [line for line in pen.lines if len(line[0]) > 8 and line[0] in code]
    assert [part for part, _, _ in parts] == [code]
    assert all(right <= TEXT_WIDTH for _, _, right in parts)
    assert all(len(row) == 1 for row in item.rows if row[0].label == "SHA-256")


def test_a_digest_beside_long_labels_stays_in_half_of_the_page() -> None:
    code = "0123456789abcdef" * 4
    facts = (Fact("Indicateur de l’environnement", "1"), Fact("SHA-256", code, code=True))
    items = lay(Masthead("说明", "", facts), span(6), _SETTING)
    item = next(each for each in items if isinstance(each, FactsItem))
    pen = _Recorder()
    item.draw(cast("Pen", pen), 0.0, 0.0)
    parts = [line for line in pen.lines if len(line[0]) > 8 and line[0] in code]
    assert "".join(part for part, _, _ in parts) == code
    assert all(right <= span(6) for _, _, right in parts)


@pytest.mark.parametrize("last", [True, False])
def test_a_long_fact_stays_in_its_column_and_is_legible(last: bool) -> None:
    value = "高新技术企业（2023-03-30）；科技型中小企业（2020-03-16）；专精特新（2022-05-01）"
    facts = (Fact("准入日期", "2019-10-26"), Fact("资质", value), Fact("象限", "甲"))
    if last:
        facts = (*facts[2:], facts[0], facts[1])
    items = lay(Masthead("说明", "", facts), TEXT_WIDTH, _SETTING)
    item = next(each for each in items if isinstance(each, FactsItem))
    pen = _Recorder()
    item.draw(cast("Pen", pen), 0.0, 0.0)
    parts = [line for line in pen.lines if len(line[0]) > 1 and line[0] in value]
    assert "".join(part for part, _, _ in parts) == value
    assert all(right <= TEXT_WIDTH for _, _, right in parts)
    # Alone in the last row it has the whole width; beside another it needs more lines than one.
    height = 17.0 * len(item.rows)
    assert item.height == height if last else item.height > height
