"""The papers and the calendar of meetings are written by command, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from main import main
from storage.pdf.images import page_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "zh",
            (
                "联席会议纪要",
                "〔2024〕第1号（M-2024-01）",
                "会议未达法定人数，所议事项不产生效力。",
                "决定：R-2024-01 缓议。",
                "书面征求余杭区意见",
            ),
        ),
        (
            "fr",
            (
                "Compte rendu de la réunion conjointe",
                "Le quorum n’est pas atteint",
                "Décision sur R-2024-01",
                "Comté de Longyou",
            ),
        ),
        (
            "en",
            (
                "Minutes of the joint meeting",
                "There was no quorum",
                "Decision on R-2024-01: Deferred.",
                "Longyou County",
            ),
        ),
    ],
)
def test_the_printed_minutes_can_be_read_back(
    park: Path, tmp_path: Path, lang: str, words: tuple[str, ...]
) -> None:
    out = tmp_path / "minutes.pdf"
    asked = ["report", str(park), "--kind", "minutes", "--record", "M-2024-01", "--out", str(out)]
    assert main([*asked, "--lang", lang]) == 0
    pages = range(len(pypdfium2.PdfDocument(out)))
    printed = "".join("".join(page_text(out, page).split()) for page in pages)
    for each in words:
        assert "".join(each.split()) in printed
    assert main(["verify", str(park), str(out)]) == 0


@pytest.mark.parametrize("kind", ["convocation", "actions"])
def test_convocation_and_action_list_are_printed(park: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "paper.pdf"
    asked = ["report", str(park), "--kind", kind, "--record", "M-2024-01", "--out", str(out)]
    assert main([*asked, "--lang", "fr"]) == 0
    assert "M-2024-01" in page_text(out, 0)


def test_the_calendar_of_all_meetings_is_exported(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "meetings.ics"
    assert main(["export", str(park), str(out), "--calendar", "--lang", "en"]) == 0
    content = out.read_bytes().decode()
    # Six meetings; of eleven actions five are not verified.
    assert content.count("SUMMARY:Joint meeting M-") == 6
    assert content.count("SUMMARY:Due: ") == 5
    assert "11 events" in capsys.readouterr().out
