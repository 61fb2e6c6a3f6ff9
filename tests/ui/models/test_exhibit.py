"""Heads of a table keep off one word a line, and keep the breaks of paper only where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.reports.tree import Column, Row, Table
from ui.components.label import Label
from ui.models.exhibit import TableView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def heads(qtbot: QtBot, *words: str) -> list[Label]:
    """Return the heads of a table whose columns of figures give way to names."""
    columns = (Column("Ville", "left"), *(Column(each, "right", weight=0) for each in words))
    view = TableView(Table("", "Aides", columns, (Row(("Hangzhou", *("1",) * len(words))),)))
    qtbot.addWidget(view)
    view.resize(480, 200)
    view.show()
    return view.findChildren(Label)[: len(columns)]


@pytest.mark.usefixtures("context")
def test_a_head_of_several_words_has_room_for_more_than_one_a_line(qtbot: QtBot) -> None:
    _, long, short = heads(qtbot, "Meilleur profit sans aide", "Part")
    words = long.fontMetrics().horizontalAdvance("Meilleur profit")
    assert long.width() >= words
    assert short.width() < words


@pytest.mark.usefixtures("context")
def test_no_word_of_a_head_is_cut_in_a_table_of_many_columns(qtbot: QtBot) -> None:
    found = heads(qtbot, *("Couverture\nà 80 % (en %)",) * 7)
    word = found[1].fontMetrics().horizontalAdvance("Couverture")
    assert all(head.width() >= word for head in found[1:])


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("均衡\n激励", "均衡激励"),
        ("Mieux que\nrien", "Mieux que rien"),
        (
            "Couverture de la bande\nà 80 % des valeurs",
            "Couverture de la bande\nà 80 % des valeurs",
        ),
    ],
)
@pytest.mark.usefixtures("context")
def test_the_break_of_a_head_goes_where_it_fits_on_one_line(
    qtbot: QtBot, head: str, shown: str
) -> None:
    assert heads(qtbot, head, "Part")[1].accessibleName() == shown
