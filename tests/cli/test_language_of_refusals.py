"""Wrong usage and what the system refuses are told in the language asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from main import main

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = ("argument", "choose", "expected", "required", "No such", "denied", "usage:", "options:")


@pytest.mark.parametrize("lang", ["zh", "fr"])
@pytest.mark.parametrize(
    "line",
    [
        "import",
        "bogus",
        "report a.feidi",
        "check a.feidi --json=3",
        "backup a.feidi --restore",
        "export a b --table x --form y",
        "new a --role boss",
        "new a --nothing",
        "import a b --re x --r y",
        "model",
        "model run",
        "model study",
    ],
)
def test_wrong_usage_is_told_without_an_english_word(
    lang: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*line.split(), "--lang", lang] if "--restore" not in line else
             ["backup", "a.feidi", "--lang", lang, "--restore"])  # fmt: skip
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert {"zh": "用法有误", "fr": "Commande mal écrite"}[lang] in told
    assert not [word for word in ENGLISH if word in told]


@pytest.mark.parametrize("lang", ["zh", "fr"])
@pytest.mark.parametrize("command", ["", "import", "export", "model"])
def test_help_has_no_english_headings(
    lang: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help", "--lang", lang])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith({"zh": "用法：", "fr": "utilisation"}[lang])
    assert "show this help" not in shown


def test_the_language_of_the_line_goes_before_that_of_the_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FEIDI_LANG", "en")
    assert main(["check", str(tmp_path / "none.feidi"), "--lang=fr"]) == 1
    assert "introuvable" in capsys.readouterr().err
    monkeypatch.setenv("FEIDI_LANG", "zh")
    assert main(["check", str(tmp_path / "none.feidi")]) == 1
    assert "找不到" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "找不到该文件或文件夹"), ("fr", "fichier ou dossier introuvable")],
)
def test_what_the_system_refuses_is_told_in_words_of_ours(
    lang: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "none" / "a.feidi"), "--lang", lang]) == 1
    told = capsys.readouterr().err
    assert words in told
    assert "No such file" not in told


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
@pytest.mark.parametrize("content", [b"", b"no pdf at all", b"%PDF-1.7\n%cut"])
def test_a_file_that_is_no_pdf_is_refused_in_one_whole_sentence(
    lang: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    park, paper = tmp_path / "a.feidi", tmp_path / "paper.pdf"
    main(["new", str(park)])
    paper.write_bytes(content)
    capsys.readouterr()
    assert main(["verify", str(park), str(paper), "--lang", lang]) == 1
    told = capsys.readouterr().err
    assert "paper.pdf" in told
    assert "PDFium" not in told
    assert ".." not in told
    assert "。。" not in told


def test_a_paper_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    park = tmp_path / "a.feidi"
    main(["new", str(park)])
    capsys.readouterr()
    assert main(["verify", str(park), str(tmp_path / "none.pdf"), "--lang", "en"]) == 1
    assert "none.pdf was not found" in capsys.readouterr().err
