"""What it costs to begin: `import indicators` beside `import duckdb`, and `indicators --help`.

Processor seconds (user and system) of a process of its own, the least of several, with
what Python takes to start.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

ROUNDS = 9
IMPORT_AT_MOST, HELP_AT_MOST = 1.5, 0.3
COMMAND = Path(sys.executable).parent / "indicators"


def cost(*command: str) -> float:
    """Processor seconds of the command, the least of the rounds."""
    return min(_once(command) for _ in range(ROUNDS))


def _once(command: tuple[str, ...]) -> float:
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def main() -> None:
    """Measure and print; the goals are those of the project."""
    nothing = cost(sys.executable, "-c", "pass")
    duckdb = cost(sys.executable, "-c", "import duckdb")
    ours = cost(sys.executable, "-c", "import indicators")
    shown = cost(str(COMMAND), "--help")
    print(
        f"least of {ROUNDS}; {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    )
    print(f"python, nothing imported     {nothing:6.3f} s of cpu")
    print(f"import duckdb                {duckdb:6.3f}")
    print(
        f"import indicators            {ours:6.3f}   {ours / duckdb:.2f} times `import duckdb`; goal: {IMPORT_AT_MOST}"
    )
    print(f"indicators --help            {shown:6.3f}   goal: {HELP_AT_MOST}")


if __name__ == "__main__":
    main()
