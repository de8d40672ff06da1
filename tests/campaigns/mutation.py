"""Mutation testing: which changes of the parser and the normaliser no test notices.

    .venv/bin/python -m tests.campaigns.mutation --count 600

mutmut makes the mutants. They run in forks of one collected pytest session, because to collect the
tests anew costs more than to run those that reach a mutant, and with tests that start no threads,
which a fork would break. A mutant is killed when one of the tests that reach it fails.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[2]
MUTATED = ("language/quantity", "tables")
TESTS = (
    "tests/language/test_quantity.py",
    "tests/language/test_quantity_faults.py",
    "tests/language/test_quantity_comparisons.py",
    "tests/language/test_quantity_sentences.py",
    "tests/language/test_quantity_words.py",
    "tests/tables",
)


def make_mutants(folder: Path, only: str = "") -> dict[str, str]:
    """Copy the project into `folder`, all mutants in its modules; name and file of each."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    for part in ("src", "tests", "data"):
        shutil.copytree(
            PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.duckdb")
        )
    shutil.copy(PROJECT / "pyproject.toml", folder)
    found: dict[str, str] = {}
    package = folder / "src" / "indicators"
    for path in sorted(p for room in MUTATED for p in (package / room).glob("*.py")):
        name = path.relative_to(package).as_posix()
        if only not in name:
            continue
        mutated = mutate_file_contents(str(path), path.read_text("utf-8"))
        path.write_text(mutated.code, "utf-8")
        module = "indicators." + name.removesuffix(".py").removesuffix("/__init__").replace(
            "/", "."
        )
        found |= {f"{module}.{mutant}": name for mutant in mutated.mutant_names}
    return found


def run(folder: Path, mutants: list[str], jobs: int) -> dict[str, str]:
    """Run the tests against each mutant: `survived`, `untested`, `timeout` or the test that failed."""
    (folder / "mutants.json").write_text(json.dumps(mutants), "utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-p", "tests.campaigns.mutating", "-p", "no:cacheprovider"]  # fmt: skip
    paths = {"PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}", "MUTATION_JOBS": str(jobs)}
    done = subprocess.run(
        [*command, "-o", "addopts=", *TESTS],
        cwd=folder, env={**os.environ, **paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = folder / "report.json"
    if not report.exists():
        raise SystemExit(done.stdout[-3000:] + done.stderr[-3000:])
    results: dict[str, str] = json.loads(report.read_text("utf-8"))
    return results


def source_of(folder: Path, mutant: str) -> str:
    """The lines a mutant changes, as a diff."""
    import ast
    import difflib

    module, _, name = mutant.rpartition(".")
    stem = folder / "src" / Path(*module.split("."))
    path = stem.with_suffix(".py") if stem.with_suffix(".py").exists() else stem / "__init__.py"
    text = path.read_text("utf-8")
    bodies = {
        node.name: ast.unparse(node).splitlines()[1:]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }
    original = bodies[name.rpartition("__mutmut_")[0] + "__mutmut_orig"]
    lines = difflib.unified_diff(original, bodies[name], lineterm="", n=0)
    return "\n".join(line for line in lines if line[:2] not in ("--", "++", "@@"))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--count", type=int, default=600, help="mutants, drawn at random; 0 for all"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of a module's name, such as quantity/")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--report", type=Path, help="write name and outcome of every mutant here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = make_mutants(folder, given.only)
        chosen = sorted(files)
        if given.count and given.count < len(chosen):
            chosen = sorted(random.Random(given.seed).sample(chosen, given.count))
        results = run(folder, chosen, given.jobs)
        alive = sorted(m for m, how in results.items() if how in ("survived", "untested"))
        for mutant in alive:
            print(f"{results[mutant]} {mutant}\n{source_of(folder, mutant)}")
    if given.report:
        given.report.write_text(json.dumps(results, indent=1), "utf-8")
    total = Counter(files[mutant] for mutant in results)
    killed = Counter(files[m] for m in results if m not in set(alive))
    for file in sorted(total):
        print(f"{file:30} {killed[file]:5} of {total[file]:5} killed")
    print(f"{sum(killed.values())} of {len(results)} killed, {sum(killed.values()) / len(results):.1%};"
          f" {sum(how == 'timeout' for how in results.values())} of them by running on; {len(files)} mutants in all")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
