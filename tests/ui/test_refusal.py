"""Why work beside the window ended is said in words, whatever ended it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from domain.errors import DomainError
from storage.errors import StorageError
from ui.refusal import reason_of
from ui.values import Values

if TYPE_CHECKING:
    from ui.screen import ScreenContext


@pytest.mark.parametrize(
    ("error", "lang", "words"),
    [
        (DomainError("nothing_to_undo"), "en", "There is nothing to undo"),
        (StorageError("disk_full", path="copy.feidi"), "en", "The disk is full"),
        (OSError(errno.ENOSPC, "No space left on device"), "fr", "plus de place sur le disque"),
        (PermissionError(errno.EACCES, "denied"), "zh", "没有访问权限"),
        (KeyError("revenue_fen"), "en", "an internal error, written to an error report"),
        (KeyError("revenue_fen"), "zh", "程序内部错误，已写入错误报告"),
    ],
)
def test_a_reason_is_told_in_the_language_in_force_and_never_as_the_system_words_it(
    context: ScreenContext, error: Exception, lang: str, words: str
) -> None:
    context.language.choose(lang)
    said = reason_of(Values(context.language, context.specs), error)

    assert words in said
    assert "revenue_fen" not in said
    assert "No space left" not in said
