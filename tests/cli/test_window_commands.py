"""The window opens on a workbook, and its pictures and reports are made without a screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from cli.sights import SIGHTS
from domain.commands import SetFields
from domain.entities import SPECS
from domain.records import Actor, Query
from main import main
from storage.workbook import Workbook
from tests.cli.watching import run_watched
from ui.start import StartWindow
from ui.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.usefixtures("own_preferences")


def test_the_gallery_draws_a_page_in_each_language_and_theme(
    qapp: QApplication, park: Path, tmp_path: Path
) -> None:
    del qapp
    out = tmp_path / "pictures"
    wanted = ["--screen", "return_project.counties", "--lang", "zh,fr", "--size", "1024x768"]
    assert main(["gallery", str(park), str(out), *wanted]) == 0
    pictures = sorted(out.rglob("*.png"))
    assert len(pictures) == 4
    assert {each.name for each in pictures} == {"return_project.counties.png"}
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1024, 768)
        assert len({image.pixel(x, 400) for x in range(0, 1024, 3)}) > 3


def test_the_gallery_waits_for_the_preview_and_lists_its_files(
    qapp: QApplication, park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del qapp
    out = tmp_path / "pictures"
    wanted = ["--screen", "home,reports", "--lang", "zh", "--theme", "light", "--json"]
    assert main(["gallery", str(park), str(out), *wanted]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed == [str(out / "zh-light" / name) for name in ("home.png", "reports.png")]
    page = QImage(listed[1])
    # The first page of the report: the dark blue of its title on white paper.
    seen = {page.pixelColor(x, y).name() for x in range(700, 1300, 2) for y in range(130, 400, 2)}
    assert "#ffffff" in seen
    assert any(_is_blue(QColor(name)) for name in seen)


def test_the_gallery_draws_what_is_seen_besides_the_pages(
    qapp: QApplication, park: Path, tmp_path: Path
) -> None:
    del qapp
    out = tmp_path / "pictures"
    wanted = ["--screen", ",".join(SIGHTS), "--lang", "fr", "--theme", "dark"]
    assert main(["gallery", str(park), str(out), *wanted]) == 0
    pictures = {each.stem: QImage(str(each)) for each in out.rglob("*.png")}
    assert pictures.keys() == SIGHTS.keys()
    # Each leaves the window as it found it: no two pictures of the window are alike.
    window = [each for each in pictures.values() if each.width() == 1366]
    assert all(one != other for at, one in enumerate(window) for other in window[:at])


_VIEWS = {
    "return_project": ("milestones", "quadrants", "counties", "map", "form", "new"),
    "firm": ("incubation", "page_overview", "page_patent", "merge", "bulk", "form", "history"),
    "pipeline": ("mode_2", "I", "II", "time", "gate"),
    "quarter": ("submit",),
    "settlement": ("explain", "try"),
    "meeting": ("closed",),
}


@pytest.mark.no_cover
def test_the_gallery_draws_every_view_of_a_page(
    qapp: QApplication, park: Path, tmp_path: Path
) -> None:
    del qapp
    wanted = ["--screen", ",".join(_VIEWS), "--lang", "zh", "--theme", "light"]
    assert main(["gallery", str(park), str(tmp_path), *wanted]) == 0
    pictures = {each.stem: QImage(str(each)) for each in tmp_path.rglob("*.png")}
    for page, views in _VIEWS.items():
        named = [pictures[page], *(pictures[f"{page}.{view}"] for view in views)]
        assert all(one != other for at, one in enumerate(named) for other in named[:at])


@pytest.mark.no_cover
def test_each_view_of_the_gallery_leaves_the_page_as_it_was(
    qapp: QApplication, park: Path, tmp_path: Path
) -> None:
    del qapp
    for name, themes in (("once", "light"), ("again", "light,light")):
        wanted = ["--screen", "pipeline,quarter,region", "--lang", "zh", "--theme", themes]
        assert main(["gallery", str(park), str(tmp_path / name), *wanted]) == 0
    once, again = (
        {each.stem: QImage(str(each)) for each in (tmp_path / name).rglob("*.png")}
        for name in ("once", "again")
    )
    changed = {name: _where(picture, again[name]) for name, picture in once.items()}
    assert {name: where for name, where in changed.items() if where} == {}


def _where(one: QImage, other: QImage) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of what differs in two pictures, None for nothing."""
    assert one.size() == other.size()
    if one == other:
        return None
    wide, high = range(one.width()), range(one.height())
    at = [(x, y) for y in high for x in wide if one.pixel(x, y) != other.pixel(x, y)]
    across, down = [x for x, _ in at], [y for _, y in at]
    return min(across), min(down), max(across), max(down)


