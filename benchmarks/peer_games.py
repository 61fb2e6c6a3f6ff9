"""Solve games by a package written in Rust; run by an interpreter with coopgame-py.

``python peer_games.py CONCEPT VALUES REPEATED FILE`` reads games of so many values each from a file
of doubles, prints the processor's seconds of one round over all of them and the peak memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from array import array
from pathlib import Path

import coopgame


def main(concept: str, values: int, repeated: int, path: Path) -> None:
    """Solve each once to load what is needed, then several times."""
    numbers = array("d", path.read_bytes())
    games = [
        coopgame.Game(numbers[first : first + values].tolist())
        for first in range(0, len(numbers), values)
    ]
    solve = getattr(coopgame, concept)
    solve(games[0])
    begun = time.process_time()
    for _ in range(repeated):
        for game in games:
            solve(game)
    seconds = (time.process_time() - begun) / repeated
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"processor": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
