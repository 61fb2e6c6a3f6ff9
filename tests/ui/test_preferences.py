"""What is remembered on this computer, or travels with the program on a stick."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from domain.text import Texts
from ui.language import Language
from ui.preferences import (
    PORTABLE,
    Preferences,
    load_preferences,
    preferences_path,
    save_preferences,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_they_stay_with_the_user_unless_the_program_is_portable(tmp_path: Path) -> None:
    assert not preferences_path(tmp_path).is_relative_to(tmp_path)
    (tmp_path / PORTABLE).mkdir()
    assert preferences_path(tmp_path) == tmp_path / PORTABLE / "preferences.json"


def test_workbooks_beside_a_portable_program_are_found_where_it_is_carried(tmp_path: Path) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "office" / "far.feidi"
    (stick / PORTABLE).mkdir(parents=True)
    park = stick / "parks" / "衢杭.feidi"
    remembered = Preferences(language="fr").with_recent(elsewhere).with_recent(park)
    save_preferences(preferences_path(stick), remembered)
    other = tmp_path / "F" / "stick"
    shutil.copytree(stick, other)
    found = load_preferences(preferences_path(other))
    assert found.language == "fr"
    assert found.recent == (str(other / "parks" / "衢杭.feidi"), str(elsewhere))


def test_those_of_a_user_name_workbooks_as_they_are(tmp_path: Path) -> None:
    kept = tmp_path / "feidi" / "preferences.json"
    save_preferences(kept, Preferences().with_recent(tmp_path / "feidi" / "a.feidi"))
    assert str(tmp_path / "feidi" / "a.feidi") in kept.read_text(encoding="utf-8")
    assert load_preferences(kept).recent == (str(tmp_path / "feidi" / "a.feidi"),)


def test_papers_are_in_the_language_of_the_window_until_others_are_chosen_for_them() -> None:
    language = Language(Texts({}), "fr", papers="de")
    assert language.chosen_papers == ""
    papers = [language.papers]
    language.choose("en")
    papers.append(language.papers)
    language.choose_papers("zh+fr")
    language.choose("zh")
    papers.append(language.papers)
    assert papers == [("fr",), ("en",), ("zh", "fr")]
    with pytest.raises(ValueError, match="de"):
        language.choose_papers("de")
