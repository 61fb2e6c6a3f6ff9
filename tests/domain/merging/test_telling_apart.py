"""Records that were told apart stay so, once each, until that is undone."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from domain.merging.telling_apart import TellApart, told_apart
from tests.storage.park import firm, made

if TYPE_CHECKING:
    from pathlib import Path


def test_each_two_are_told_apart_once_and_undo_takes_it_back(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as park:
        ids = [firm(park, number) for number in ("QH901", "QH902", "QH903")]
        park.run(TellApart("firm", (ids[1], ids[0])))
        assert told_apart(park, "firm") == {tuple(sorted(ids[:2]))}
        park.run(TellApart("firm", tuple(ids)))
        assert told_apart(park, "firm") == set(combinations(sorted(ids), 2))
        assert len(park.find("distinct_pair")) == len(ids)
        park.undo()
        assert told_apart(park, "firm") == {tuple(sorted(ids[:2]))}
        assert told_apart(park, "party") == frozenset()


def test_a_record_that_is_gone_is_not_told_apart(tmp_path: Path) -> None:
    with made(tmp_path / "park.feidi") as park:
        one = firm(park, "QH901")
        with pytest.raises(DomainError, match="record_gone"):
            park.run(TellApart("firm", (one, "nowhere")))
        assert park.find("distinct_pair") == []
