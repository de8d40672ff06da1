"""How long the rules of the audit take over a large store, against the plainest query, in one run.

`python benchmarks/audit.py [OBSERVATIONS] [ROUNDS]` makes a store of synthetic figures (10 million unless told;
100000 for a quick look) with the indicators and relations of the codebook. Totals are the sums of their
parts, outputs are area times yield, shares, growth and percents of plan follow from the levels; all of
it is rounded as documents round, and one level in twenty thousand is a slip, so that rules have
something to find.

Printed are the seconds of `prepare`, of every rule and of `select count(*), sum(value) from
observation` over the same open store, each the best of its rounds; the average of a rule is the
time of all together, preparing included, over the number of rules. Peak memory is that of the process
(Linux only). `--store FILE` keeps the store there, or uses the one that lies there.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import duckdb
import numpy as np
import polars as pl
from memory import forget, peak

from indicators.audit import all_rules, prepare, run
from indicators.codebook import load_codebook
from indicators.model.schema import ddl
from indicators.store import frames
from indicators.store.reading import connect
from indicators.views import VIEWS, view

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from indicators.codebook import Codebook

    Values = dict[str, NDArray[np.float64]]

Answer = TypeVar("Answer")
OBSERVATIONS, ROUNDS = 10_000_000, 3
FIRST, YEARS, SLOTS = 2015, 10, 7
PLAIN = "SELECT count(*), sum(value) FROM observation"
GOAL = 10

STORE = """
INSERT INTO place
SELECT format('district-{:03d}', p), CAST(10000 + p AS VARCHAR), format('Huyện {}', p), 'district',
    format('province-{}', p % 63), DATE '1900-01-01', CASE WHEN p % 10 = 0 THEN DATE '2021-06-30' END, NULL
FROM range($places) AS r(p)
UNION ALL
-- one in ten has another territory since
SELECT format('district-{:03d}', p), CAST(20000 + p AS VARCHAR), format('Huyện {}', p), 'district',
    format('province-{}', p % 63), DATE '2021-07-01', NULL, NULL
FROM range($places) AS r(p) WHERE p % 10 = 0
UNION ALL
SELECT format('commune-{:03d}-{}', p, c.position), CAST(100000 + 10 * p + c.position AS VARCHAR), c.name, 'commune',
    format('district-{:03d}', p), DATE '1900-01-01', NULL, NULL
FROM range($places) AS r(p), (VALUES (0, 'Xã Tân Hưng'), (1, 'Xã Hòa Bình'), (2, 'Thị trấn Phú Minh')) AS c(position, name);

-- a year has a resolution with targets, a report with estimates, a report with actual figures
INSERT INTO document BY NAME
SELECT
    format('district-{:03d}/{}-{}', p, y, k) AS document_id, format('{}-{}', y, k) AS number,
    format('Báo cáo {} {}', y, k) AS title, 'Báo cáo' AS kind, 'UBND' AS issuer,
    CASE k WHEN 0 THEN make_date(y - 1, 12, 20) WHEN 1 THEN make_date(y, 12, 5)
        ELSE make_date(y + 1, 4, 1) END AS issued_on,
    'day' AS issued_precision, format('district-{:03d}', p) AS place_id,
    format('{}/{}.xlsx', p, y) AS file, '' AS sha256, 'official' AS source_class, 'document' AS title_from
FROM range($places) AS a(p), range($first, $first + $years) AS b(y), range(3) AS c(k);

