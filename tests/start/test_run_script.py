"""`sh run.sh` prepares the machine, passes words on unchanged and says what stands in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

LOCK = "nothing==1\n"


def _cksum(text: str) -> str:
    """Return what POSIX `cksum` prints for the text, asked of the system's own."""
    return subprocess.run(["cksum"], input=text, capture_output=True, text=True, check=True).stdout


def _executable(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    file.chmod(0o755)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a copy of the project, in a folder with a blank, whose environment stands ready."""
    place = tmp_path / "a project"
    place.mkdir()
    shutil.copy(PROJECT / "run.sh", place)
    (place / "requirements.lock").write_text(LOCK, "utf-8")
    speak = 'for word in "$@"; do printf "[%s]" "$word"; done; echo; echo "$PWD $QT_QPA_PLATFORM"'
    _executable(place / ".venv/bin/python", speak)
    (place / ".venv/installed-requirements.lock").write_text(_cksum(LOCK), "utf-8")
    # A system that has every library, whatever the machine of this test has.
    libraries = (PROJECT / "run.sh").read_text("utf-8").replace("'", " ").split()
    known = "\\n".join(f"{word.partition(':')[0]} (x)" for word in libraries if ".so." in word)
    _executable(place / "bin/ldconfig", f"printf '{known}\\n'")
    return place


def _run(
    place: Path, *words: str, folder: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": f"{place / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        ["/bin/sh", str(place / "run.sh"), *words],
        env=kept | settings,
        cwd=folder or place,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_command_gets_its_words_unchanged_in_the_folder_of_the_caller(
    place: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "my files"
    folder.mkdir()
    answer = _run(place, "--", "import", "a b.feidi", "", "*", "$HOME", folder=folder)
    assert answer.stdout.splitlines() == [
        f"[{place / 'main.py'}][import][a b.feidi][][*][$HOME]",
        f"{folder} offscreen",
    ]
    assert answer.returncode == 0


def test_a_command_keeps_the_platform_that_the_caller_chose(place: Path) -> None:
    answer = _run(place, "--", "gallery", QT_QPA_PLATFORM="xcb")
    assert answer.stdout.splitlines()[-1].endswith(" xcb")


def test_a_command_hands_back_the_exit_code_of_the_program(place: Path) -> None:
    _executable(place / ".venv/bin/python", "exit 7")
    assert _run(place, "--", "report").returncode == 7


def test_without_a_display_the_working_commands_are_shown_and_all_is_well(place: Path) -> None:
    answer = _run(place)
    assert "no display" in answer.stderr
    assert "sh run.sh -- import" in answer.stdout
    assert answer.returncode == 0


@pytest.mark.parametrize(
    ("lang", "word"), [("zh_CN.UTF-8", "没有图形显示"), ("fr_FR.UTF-8", "pas d’écran")]
)
def test_the_script_speaks_the_language_of_the_desk(place: Path, lang: str, word: str) -> None:
    assert word in _run(place, LANG=lang).stderr


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_the_window_is_opened(place: Path, display: str) -> None:
    answer = _run(place, folder=place, **{display: ":1"})
    assert answer.stdout.splitlines()[0] == f"[{place / 'main.py'}]"


def test_an_unknown_word_shows_the_three_forms_and_fails(place: Path) -> None:
    answer = _run(place, "tset")
    assert "sh run.sh -- COMMAND" in answer.stderr
    assert answer.returncode == 2


def test_a_changed_lock_file_is_installed_once_with_its_hashes(place: Path) -> None:
    _executable(place / ".venv/bin/python", f'echo "$@" >> "{place / "calls"}"')
    (place / "requirements.lock").write_text("other==2\n", "utf-8")
    for _ in range(2):
        assert _run(place, "--", "x").returncode == 0
    calls = (place / "calls").read_text("utf-8").splitlines()
    installs = [call for call in calls if " install " in call]
    assert len(installs) == 1
    assert "--require-hashes" in installs[0]
    assert "--no-deps" in installs[0]


def test_a_failed_installation_says_so_and_is_tried_again_next_time(place: Path) -> None:
    _executable(
        place / ".venv/bin/python",
        'case "$*" in *install*) echo "no route" >&2; exit 1;; esac',
    )
    (place / "requirements.lock").write_text("other==2\n", "utf-8")
    for _ in range(2):
        answer = _run(place, "--", "x")
        assert "no route" in answer.stderr
        assert "could not be installed" in answer.stderr
        assert answer.returncode == 1


def _bare_system(place: Path, *tools: str) -> str:
    """Return a PATH with these tools only: no Python, no apt-get, no sudo."""
    folder = place / "bare"
    folder.mkdir()
    for tool in tools:
        found = shutil.which(tool)
        assert found is not None
        (folder / tool).symlink_to(found)
    return str(folder)


def test_without_python_and_without_rights_one_sentence_says_what_to_ask_for(place: Path) -> None:
    shutil.rmtree(place / ".venv")
    path = _bare_system(place, "dirname", "basename", "cksum", "cat", "id", "locale")
    answer = _run(place, "--", "x", PATH=path)
    assert "Python 3.11 or newer" in answer.stderr
    assert "python3-venv" in answer.stderr
    assert answer.returncode == 1


def test_a_python_that_is_too_old_is_not_taken(place: Path) -> None:
    shutil.rmtree(place / ".venv")
    path = _bare_system(place, "dirname", "basename", "cksum", "cat", "id", "locale")
    # It answers the question for its version as 3.10 would.
    _executable(place / "bare/python3", "exit 1")
    answer = _run(place, "--", "x", PATH=path)
    assert "Python 3.11 or newer" in answer.stderr
    assert answer.returncode == 1


def test_missing_libraries_are_named_but_do_not_stop_a_command(place: Path) -> None:
    _executable(place / "bin/ldconfig", "echo 'libGL.so.1 (x)'")
    path = _bare_system(place, "dirname", "basename", "cksum", "cat", "id", "locale")
    answer = _run(place, "--", "x", PATH=f"{place / 'bin'}{os.pathsep}{path}")
    assert "libegl1" in answer.stderr
    assert "libgl1" not in answer.stderr
    assert answer.returncode == 0


def test_the_lock_files_hold_hashes_and_neither_addresses_nor_places() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (PROJECT / name).read_text("utf-8").splitlines()
        packages = [line for line in lines if not line.startswith(" ")]
        assert all("==" in line and line.endswith("\\") for line in packages)
        assert all(line.startswith("    --hash=sha256:") for line in lines if line not in packages)
        assert len(packages) > 20


def test_both_lock_files_agree_on_every_version() -> None:
    def versions(name: str) -> set[str]:
        lines = (PROJECT / name).read_text("utf-8").splitlines()
        return {line for line in lines if not line.startswith(" ")}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")
