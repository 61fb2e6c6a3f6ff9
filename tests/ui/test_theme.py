"""The look: what the tokens promise holds for every colour that the style sheet uses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPalette

import resources
from ui.theme.appearance import Appearance
from ui.theme.contrast import contrast
from ui.theme.fonts import load_fonts
from ui.theme.icons import IconSet
from ui.theme.stylesheet import IMAGES, MARK_PAIRS, NOTE_PAIRS, READ_PAIRS, style_sheet
from ui.theme.tokens import read_tokens, shipped_tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

THEMES = ("light", "dark")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


@pytest.fixture
def appearance(qapp: QApplication) -> Appearance:
    made = Appearance("light", parent=qapp)
    made.apply(qapp)
    return made


def test_contrast_agrees_with_published_pairs() -> None:
    # WebAIM and the notes of WCAG 1.4.3 name these: the extremes and the darkest failing grey.
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_ratios_written_into_the_token_file_are_the_computed_ones(theme: str) -> None:
    data = json.loads(resources.path("tokens.json").read_text(encoding="utf-8"))["themes"][theme]
    for entry in data.values():
        for ground, ratio in entry.get("contrast", {}).items():
            assert contrast(entry["hex"], data[ground]["hex"]) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("pairs", "least"), [(READ_PAIRS, 7.0), (NOTE_PAIRS, 4.5), (MARK_PAIRS, 3.0)]
)
def test_every_pair_is_far_enough_apart(
    theme: str, pairs: tuple[tuple[str, str], ...], least: float
) -> None:
    colours = shipped_tokens().themes[theme]
    for ink, ground in pairs:
        ratio = contrast(colours.colour(ink), colours.colour(ground))
        assert ratio >= least, f"{ink} on {ground} in {theme}: {ratio:.2f}"


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_ground_of_each_style_rule_are_far_enough_apart(
    theme: str, tmp_path: Path
) -> None:
    tokens = shipped_tokens()
    colours = tokens.themes[theme]
    seen = 0
    for selector, body in _RULE.findall(style_sheet(tokens, colours, tmp_path)):
        ink = re.search(r"(?<![-\w])color:\s*(#\w{6})", body)
        ground = re.search(r"(?<![-\w])background:\s*(#\w{6})", body)
        if ink is None:
            continue
        seen += 1
        on = ground.group(1) if ground else colours.surface
        if "toast" in selector or "on_dark" in selector:
            on = colours.text
        assert contrast(ink.group(1), on) >= 4.5, selector.strip()
    assert seen > 20


@pytest.mark.parametrize("theme", THEMES)
def test_series_stand_out_from_the_page(theme: str) -> None:
    colours = shipped_tokens().themes[theme]
    assert len(colours.chart) == 6
    for series in colours.chart:
        assert contrast(series, colours.surface) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_no_place_of_the_style_sheet_is_left_unfilled(theme: str, tmp_path: Path) -> None:
    tokens = shipped_tokens()
    assert "$" not in style_sheet(tokens, tokens.themes[theme], tmp_path)


def test_every_role_of_the_tokens_has_its_icon() -> None:
    tokens = shipped_tokens()
    icons = {*tokens.icons.values(), *(icon for icon, _role, _size in IMAGES.values())}
    missing = [
        icon for icon in sorted(icons) if not resources.path("icons", f"{icon}.svg").exists()
    ]
    assert missing == []


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_drawn_in_the_asked_colour_and_scale() -> None:
    icons = IconSet(shipped_tokens())
    drawing = icons.svg("home", "#B3261E")
    assert "currentColor" not in drawing
    assert 'stroke-width="1.75"' in drawing
    pixmap = icons.pixmap("home", "#B3261E", 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)
    image = pixmap.toImage()
    inked = {
        image.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {"#B3261E"}


@pytest.mark.usefixtures("qapp")
def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        IconSet(shipped_tokens()).svg("no-such-icon", "#000000")


@pytest.mark.usefixtures("qapp")
def test_both_families_are_loaded_from_the_program() -> None:
    assert {"Noto Sans", "Noto Sans SC"} <= set(load_fonts())
    assert {400, 600} <= {
        QFontDatabase.weight("Noto Sans SC", style)
        for style in QFontDatabase.styles("Noto Sans SC")
    }


def test_only_the_five_sizes_of_the_scale_exist(appearance: Appearance) -> None:
    assert [appearance.font(px).pixelSize() for px in (12, 14, 16, 20, 28)] == [12, 14, 16, 20, 28]
    with pytest.raises(KeyError):
        appearance.font(13)


def test_a_theme_is_changed_while_the_program_runs(
    qtbot: QtBot, qapp: QApplication, appearance: Appearance
) -> None:
    with qtbot.waitSignal(appearance.theme_changed, timeout=1000):
        appearance.choose("dark")
    assert appearance.theme.name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#1B1F23")
    assert "#1B1F23" in qapp.styleSheet()


def test_choosing_the_theme_in_force_tells_nobody(qtbot: QtBot, appearance: Appearance) -> None:
    with qtbot.assertNotEmitted(appearance.theme_changed, wait=50):
        appearance.choose("light")


def test_an_unknown_theme_is_refused_with_the_possible_ones(appearance: Appearance) -> None:
    with pytest.raises(ValueError, match="system, light, dark"):
        appearance.choose("sepia")


@pytest.mark.usefixtures("appearance")
def test_pictures_of_the_style_sheet_are_written_for_the_theme(qapp: QApplication) -> None:
    files = re.findall(r'url\("([^"]+)"\)', qapp.styleSheet())
    assert files
    for file in set(files):
        assert Path(file).read_text(encoding="utf-8").lstrip().startswith("<")


def test_unknown_is_the_colour_of_notes_and_has_no_tint() -> None:
    theme = shipped_tokens().themes["light"]
    assert theme.colour("unknown") == theme.text_note
    assert theme.tint("unknown") == theme.surface
    assert theme.tint("crit") == "#FBEAE8"
    with pytest.raises(KeyError):
        theme.colour("name")


def test_a_token_file_without_a_colour_is_refused(tmp_path: Path) -> None:
    data = json.loads(resources.path("tokens.json").read_text(encoding="utf-8"))
    del data["themes"]["dark"]["accent"]
    file = tmp_path / "tokens.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(TypeError, match="accent"):
        read_tokens(file)
