"""Start Feidi: the window without arguments, a command with them."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from cli.language import preferred, said, shipped_texts

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Open the window, or carry a command out; return the exit code.

    Returns:
        0 done, 1 refused with a sentence; 2 for wrong usage ends the process.
    """
    lang = said(arguments) or preferred(os.environ)
    first = arguments[0] if arguments else ""
    if first and (first.startswith("-") or not first.endswith(".feidi")):
        from cli.dispatch import carry_out

        return carry_out(arguments, shipped_texts(), lang)
    # Hardly anything that is made on the way to the window can be freed again.
    gc.disable()
    from cli.opening import open_at_once

    return open_at_once(lang, first)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
