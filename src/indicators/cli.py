"""The command `indicators`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.messages.errors import IndicatorsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indicators.audit import Rule


_SPARK = "read on the executors of Spark, which must see the same paths: spark://host:7077, yarn, local-cluster[2,1,1024]"
_DATA = "data folder, store file, or data set: a folder or an address such as s3://bucket/prefix"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code.

    0: done. 1: findings of severity error stopped it, or `diff` found a difference. 2: it could
    not start (usage, codebook, no store, disk).
    """
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except IndicatorsError as error:
        print(f"indicators: {error}", file=sys.stderr)  # noqa: T201
        return 2
    except BrokenPipeError:  # the reader of our output (head, less) has gone
        sys.stderr.close()
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="indicators",
        description="Indicators of Vietnamese districts: from tables as issued to a tidy store.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="read data/raw and publish the store")
    build.add_argument("--data", type=Path, help="data folder (default: the project's)")
    build.add_argument(
        "--keep-going", action="store_true", help="publish without what is refused, and list it"
    )
    build.add_argument("--spark", metavar="MASTER", help=_SPARK)
    build.set_defaults(run=_build)
    counts = commands.add_parser(
        "counts", help="figures by sheet and year, to be kept as counts.toml"
    )
    counts.add_argument("--data", type=Path, help="data folder (default: the project's)")
    counts.set_defaults(run=_counts)
    _add_extract(commands.add_parser(
        "extract", help="documents (.docx, .pdf, .txt, .md, .xlsx, scans) to drafts for review",
        description="Read documents and propose a row for every figure in them: a draft that a"
        " person reviews before `build` takes it. A line for each document goes to standard error."
        " Exit code: 0 all were read, 1 some failed and the others were done, 2 nothing started.",
    ))  # fmt: skip
    search = commands.add_parser("search", help="find indicators by words, also without diacritics")
    search.add_argument("text", nargs="+", help="e.g. thu ngân sách, rice yield")
    search.add_argument("--data", type=_place, help=_DATA)
    search.add_argument("--limit", type=int, default=20, help="at most so many (default 20)")
    search.set_defaults(run=_search)
    report = commands.add_parser("report", help="one HTML page about a place and a year")
    report.add_argument("--place", required=True, help="place_id, e.g. vinh-bao")
    report.add_argument("--year", required=True, type=int, help="e.g. 2023")
    report.add_argument("--lang", choices=("vi", "en"), default="vi", help="default: vi")
    report.add_argument("--data", type=_place, help=_DATA)
    report.add_argument("-o", "--output", type=Path, help="default: <place>-<year>.html")
    report.set_defaults(run=_report)
    audit = commands.add_parser("audit", help="what is odd in the documents, with the arithmetic")
    audit.add_argument("--data", type=_place, help=_DATA)
    audit.add_argument("--format", choices=("table", "csv", "xlsx"), default="table")
    audit.add_argument("-o", "--output", type=Path, help="a file instead of standard output")
    audit.add_argument("--severity", action="append", choices=("error", "warning", "note"))
    audit.add_argument("--rule", action="append", help="only this rule; may be given several times")
    audit.add_argument(
        "--document", action="append", help="document_id; may be given several times"
    )
    audit.add_argument("--place", action="append", help="place_id; may be given several times")
    audit.add_argument("--accepted", action="store_true", help="also findings that are accepted")
    audit.add_argument("--lang", choices=("vi", "en"), default="vi", help="default: vi")
    audit.add_argument(
        "--fail-on",
        choices=("error", "warning", "note"),
        help="exit code 1 if there is one so grave",
    )
    audit.set_defaults(run=_audit)
    export = commands.add_parser(
        "export", help="the whole store as workbook, csv, Parquet, package"
    )
    export.add_argument("--to", required=True, choices=("xlsx", "csv", "parquet", "datapackage"))
    export.add_argument("--data", type=_place, help=_DATA)
    export.add_argument(
        "-o", "--output", type=_place,
        help="a file (default: standard output); for parquet and datapackage a new folder, for"
        " parquet also an address such as s3://bucket/prefix",
    )  # fmt: skip
    export.set_defaults(run=_export)
    diff = commands.add_parser(
        "diff", help="what was revised between two stores; exit code as diff"
    )
    diff.add_argument("old", type=Path, metavar="OLD", help="store, data folder, observations.csv")
    diff.add_argument("new", type=Path, metavar="NEW", help="the same, also of the other kind")
    diff.add_argument("--format", choices=("table", "csv", "xlsx"), default="table")
    diff.add_argument("-o", "--output", type=Path, help="a file instead of standard output")
    diff.add_argument("--lang", choices=("vi", "en"), default="vi", help="default: vi")
    diff.set_defaults(run=_diff)
    return parser


class _Version(argparse.Action):
    """Shows the version; asking for it takes longer than the help it would stand in."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and end."""
        import indicators

        print(f"indicators {indicators.__version__}")  # noqa: T201
        parser.exit()


