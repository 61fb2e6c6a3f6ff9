"""Put refusals into sentences."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.wording import explain
from storage.errors import StorageError
from storage.errors import reason_of as system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from ui.language import Language
    from ui.values import Values


class StorageRefusalError(DomainError):
    """Refuse because the file cannot be written; worded by ``storage.<key>``."""


@contextlib.contextmanager
def storage_refusals() -> Iterator[None]:
    """Let what the storage refuses leave as a ``StorageRefusalError``."""
    try:
        yield
    except StorageError as error:
        refusal = StorageRefusalError(error.key)
        refusal.values = error.values
        raise refusal from error


def sentence(values: Values, error: DomainError) -> str:
    """Return why something was refused, in the language in force."""
    language = values.language
    if isinstance(error, StorageRefusalError):
        named = language.texts.reasons(error.values, language.lang)
        return language.say(f"storage.{error.key}", **named)
    return explain(error, values.specs, values.format)


def allow(button: QWidget, values: Values, refused: DomainError | None) -> None:
    """Enable a button, or disable it and say why in its tooltip."""
    button.setEnabled(refused is None)
    button.setToolTip("" if refused is None else sentence(values, refused))


def reason_of(values: Values, error: object) -> str:
    """Return why work beside the window ended: a refusal's sentence, else what the system says."""
    say = values.language.say
    if isinstance(error, DomainError):
        return sentence(values, error)
    if isinstance(error, StorageError):
        return plain_sentence(values.language, error)
    return say(system_reason(error)) if isinstance(error, OSError) else say("crash.reason")


def plain_sentence(language: Language, error: DomainError | StorageError) -> str:
    """Return why something was refused before there is any workbook."""
    formatter = Formatter(language.lang, language.texts)
    if isinstance(error, DomainError) and not isinstance(error, StorageRefusalError):
        return explain(error, {}, formatter)
    named = language.texts.reasons(error.values, language.lang)
    return language.say(f"storage.{error.key}", **named)
