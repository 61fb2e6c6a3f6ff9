"""Leave the shell script's checks out where there is no such shell."""

from __future__ import annotations

import sys

collect_ignore = ["test_run_script.py"] if sys.platform == "win32" else []