def test_a_view_that_a_page_does_not_have_is_refused_with_those_that_it_has(
    qapp: QApplication, park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del qapp
    wrong = ["--screen", "return_project.orbit", "--lang", "fr", "--theme", "light"]
    assert main(["gallery", str(park), str(tmp_path), *wrong]) == 1
    said = capsys.readouterr().err
    assert "return_project.orbit" in said
    assert "return_project.map" in said


def _is_blue(colour: QColor) -> bool:
    return colour.blue() > colour.red() + 60 and colour.lightness() < 128


@pytest.mark.parametrize(
    "wrong",
    [
        ["--screen", "nowhere"],
        ["--lang", "de"],
        ["--theme", "pink"],
        ["--size", "big"],
        ["--size", "10x10"],
    ],
)
def test_a_gallery_that_cannot_be_drawn_is_refused(
    park: Path, tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gallery", str(park), str(tmp_path), *wrong]) == 1
    assert wrong[1] in capsys.readouterr().err


def test_the_window_opens_on_a_workbook_and_remembers_it(
    qapp: QApplication, park: Path, tmp_path: Path
) -> None:
    seen: list[str] = []

    def look() -> None:
        shown = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]
        seen.extend(each.windowTitle() for each in shown)
        if shown:
            shown[0].context.language.choose_papers("zh+fr")
            qapp.quit()

    run_watched(qapp, str(park), look)
    assert len(seen) == 1
    assert "Quzhou" in seen[0]
    kept = next((tmp_path / "config").rglob("preferences.json")).read_text("utf-8")
    assert "sample.feidi" in kept
    assert json.loads(kept)["papers"] == "zh+fr"


@pytest.mark.no_cover
def test_a_report_of_an_open_quarter_is_a_draft_with_the_same_bytes_each_time(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.pdf", "b.pdf"):
        out = str(tmp_path / name)
        assert main(["report", str(park), "--quarter", "2024Q4", "--lang", "zh", "--out", out]) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    capsys.readouterr()
    assert main(["verify", str(park), str(tmp_path / "a.pdf")]) == 0
    assert "Unchanged" in capsys.readouterr().out


def test_a_report_of_a_closed_quarter_is_issued_once(park: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        out = str(tmp_path / name)
        assert main(["report", str(park), "--quarter", "2024Q3", "--lang", "fr", "--out", out]) == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    with Workbook.open(park, SPECS, Actor("a", "auditor"), read_only=True) as workbook:
        (issue,) = workbook.select(Query("report_issue"))
        assert (issue["quarter"], issue["revision"]) == ("2024Q3", 1)


@pytest.mark.no_cover
def test_a_changed_figure_is_named_by_its_section(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.pdf"
    main(["report", str(park), "--quarter", "2024Q4", "--lang", "en", "--out", str(out)])
    with Workbook.open(park, SPECS, Actor("a", "clerk")) as workbook:
        row = workbook.find("firm_quarter", quarter="2024Q4")[0]
        workbook.run(SetFields("firm_quarter", str(row["id"]), {"revenue_fen": 1}))
    capsys.readouterr()
    assert main(["verify", str(park), str(out)]) == 1
    assert "Summary" in capsys.readouterr().err


@pytest.mark.no_cover
def test_other_files_and_other_workbooks_are_told_apart(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, other = tmp_path / "a.pdf", tmp_path / "other.feidi"
    main(["report", str(park), "--quarter", "2024Q4", "--lang", "en", "--out", str(out)])
    main(["new", str(other)])
    capsys.readouterr()
    assert main(["verify", str(other), str(out)]) == 1
    assert "not made from this workbook" in capsys.readouterr().err
    assert main(["report", str(other), "--quarter", "2024Q4", "--out", str(out)]) == 1
    assert "2024Q4" in capsys.readouterr().err


def test_a_workbook_that_cannot_be_opened_is_refused_on_the_start_page(
    qapp: QApplication, tmp_path: Path
) -> None:
    said: list[str] = []

    def look() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, StartWindow):
                said.extend(each.text() for each in window.findChildren(QLabel))
                qapp.quit()

    run_watched(qapp, str(tmp_path / "nowhere.feidi"), look)
    assert any("nowhere.feidi" in each for each in said)
