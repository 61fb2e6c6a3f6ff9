"""Places of divisions in a triangle, and words beside them that keep off each other."""

from __future__ import annotations

import pytest

from domain.reports.divisions import TOP, label_frames, place


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two frames have a common area."""
    apart = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
    above = one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
    return not (apart or above)


def test_the_corners_of_the_triangle_are_the_parties() -> None:
    assert place((1, 0, 0)) == (0, 0)
    assert place((0, 1, 0)) == (1, 0)
    assert place((0, 0, 1)) == pytest.approx((0.5, TOP))
    assert place((0.25, 0.75)) == (0.75, 0)


def test_words_of_points_that_nearly_coincide_keep_off_each_other() -> None:
    points = [(100.0, 100.0), (101.0, 103.0), (100.0, 98.0)]
    frames = label_frames(points, [(60.0, 18.0)] * 3, (0.0, 0.0, 300.0, 200.0))
    assert not overlap(frames[0], frames[1])
    assert not overlap(frames[0], frames[2])
    assert not overlap(frames[1], frames[2])


def test_words_stay_within_the_drawing() -> None:
    (frame,) = label_frames([(295.0, 2.0)], [(60.0, 18.0)], (0.0, 0.0, 300.0, 200.0))
    assert frame[0] + frame[2] <= 300
    assert frame[1] >= 0
    assert frame[0] + frame[2] <= 295 - 4  # at the other side of its point
