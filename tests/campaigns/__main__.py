"""All campaigns, one after the other; what each prints is kept in docs/reliability.md.

    python -m tests.campaigns              # all of nightly.toml
    python -m tests.campaigns faults fuzz  # these

The exit code is 1 if one of them found something, or its place in the page is missing.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "reliability.md"


def main() -> int:
    """Run those asked for, or all."""
    campaigns: list[dict[str, Any]] = tomllib.loads((HERE / "nightly.toml").read_text("utf-8"))[
        "campaign"
    ]
    asked = sys.argv[1:] or [one["name"] for one in campaigns]
    unknown = set(asked) - {one["name"] for one in campaigns}
    if unknown:
        print(f"no such campaign: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    failed = [one["name"] for one in campaigns if one["name"] in asked and not run(**one)]
    print(f"{len(asked) - len(failed)} of {len(asked)} campaigns held{told(failed)}")
    return int(bool(failed))


def run(name: str, command: list[str]) -> bool:
    """Run one, show what it prints and keep it; whether it held."""
    print(f"== {name}: python -m {' '.join(command)}", flush=True)
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True, check=False
    )
    print(done.stdout, flush=True)
    minutes = (time.monotonic() - begun) / 60
    kept = (
        f"<!-- {name} -->\n`python -m {' '.join(command)}` ({datetime.now(UTC):%Y-%m-%d},"
        f" {minutes:.0f} min)\n\n```\n{done.stdout.strip(chr(10))}\n```\n<!-- end -->"
    )
    text, found = re.subn(
        rf"(?s)<!-- {name} -->.*?<!-- end -->", lambda _: kept, PAGE.read_text("utf-8")
    )
    if done.returncode == 0 and found:
        PAGE.write_text(text, "utf-8")
    return done.returncode == 0 and bool(found)


def told(failed: list[str]) -> str:
    """Which ones did not hold."""
    return f"; not: {', '.join(failed)}" if failed else ""


if __name__ == "__main__":
    sys.exit(main())
