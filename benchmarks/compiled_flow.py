"""The flow model as loops in C, to be compared with: compiled when it is measured."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.models.flow.inputs import Regions

_SOURCE: Final = r"""
#include <math.h>
#include <stdlib.h>
void follow(int n, int scenarios, int quarters, const double *stock0, const double *capacity,
            const double *environment0, const double *near, const double *friction,
            const double *alpha, const double *mobility, double gamma, double rate, double spill,
            double catch_up, double limit, double *out) {
#pragma omp parallel for schedule(static)
  for (int s = 0; s < scenarios; s++) {
    double *x = malloc(7 * n * sizeof(double)), *z = x + n, *e = z + n, *r = e + n, *k = r + n,
           *in = k + n, *left = in + n;
    for (int i = 0; i < n; i++) {
      x[i] = stock0[i]; e[i] = log(environment0[i]);
      z[i] = log(fmax(x[i] / capacity[i], 1e-12));
    }
    for (int q = 0; q < quarters; q++) {
      double total = 0, mean = 0, best = e[0];
      for (int i = 0; i < n; i++) {
        k[i] = log(fmax(x[i] / capacity[i], 1e-12));
        r[i] = e[i] - alpha[s] * k[i] + gamma * z[i];
        total += x[i]; mean += k[i]; in[i] = 0; best = fmax(best, e[i]);
      }
      mean /= n;
      for (int i = 0; i < n; i++) {
        const double *w = near + i * n, *t = friction + i * n;
        double flow = 0, mass = mobility[s] * x[i] / total;
        for (int j = 0; j < n; j++) {
          double gap = r[j] - r[i] - t[j];
          flow += w[j] * x[j] * (gap > 0 ? gap : 0);
        }
        flow *= mass;
        double c = flow > limit * x[i] ? limit * x[i] / flow : 1;
        for (int j = 0; j < n; j++) {
          double gap = r[j] - r[i] - t[j];
          in[j] += c * mass * w[j] * x[j] * (gap > 0 ? gap : 0);
        }
        left[i] = c * flow;
      }
      for (int i = 0; i < n; i++) {
        x[i] += in[i] - left[i];
        z[i] = (1 - rate) * z[i] + rate * ((1 - spill) * k[i] + spill * mean);
        e[i] += catch_up * (best - e[i]);
      }
    }
    for (int i = 0; i < n; i++) out[s * n + i] = x[i];
    free(x);
  }
}
"""
_FAST: Final = ("-O3", "-march=native", "-ffast-math", "-fopenmp")
_STRICT: Final = ("-O2",)


def has_compiler() -> bool:
    """Tell whether a C compiler is at hand."""
    return shutil.which("cc") is not None


def follow_compiled(
    regions: Regions, varied: Mapping[str, np.ndarray], quarters: int, *, strict: bool = False
) -> np.ndarray:
    """Return the last stocks (scenario, region); strict is one thread without fast mathematics.

    Compiling counts only in the first call with the same options.
    """
    library = _compiled(strict=strict)
    parameters, count = regions.parameters, regions.count
    scenarios = len(varied["mobility"])
    out = np.empty((scenarios, count))
    arrays = [
        np.ascontiguousarray(each)
        for each in (
            regions.stock,
            regions.capacity,
            regions.environment,
            regions.proximity,
            regions.friction,
            varied["congestion_elasticity"],
            varied["mobility"],
        )
    ]
    figures = (
        parameters.knowledge_elasticity,
        parameters.knowledge_rate,
        parameters.spillover_share,
        parameters.catch_up_rate,
        parameters.donor_limit,
    )
    library.follow(
        count,
        scenarios,
        quarters,
        *(each.ctypes.data_as(ctypes.c_void_p) for each in arrays),
        *(ctypes.c_double(each) for each in figures),
        out.ctypes.data_as(ctypes.c_void_p),
    )
    return out


def _compiled(*, strict: bool) -> ctypes.CDLL:
    place = Path(tempfile.gettempdir()) / f"feidi-flow-{os.getuid()}-{strict}.so"
    if not place.exists():
        source = place.with_suffix(".c")
        source.write_text(_SOURCE, "utf-8")
        options = _STRICT if strict else _FAST
        command = ["cc", *options, "-shared", "-fPIC", "-o", str(place), str(source), "-lm"]
        subprocess.run(command, check=True)
    return ctypes.CDLL(str(place))
