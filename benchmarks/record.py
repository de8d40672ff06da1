"""Run a benchmark and keep what it printed in README.md: `python benchmarks/record.py views 10000000`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run, show and record."""
    name, *arguments = sys.argv[1:]
    command = [sys.executable, str(HERE / f"{name}.py"), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout)
    if done.returncode:
        return done.returncode
    readme = HERE / "README.md"
    shown = f"`python benchmarks/{name}.py{''.join(f' {a}' for a in arguments)}`\n\n```\n{done.stdout.strip()}\n```"
    text, found = re.subn(
        rf"(?s)<!-- {name} -->.*?<!-- end -->",
        lambda _: f"<!-- {name} -->\n{shown}\n<!-- end -->",
        readme.read_text("utf-8"),
    )
    if not found:
        print(f"README.md has no place for {name}", file=sys.stderr)
        return 1
    readme.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
