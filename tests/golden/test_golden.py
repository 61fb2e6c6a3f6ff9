"""Every kind of report says what was read and taken over, in its tree and on its pages."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest

from domain.report_kinds import KINDS
from tests.golden.reports import HERE, SPOKEN, said
from tests.storage.park import copy_of
from tests.storage.test_every_report import with_a_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import Records

_MOST = 60


@pytest.fixture(scope="module")
def park(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    with copy_of(sample, tmp_path_factory.mktemp("golden")) as workbook:
        with_a_scenario(workbook)
        yield workbook


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", SPOKEN)
def test_a_report_says_what_was_taken_over(park: Records, kind: str) -> None:
    for name, now in said(park, kind).items():
        kept = (HERE / name).read_text(encoding="utf-8")
        changed = list(unified_diff(kept.splitlines(), now.splitlines(), name, "now", n=1))
        remedy = "read what changed; if it is right: python -m tests.golden.reports"
        assert not changed, "\n".join([remedy, *changed[:_MOST]])


def test_every_kind_is_kept() -> None:
    assert SPOKEN.keys() == KINDS.keys()
