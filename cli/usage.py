"""Say what is wrong with a command line in the user's language; argparse says it in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# Sentence of argparse → key of ours; its named parts are the places of our sentence.
_SENTENCES: Final = (
    (r"the following arguments are required: (?P<names>.+)", "required"),
    (r"unrecognized arguments: (?P<names>.+)", "unrecognized"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
        "choice",
    ),
    (
        r"argument (?P<name>.+?): expected (?:(?:at (?:most|least) )?one|\d+) arguments?",
        "value_missing",
    ),
    (r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", "not_together"),
    (r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)", "no_value"),
    (r"ambiguous option: (?P<name>.+) could match (?P<choices>.+)", "ambiguous"),
)


def usage_words(message: str, say: Callable[..., str]) -> str:
    """Return a sentence of argparse in words of ours; of one that is not known only the fact.

    Args:
        message: what argparse says, in English.
        say: says a text by its key.
    """
    for pattern, key in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            named = {name: text.replace("'", "") for name, text in found.groupdict().items()}
            return say(f"cli.usage.{key}", **named)
    return say("cli.usage.other")
