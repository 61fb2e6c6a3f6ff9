"""The columns of a table share its width so that none stands half in sight."""

from __future__ import annotations

import pytest

from ui.column_room import Need, share_room

CODE = Need(70, 70)
NAME = Need(240, 120)
PLACE = Need(150, 120)
MONEY = Need(90, 90)


@pytest.mark.parametrize(
    ("needs", "room", "widths"),
    [
        # All fit: the name takes what is left.
        ((CODE, NAME, MONEY), 460, [70, 300, 90]),
        # The long name gives way and the figure is seen whole.
        ((CODE, NAME, MONEY), 350, [70, 190, 90]),
        # Two names are cut to one length, the shorter one last.
        ((CODE, NAME, PLACE, MONEY), 480, [70, 170, 150, 90]),
        ((CODE, NAME, PLACE, MONEY), 430, [70, 135, 135, 90]),
        # No room for the figure: it stands whole beyond the edge, what is seen fills the table.
        ((CODE, NAME, PLACE, MONEY), 399, [70, 179, 150, 90]),
        # Not even the first column fits.
        ((NAME, MONEY), 100, [240, 90]),
    ],
)
def test_names_give_way_and_figures_stand_whole(
    needs: tuple[Need, ...], room: int, widths: list[int]
) -> None:
    assert share_room(needs, 1, room) == widths


def test_the_widest_column_takes_the_room_where_the_flexible_one_is_out_of_sight() -> None:
    assert share_room((CODE, MONEY, NAME), 2, 200) == [70, 130, 240]
