"""Kaplan–Meier by a survival package; run by an interpreter with lifelines.

Reads durations and ends from the standard input, prints the processor's seconds of 20 fits and the
peak memory.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from lifelines import KaplanMeierFitter


def main() -> None:
    """Fit once to load what is needed, then 20 times."""
    duration, observed = json.load(sys.stdin)
    KaplanMeierFitter().fit(duration, observed)
    begun = time.process_time()
    for _ in range(20):
        KaplanMeierFitter().fit(duration, observed)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"processor": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main()