def _add_extract(extract: argparse.ArgumentParser) -> None:
    extract.add_argument(
        "documents", nargs="+", metavar="FILE",
        help=".docx, .pdf, .txt, .md, .xlsx, pictures (.png, .jpg, .tif); folders are searched"
        " through; patterns such as 'reports/**/*.pdf'",
    )  # fmt: skip
    extract.add_argument(
        "-o", "--output", type=Path,
        help="a folder for one draft a document; or a file: one workbook, or the rows of all"
        " documents as csv or jsonl. Without it, workbooks go into the current folder, csv and"
        " jsonl to standard output. Into a folder, documents are not read again while their draft"
        " is there, and a draft that was changed by hand is never written over",
    )  # fmt: skip
    extract.add_argument(
        "--format", choices=("xlsx", "csv", "jsonl"), default="xlsx",
        help="xlsx: a workbook for review (default); csv, jsonl: rows alone",
    )  # fmt: skip
    extract.add_argument("--data", type=Path, help="data folder whose codebook is used as well")
    extract.add_argument(
        "--jobs", type=_positive, metavar="N", help="processes (default: one a core)"
    )
    extract.add_argument("--spark", metavar="MASTER", help=_SPARK)
    extract.set_defaults(run=_extract)


def _place(text: str) -> Path | str:
    """A path, or an address such as `s3://bucket/prefix`."""
    return text if "://" in text else Path(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes; give 1 or more")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from indicators.building import build
    from indicators.building.reading import lost
    from indicators.building.summary import summary
    from indicators.spark.runner import runner_at

    report = build(
        options.data, keep_going=options.keep_going, progress=sys.stderr.isatty(),
        run=runner_at(options.spark, lost),
    )  # fmt: skip
    print(summary(report))  # noqa: T201
    return 1 if report.errors else 0


def _counts(options: argparse.Namespace) -> int:
    from indicators.building.counts import declaration
    from indicators.store.locations import data_folder

    print(declaration(options.data or data_folder()))  # noqa: T201
    return 0


def _extract(options: argparse.Namespace) -> int:
    from indicators.drafting import lost
    from indicators.drafting.command import extract_documents
    from indicators.spark.runner import runner_at

    return extract_documents(
        options.documents, options.format, options.output, options.data, options.jobs,
        runner_at(options.spark, lost),
    )  # fmt: skip


def _search(options: argparse.Namespace) -> int:
    import indicators

    text = " ".join(options.text)
    with indicators.open(options.data) as store:
        found = list(store.search(text, limit=options.limit))
    if not found:
        print(f"No indicator fits '{text}'; try other words.")  # noqa: T201
        return 0
    for row in found:
        places = ", ".join(map(str, row["places"] or []))
        print(  # noqa: T201
            f"{row['indicator_id']:42} {row['name_vi']} ({row['unit']}) · {row['name_en']}"
            f" · {row['figures']} figures{': ' + places if places else ''}"
        )
    return 0


def _report(options: argparse.Namespace) -> int:
    import indicators
    from indicators.answers.report import write_report

    name = f"{options.place.replace('/', '-')}-{options.year}.html"
    with indicators.open(options.data, lang=options.lang) as store:
        written = write_report(store, options.place, options.year, options.output or Path(name))
    print(f"Written: {written}")  # noqa: T201
    return 0


def _audit(options: argparse.Namespace) -> int:
    import indicators
    from indicators.answers.export.findings import findings_workbook, listing
    from indicators.answers.export.output import check, deliver
    from indicators.answers.findings import findings_csv
    from indicators.audit import Settings, read_settings
    from indicators.store.locations import store_path

    check(options.format, options.output)
    path = store_path(options.data)
    folder = Path(path).parent.parent  # of a store on its own there are no settings
    settings = read_settings(folder) if (folder / "raw").is_dir() else Settings()
    with indicators.open(path, lang=options.lang) as store:
        store.audit(settings, watch=_watched)
        result = store.findings(
            severity=options.severity, rule=options.rule, document=options.document,
            place=options.place, accepted=options.accepted,
        )  # fmt: skip
        frame = result.to_polars()
        if options.format == "csv":
            data = findings_csv(frame)
        elif options.format == "xlsx":
            data = findings_workbook(frame, store.rules().to_polars())
        else:
            data = f"{listing(frame, options.lang)}\n{result.note}".strip().encode() + b"\n"
    deliver(data, options.output)
    grave = ("error", "warning", "note")
    worst = grave[: grave.index(options.fail_on) + 1] if options.fail_on else ()
    open_ones = frame["severity"].filter(frame["accepted"].is_null())
    return int(open_ones.is_in(worst).any())


def _watched(rules: Iterable[Rule]) -> Iterable[Rule]:
    from tqdm import tqdm

    bar: Iterable[Rule] = tqdm(
        list(rules), desc="audit", unit=" rules", disable=not sys.stderr.isatty()
    )
    return bar


def _export(options: argparse.Namespace) -> int:
    import indicators
    from indicators.store.dataset import shown

    with indicators.open(options.data) as store:
        store.export(options.to, options.output)
    if options.output is not None:
        print(f"Written: {shown(options.output)}")  # noqa: T201
    return 0


def _diff(options: argparse.Namespace) -> int:
    from indicators.comparing.editions import read_edition
    from indicators.comparing.revisions import revisions, write_revisions

    frame = revisions(read_edition(options.old), read_edition(options.new))
    caption = f"{options.old} -> {options.new}"
    write_revisions(frame, options.format, options.lang, path=options.output, caption=caption)
    return 0 if frame.is_empty() else 1


if __name__ == "__main__":
    sys.exit(main())