INSERT INTO observation BY NAME
WITH cell AS (
    SELECT
        n, CAST(n % $slots AS INTEGER) AS slot, truth.*,
        hash(n) % 1000 AS dice,  -- of the figure
        hash(n // $slots) % 1000 AS luck,  -- of its place, year and indicator
        hash(n - n % $slots) % 1000 AS aim,  -- of its target
        hash(p, y) % 3 = 0 AS bare,  -- prints no price basis
        p % 2 = 1 AND y > $first AS together  -- the report prints the targets beside the results
    FROM range($observations) AS r(n)
    JOIN truth ON truth.cell = n // $slots
),
kind AS (
    SELECT
        c.*, i.*, i.unit IN ('tỷ đồng', 'triệu đồng') AS money, u.counted,
        CASE
            WHEN i.unit = 'text' THEN CASE slot WHEN 0 THEN 'text target' ELSE 'text' END
            WHEN slot = 0 THEN 'target'
            WHEN slot = 1 THEN 'actual'
            WHEN slot = 2 THEN CASE WHEN luck < 600 THEN 'estimate' WHEN bare AND money THEN 'budget'
                WHEN whole IS NULL THEN 'plan' ELSE 'city' END
            WHEN slot = 3 THEN 'growth'
            WHEN slot = 4 THEN CASE WHEN luck < 600 AND share IS NOT NULL THEN 'share'
                WHEN luck < 600 THEN 'growth target' WHEN bare AND money THEN 'budget progress' ELSE 'city progress' END
            WHEN slot = 5 THEN 'progress'
            WHEN money THEN 'constant'
            WHEN luck % 2 = 0 THEN 'growth again'
            ELSE 'month'
        END AS what
    FROM cell AS c
    JOIN indicator AS i ON i.indicator_id = c.id
    LEFT JOIN unit AS u ON u.symbol = i.unit
),
shape AS (
    SELECT
        *,
        CASE WHEN what LIKE 'text%' THEN 'text' WHEN what LIKE 'growth%' THEN 'growth' WHEN what = 'share' THEN 'share'
            WHEN what LIKE '%plan%' OR what LIKE '%city%' OR what LIKE '%budget%' THEN 'attainment' ELSE measure END AS kind,
        CASE
            WHEN what LIKE 'text%' THEN 'text'
            WHEN what NOT LIKE '%target' OR aim < 500 THEN 'point'
            WHEN aim < 700 THEN 'range' WHEN aim < 800 THEN 'at_least' WHEN aim < 880 THEN 'more_than'
            WHEN aim < 940 THEN 'at_most' ELSE 'less_than' END AS bound,
        CASE
            WHEN what LIKE '%target' THEN CASE WHEN together THEN 2 ELSE 0 END
            WHEN what IN ('estimate', 'progress', 'month', 'growth again', 'budget progress', 'city progress') THEN 1 ELSE 2
        END AS k,
        CAST(CASE WHEN counted AND what IN ('target', 'actual', 'estimate', 'progress', 'month', 'constant') THEN 0
            ELSE 1 + n % 2 END AS INTEGER) AS decimals,
        CASE what
            WHEN 'target' THEN plan
            WHEN 'growth' THEN CASE WHEN unit = '%' THEN actual - before ELSE 100 * (actual / before - 1) END
            WHEN 'growth again' THEN CASE WHEN unit = '%' THEN actual - before ELSE 100 * (actual / before - 1) END
            WHEN 'growth target' THEN CASE WHEN unit = '%' THEN plan - before ELSE 100 * (plan / before - 1) END
            WHEN 'plan' THEN 100 * actual / plan
            WHEN 'budget' THEN 100 * actual / plan
            WHEN 'city' THEN 100 * actual / plan
            WHEN 'budget progress' THEN 100 * progress / plan
            WHEN 'city progress' THEN 100 * progress / plan
            WHEN 'progress' THEN progress
            WHEN 'month' THEN progress
            WHEN 'constant' THEN 0.8 * actual
            WHEN 'share' THEN share
            ELSE actual
        END AS v
    FROM kind
),
rounded AS (
    SELECT * REPLACE (round(v * CASE WHEN kind = 'level' AND hash(n, 'slip') % 20000 = 0 THEN 10 ELSE 1 END, decimals) AS v)
    FROM shape
)
SELECT
    substr(md5(CAST(n AS VARCHAR)), 1, 16) AS observation_id,
    format('district-{:03d}/{}-{}', p, y, k) AS document_id,
    format('Phụ lục!{}{}', chr(67 + slot), i + 5) AS locator,
    CASE WHEN what IN ('target', 'text target') OR (together AND k = 2) THEN format('Phụ lục I.{}', i + 1)
        WHEN luck % 2 = 0 THEN format('chú thích {}', i // 8 + 1) ELSE format('II.{}', i // 30 + 1) END AS source_locator,
    format('district-{:03d}', p) AS place_id, id AS indicator_id,
    CASE WHEN what = 'month' THEN make_date(y, 6, 1) ELSE make_date(y, 1, 1) END AS period_start,
    CASE WHEN what = 'month' THEN make_date(y, 6, 30) WHEN what LIKE '%progress' THEN make_date(y, 9, 30)
        ELSE make_date(y, 12, 31) END AS period_end,
    CASE WHEN what = 'month' THEN 'month' WHEN what LIKE '%progress' THEN 'year_to_date' ELSE 'year' END AS period_kind,
    CASE WHEN what LIKE '%target' THEN 'target'
        WHEN what IN ('estimate', 'growth again') THEN 'estimate' ELSE 'actual' END AS scenario,
    CASE WHEN what LIKE '%target' THEN 'district' WHEN what IN ('plan', 'city', 'budget') THEN what
        WHEN what LIKE '%progress' AND kind = 'attainment' THEN split_part(what, ' ', 1) END AS target_by,
    kind AS measure, bound,
    CASE WHEN bound = 'point' THEN v END AS value,
    CASE WHEN bound IN ('at_least', 'more_than') THEN v WHEN bound = 'range' THEN round(v - abs(v) / 50, decimals) END AS low,
    CASE WHEN bound IN ('at_most', 'less_than') THEN v WHEN bound = 'range' THEN round(v + abs(v) / 50, decimals) END AS high,
    CASE WHEN what IN ('target', 'actual', 'estimate') THEN whole END AS denominator,
    CASE WHEN bound <> 'text' THEN decimals END AS decimals,
    CASE WHEN kind = 'text' THEN NULL WHEN kind = 'level' THEN unit
        WHEN kind = 'growth' AND unit = '%' THEN 'điểm %' ELSE '%' END AS unit,
    CASE WHEN NOT money OR kind IN ('attainment', 'text') THEN NULL WHEN what = 'constant' OR kind = 'growth' THEN 'constant'
        WHEN kind = 'share' OR NOT bare THEN 'current' END AS price_basis,
    CASE WHEN what = 'constant' THEN 2010 END AS base_year,
    -- a place has its own words
    ['', '- ', '+ ', 'Trong đó: '][1 + p % 4] || name_vi || ['', ' của huyện', ' ước đạt', format(' năm {}', y)][1 + p // 4 % 4] AS raw_label,
    coalesce(replace(CASE WHEN kind <> 'growth' THEN '' WHEN v < 0 THEN 'giảm ' ELSE 'tăng ' END || CAST(abs(v) AS VARCHAR), '.', ','), 'Thực hiện')
        AS raw_value,
    unit AS raw_unit,
    CASE WHEN what = 'actual' AND luck % 4 = 0 AND better = 'higher' AND bound = 'point' AND aim < 880 AND actual > 1.06 * plan
        THEN CASE WHEN aim < 700 THEN 'Vượt' ELSE 'Đạt' END END AS reported_status,
    CASE WHEN dice = 7 THEN 'Xã Tân Hưng, Hòa Bình' WHEN dice % 50 = 0 THEN 'Số liệu ước tính' END AS note,
    CASE WHEN kind = 'growth' AND money AND luck < 500 THEN ['price_basis_assumed'] WHEN dice = 5 THEN ['inherited_unit']
        WHEN hash(n, 'flag') % 50000 = 0 THEN ['corrected'] ELSE CAST([] AS VARCHAR[]) END AS flags,
    CAST(i * $slots + slot AS INTEGER) AS ordinal
FROM rounded;

INSERT INTO rating
SELECT observation_id, 'own', CASE reported_status WHEN 'Vượt' THEN 'exceeded' ELSE 'met' END
FROM observation
WHERE reported_status IS NOT NULL
"""


def make(path: Path, observations: int) -> None:
    """A store of synthetic figures, through the schema and the views of the package."""
    codebook = load_codebook()
    indicators = frames.indicators(codebook)
    places = -(-observations // (len(indicators) * YEARS * SLOTS))
    sizes = {"places": places, "first": FIRST, "years": YEARS, "slots": SLOTS}
    with duckdb.connect(str(path)) as connection:
        connection.execute(ddl())
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view(name)}")
        _insert(connection, "indicator", indicators)
        _insert(connection, "relation", frames.relations(codebook))
        _insert(connection, "unit", frames.units())
        connection.register("truth", truth(codebook, places).to_arrow())
        for statement in STORE.split(";\n"):
            filled = statement.replace("$observations", str(observations))
            for name, size in sizes.items():
                filled = filled.replace(f"${name}", str(size))
            connection.execute(filled)
        connection.unregister("truth")
        connection.execute("CHECKPOINT")


def truth(codebook: Codebook, places: int) -> pl.DataFrame:
    """What the figures are printed from, a row a place, year and indicator."""
    random = np.random.default_rng(1)
    ids = list(codebook.indicators)
    leaves = _leaves(codebook, random, places)
    actual = _solved(codebook, leaves)

    def scaled(name: str, factor: NDArray[np.float64] | float) -> NDArray[np.float64]:
        return _counted(codebook, name, leaves[name] * factor)

    named = [name for name in leaves if not name.endswith("|whole")]
    shape = (places, YEARS + 1)
    plan = _solved(
        codebook,
        leaves | {name: scaled(name, random.uniform(0.995, 1.03, shape)) for name in named},
    )
    # percentages and yields stand at the end of nine months where they stand in the year
    amounts = [
        name for name in named if "/" not in (u := codebook.indicators[name].unit) and u != "%"
    ]
    progress = _solved(codebook, leaves | {name: scaled(name, 0.7) for name in amounts})
    members = _members(codebook, "level")

    def shares(name: str) -> NDArray[np.float64]:
        indicator = codebook.indicators[name]
        if indicator.group is None or indicator.measure == "share":
            return np.full((places, YEARS), np.nan)
        whole = np.sum([actual[member] for member in members[indicator.group]], axis=0)
        return np.asarray(100 * actual[name] / whole)[:, 1:]

    def stacked(part: Callable[[str], NDArray[np.float64]]) -> NDArray[np.float64]:
        return np.stack([part(name) for name in ids], axis=2).ravel()

    place, year, number = np.indices((places, YEARS, len(ids))).reshape(3, -1)
    none = np.full((places, YEARS), np.nan)
    return pl.DataFrame(
        {
            "cell": np.arange(number.size),
            "p": place,
            "y": (year + FIRST).astype(np.int32),
            "i": number,
            "id": pl.Series(ids).gather(number),
            "actual": stacked(lambda name: actual[name][:, 1:]),
            "before": stacked(lambda name: actual[name][:, :-1]),
            "plan": stacked(lambda name: plan[name][:, 1:]),
            "progress": stacked(lambda name: progress[name][:, 1:]),
            "share": stacked(shares),
            "whole": stacked(lambda name: leaves.get(f"{name}|whole", none)[:, -YEARS:]),
        }
    ).with_columns(pl.col("share", "whole").fill_nan(None))


def _members(codebook: Codebook, measure: str) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for name, indicator in codebook.indicators.items():
        if indicator.group is not None and indicator.measure == measure:
            members.setdefault(indicator.group, []).append(name)
    return members


def _counted(codebook: Codebook, name: str, values: NDArray[np.float64]) -> NDArray[np.float64]:
    unit = codebook.indicators[name].unit
    whole = next((u["counted"] for u in _UNITS if u["symbol"] == unit), False)
    return np.round(values) if whole else values


_UNITS = frames.units().to_dicts()


def _leaves(codebook: Codebook, random: np.random.Generator, places: int) -> Values:
    """What no relation gives: levels that grow slowly, shares of 100; `…|whole` are denominators."""
    shape = (places, YEARS + 1)
    leaves: Values = {}
    pace = random.uniform(1.01, 1.06, (places, 1))
    growth = np.cumprod(pace * random.uniform(1, 1.005, shape), axis=1)
    for name, indicator in codebook.indicators.items():
        size = random.uniform(300, 3000, (places, 1))
        if indicator.unit == "%":
            leaves[name] = random.uniform(40, 70, (places, 1)) * growth**0.2
        elif indicator.unit in ("xã", "trường", "chỉ tiêu"):
            leaves[f"{name}|whole"] = np.broadcast_to(np.round(size / 10), shape)
            leaves[name] = np.rint(leaves[f"{name}|whole"] * 0.4 * growth**0.5)
        else:
            leaves[name] = _counted(codebook, name, size * growth)
    # the structure of agriculture leaves forestry out
    leaves["forestry_output"] = leaves["forestry_output"] / 1e6
    for relation in codebook.relations:
        if relation.kind == "rate" and len(relation.terms) == 2:
            part, whole = relation.terms
            leaves[part] = _counted(
                codebook, part, leaves[whole] * random.uniform(0.5, 0.9, (places, 1))
            )
    return leaves


def _solved(codebook: Codebook, leaves: Values) -> Values:
    """The relations applied to the leaves, each when its terms are known."""
    open_ = [r for r in codebook.relations if r.kind in ("sum", "product", "mean", "rate")]
    # an average yield is output over area; other means lie between their terms
    divided = {r.terms[1] for r in open_ if r.kind == "product"} & {
        r.result for r in open_ if r.kind == "mean"
    }
    results = {r.result for r in open_}
    values = {name: value for name, value in leaves.items() if name not in results}
    for names in _members(codebook, "share").values():
        total = np.sum([values[name] for name in names], axis=0)
        for name in names if len(names) > 1 else ():
            values[name] = 100 * values[name] / total
    while open_:
        ready = [r for r in open_ if all(term in values or term in divided for term in r.terms)]
        if not ready:
            message = "the relations of the codebook go in a circle"
            raise ValueError(message)
        for r in ready:
            open_.remove(r)
            terms = [values[term] for term in r.terms if term in values]
            if r.kind == "sum":
                value = float(r.factor) * np.sum(terms, axis=0)
            elif r.kind == "product" and len(terms) == 1:
                if r.result not in values:
                    open_.append(r)
                    continue
                values[r.terms[1]] = values[r.result] / terms[0] / float(r.factor)
                continue
            elif r.kind == "product":
                value = float(r.factor) * np.prod(terms, axis=0)
            elif r.kind == "mean":
                value = np.mean(terms, axis=0)
            else:
                whole = terms[1] if len(terms) == 2 else leaves[f"{r.terms[0]}|whole"]
                value = 100 * terms[0] / whole
            if r.result not in divided:
                values.setdefault(r.result, value)
    return values


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
    connection.unregister("incoming")


def _plain(connection: duckdb.DuckDBPyConnection) -> float:
    return _timed(lambda: connection.execute(PLAIN).fetchall())[0]


def _timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def measure(path: Path, rounds: int) -> None:
    """Every part in turn, round by round, and the table."""
    rules = [rule for rule in all_rules().values() if rule.severity != "off"]
    best: dict[str, float] = {}
    found: dict[str, int] = {}
    forget()
    for _ in range(rounds):
        connection = connect(path)  # an audit opens the store and goes
        plain = [_plain(connection) for _ in range(rounds)]
        seconds = {"prepare": _timed(partial(prepare, connection))[0]}
        for rule in rules:
            seconds[rule.name], answer = _timed(partial(run, connection, rule))
            found[rule.name] = len(answer)
        seconds["plain"] = min(*plain, _plain(connection))
        connection.close()
        best = {name: min(best.get(name, taken), taken) for name, taken in seconds.items()}
    one = best.pop("plain")
    total = sum(best.values())
    average = total / len(rules)
    print(f"{'':36} {'found':>7} {'seconds':>8} {'of count and sum':>17}")
    print(f"{'count(*), sum(value)':36} {'':7} {one:8.3f} {1:17.1f}")
    for name, taken in sorted(best.items(), key=lambda item: -item[1]):
        print(f"{name:36} {found.get(name, ''):>7} {taken:8.3f} {taken / one:17.1f}")
    print(f"{'all together':36} {sum(found.values()):7} {total:8.3f} {total / one:17.1f}")
    print(f"{'average of a rule, with preparing':36} {'':7} {average:8.3f} {average / one:17.1f}")
    print(f"goal: {GOAL}; {len(rules)} rules; peak {peak():.1f} GB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("observations", type=int, nargs="?", default=OBSERVATIONS)
    parser.add_argument("rounds", type=int, nargs="?", default=ROUNDS)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    print(
        f"{options.observations} figures, best of {options.rounds}; {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "store.duckdb"
        if not path.exists():
            make(path, options.observations)
        measure(path, options.rounds)


if __name__ == "__main__":
    main()
