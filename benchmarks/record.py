"""Run a benchmark and keep what it printed in README.md: `python benchmarks/record.py views 10000000`.

What stands behind a colon tells several places of one script apart (`views:country`).
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
README = HERE / "README.md"


def main() -> int:
    """Run, show and record."""
    place, *arguments = sys.argv[1:]
    script = f"{place.partition(':')[0]}.py"
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout)
    if done.returncode:
        return done.returncode
    if not keep(place, " ".join(["python", f"benchmarks/{script}", *arguments]), done.stdout):
        print(f"README.md has no place for {place}", file=sys.stderr)
        return 1
    return 0


def keep(place: str, command: str, printed: str) -> bool:
    """Put what a command printed into its place; whether there is one."""
    shown = f"<!-- {place} -->\n`{command}`\n\n```\n{printed.strip()}\n```\n<!-- end -->"
    text, found = re.subn(
        rf"(?s)<!-- {place} -->.*?<!-- end -->", lambda _: shown, README.read_text("utf-8")
    )
    README.write_text(text, "utf-8")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
