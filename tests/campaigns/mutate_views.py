"""Mutation testing of the verdict view: which changes of its SQL no written case notices.

    .venv/bin/python -m tests.campaigns.mutate_views --count 0

sqlglot reads `target_vs_actual` and `latest` (with `bounded`), one thing is changed, and the changed
text answers the store of `tests/views/verdicts.py`, whose answers are written by hand.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb
import sqlglot
from sqlglot import exp

from indicators.store.locations import STORE
from indicators.views import view
from tests.views.verdicts import cases, differences, store_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VIEWS = ("latest", "target_vs_actual")
# A join that lost its condition asks for all pairs, and those again.
BOUNDS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "threads": 1}
SECONDS = 20
SWAPPED: dict[type[exp.Expr], tuple[type[exp.Expr], ...]] = {
    exp.GT: (exp.GTE, exp.LT), exp.GTE: (exp.GT, exp.LT), exp.LT: (exp.LTE, exp.GT), exp.LTE: (exp.LT, exp.GT),
    exp.EQ: (exp.NEQ,), exp.NEQ: (exp.EQ,), exp.Add: (exp.Sub,), exp.Sub: (exp.Add,), exp.Mul: (exp.Div,),
    exp.Div: (exp.Mul,), exp.And: (exp.Or,), exp.Or: (exp.And,), exp.Min: (exp.Max,), exp.Max: (exp.Min,),
}  # fmt: skip


class Mutant(NamedTuple):
    """The change number `variant` of the node number `place` of a view's tree."""

    view: str
    place: int
    variant: int


def mutants(trees: Mapping[str, exp.Expr]) -> list[Mutant]:
    """All changes, none of them made."""
    return [
        Mutant(name, place, variant)
        for name, tree in trees.items()
        for place, node in enumerate(tree.walk())
        for variant, _ in enumerate(_changes(node))
    ]


def changed(tree: exp.Expr, mutant: Mutant) -> tuple[str, str]:
    """The text of the view with one change, and what was changed."""
    copy = tree.copy()
    node = next(node for place, node in enumerate(copy.walk()) if place == mutant.place)
    before = node.sql("duckdb")
    found = list(_changes(node))[mutant.variant]
    if isinstance(found, str):  # a change in place
        node.set(found, "" if found == "side" else not node.args.get(found))
        after = node.sql("duckdb")
    else:
        after = found.sql("duckdb")
        node.replace(found)
    return copy.sql("duckdb"), f"…{before[-110:]}  ->  …{after[-110:]}"


def _changes(node: exp.Expr) -> Iterator[exp.Expr | str]:
    for other in SWAPPED.get(type(node), ()):
        yield other(**{name: _copied(value) for name, value in node.args.items()})
    if isinstance(node, exp.And | exp.Or):  # one side dropped
        yield node.left.copy()
        yield node.right.copy()
    elif isinstance(node, exp.Is | exp.Not | exp.In):
        yield (
            node.this.copy() if isinstance(node, exp.Not) else exp.Not(this=exp.paren(node.copy()))
        )
    elif isinstance(node, exp.Literal) and not isinstance(node.parent, exp.DataTypeParam):
        more = "other" if node.is_string else str(float(node.this) + 1)
        yield exp.Literal(this=more, is_string=node.is_string)
    elif isinstance(node, exp.Neg | exp.Coalesce | exp.Abs):
        yield node.this.copy()
    elif isinstance(node, exp.If) and isinstance(
        node.parent, exp.Case
    ):  # a branch that is never taken
        yield exp.If(this=exp.false(), true=node.args["true"].copy())
    elif isinstance(node, exp.Join) and node.args.get("side"):
        yield "side"
    elif isinstance(node, exp.Ordered):
        yield "desc"


def _copied(value: object) -> object:
    if isinstance(value, exp.Expr):
        return value.copy()
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _asked(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, object]]:
    """The rows of a query; one that goes on for long is stopped."""
    watch = threading.Timer(SECONDS, connection.interrupt)
    watch.start()
    try:
        asked = connection.execute(query)
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    finally:
        watch.cancel()


def outcome(connection: duckdb.DuckDBPyConnection, texts: dict[str, str]) -> str:
    """`survived`, or what the first written case says otherwise."""
    query = f"WITH latest AS ({texts['latest']}) SELECT * FROM ({texts['target_vs_actual']})"
    try:
        rows = _asked(connection, query)
    except duckdb.Error as error:
        return f"refused: {str(error).splitlines()[0]}"
    found = differences(cases(), rows)
    return found[0] if found else "survived"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--count", type=int, default=200, help="mutants, drawn at random; 0 for all"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    plain = {name: view(name) for name in VIEWS}
    trees = {name: sqlglot.parse_one(text, dialect="duckdb") for name, text in plain.items()}
    every = mutants(trees)
    chosen = every
    if given.count and given.count < len(every):
        chosen = random.Random(given.seed).sample(every, given.count)
    total: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        store_of(cases(), Path(folder)).close()
        connection = duckdb.connect(Path(folder) / STORE.name, read_only=True, config=BOUNDS)
        if (wrong := outcome(connection, plain)) != "survived":
            raise SystemExit(f"the view itself is not as written: {wrong}")
        for mutant in chosen:
            text, what = changed(trees[mutant.view], mutant)
            found = outcome(connection, {**plain, mutant.view: text})
            total[mutant.view] += 1
            killed[mutant.view] += found != "survived"
            if found == "survived":
                print(f"survived {mutant.view}: {what}", flush=True)
    for name in VIEWS:
        print(f"{name:20} {killed[name]:4} of {total[name]:4} killed")
    share = sum(killed.values()) / sum(total.values())
    print(
        f"{sum(killed.values())} of {sum(total.values())} killed, {share:.1%}; {len(every)} mutants in all"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
