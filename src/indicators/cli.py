"""The command `indicators`."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from indicators.messages.errors import IndicatorsError
from indicators.messages.sentences import LANGUAGES, Language, Message, say, speaking, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from indicators.audit import Rule


class _Help(argparse.HelpFormatter):
    """Help in the language in force."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, say("help.usage") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose help and complaints are in the language in force."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (those of argparse)
        super().__init__(add_help=False, formatter_class=_Help, **options)
        self._positionals.title = say("help.positionals")
        self._optionals.title = say("help.options")
        self.add_argument("-h", "--help", action="help", help=say("help.help"))

    def error(self, message: str) -> NoReturn:
        """End with the usage and what is wrong with the arguments."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {say('usage.error', reason=_complaint(message))}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code.

    0: done. 1: findings of severity error stopped it, or `diff` found a difference. 2: it could
    not start (usage, codebook, no store, disk).
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    _let_everything_be_printed()
    with speaking(_language(given)):
        return _run(given)


def _let_everything_be_printed() -> None:
    """UTF-8 where the encoding of the output has no Vietnamese (cp1252, ASCII); no letter ends it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding=None if _has_vietnamese(stream.encoding) else "utf-8",
                errors="backslashreplace",
            )


def _has_vietnamese(encoding: str) -> bool:
    try:
        "ữệ → –".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _run(arguments: list[str]) -> int:
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


def _language(arguments: list[str]) -> Language | None:
    """The language asked for, which the help and complaints about arguments are to be in too."""
    for option, value in pairwise([*arguments, ""]):
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and asked in LANGUAGES:
            return asked
    return None


def _complaint(english: str) -> str | Message:
    """What argparse says in English alone, as a sentence of ours."""
    # the longest first: the shortest fits whatever is said of an argument
    for code, pair in sorted(texts().items(), key=lambda item: -len(item[1]["en"])):
        if code.startswith("usage.") and code != "usage.error":
            parts = re.split(r"\{(\w+)\}", pair["en"])
            pattern = "".join(
                f"(?P<{part}>.+)" if n % 2 else re.escape(part) for n, part in enumerate(parts)
            )
            if found := re.fullmatch(pattern, english):
                return Message(code, found.groupdict())
    return english


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="indicators", description=say("help.indicators"))
    parser.add_argument("--version", action=_Version, nargs=0, help=say("help.version"))
    commands = parser.add_subparsers(
        title=say("help.commands"), required=True, metavar=say("help.command")
    )

    def command(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        about = say("help.extract_at_length") if name == "extract" else None
        added: argparse.ArgumentParser = commands.add_parser(
            name, help=say(f"help.{name}"), description=about
        )
        added.set_defaults(run=run)
        shown = "help.lang_shown" if name in ("report", "audit", "diff") else "help.lang"
        added.add_argument("--lang", choices=LANGUAGES, help=say(shown))
        return added

    build = command("build", _build)
    build.add_argument("--data", type=Path, help=say("help.data_folder"))
    build.add_argument("--keep-going", action="store_true", help=say("help.keep_going"))
    build.add_argument("--spark", metavar="MASTER", help=say("help.spark"))
    adopt = command("adopt", _adopt)
    adopt.add_argument(
        "files", nargs="+", type=Path, metavar=say("help.file_name"), help=say("help.tables")
    )
    adopt.add_argument("--from", dest="like", type=Path, metavar="XLSX", help=say("help.like"))
    adopt.add_argument("--data", type=Path, help=say("help.data_folder"))
    counts = command("counts", _counts)
    counts.add_argument("--data", type=Path, help=say("help.data_folder"))
    _add_extract(command("extract", _extract))
    search = command("search", _search)
    search.add_argument("text", nargs="+", help=say("help.text"))
    search.add_argument("--data", type=_place, help=say("help.data"))
    search.add_argument("--limit", type=int, default=20, help=say("help.limit"))
    report = command("report", _report)
    report.add_argument("--place", required=True, help=say("help.place"))
    report.add_argument("--year", required=True, type=int, help=say("help.year"))
    report.add_argument("--data", type=_place, help=say("help.data"))
    report.add_argument("-o", "--output", type=Path, help=say("help.page"))
    _add_audit(command("audit", _audit))
    export = command("export", _export)
    export.add_argument("--to", required=True, choices=("xlsx", "csv", "parquet", "datapackage"))
    export.add_argument("--data", type=_place, help=say("help.data"))
    export.add_argument("-o", "--output", type=_place, help=say("help.export_output"))
    diff = command("diff", _diff)
    diff.add_argument("old", type=Path, metavar=say("help.old_name"), help=say("help.old"))
    diff.add_argument("new", type=Path, metavar=say("help.new_name"), help=say("help.new"))
    diff.add_argument("--format", choices=("table", "csv", "xlsx"), default="table")
    diff.add_argument("-o", "--output", type=Path, help=say("help.file"))
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
        "documents", nargs="+", metavar=say("help.file_name"), help=say("help.documents")
    )
    extract.add_argument("-o", "--output", type=Path, help=say("help.drafts"))
    extract.add_argument(
        "--format", choices=("xlsx", "csv", "jsonl"), default="xlsx", help=say("help.draft_format")
    )
    extract.add_argument("--data", type=Path, help=say("help.data_codebook"))
    extract.add_argument("--jobs", type=_positive, metavar="N", help=say("help.jobs"))
    extract.add_argument("--spark", metavar="MASTER", help=say("help.spark"))


def _add_audit(audit: argparse.ArgumentParser) -> None:
    grave = ("error", "warning", "note")
    audit.add_argument("--data", type=_place, help=say("help.data"))
    audit.add_argument("--format", choices=("table", "csv", "xlsx"), default="table")
    audit.add_argument("-o", "--output", type=Path, help=say("help.file"))
    audit.add_argument("--severity", action="append", choices=grave)
    audit.add_argument("--rule", action="append", help=say("help.rule"))
    audit.add_argument("--document", action="append", help=say("help.document"))
    audit.add_argument("--place", action="append", help=say("help.places"))
    audit.add_argument("--accepted", action="store_true", help=say("help.accepted"))
    audit.add_argument("--fail-on", choices=grave, help=say("help.fail_on"))


def _place(text: str) -> Path | str:
    """A path, or an address such as `s3://bucket/prefix`."""
    return text if "://" in text else Path(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(say("usage.jobs", text=text))
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


def _adopt(options: argparse.Namespace) -> int:
    from indicators.adopting.command import adopt_files

    return adopt_files(options.files, options.data, options.like)


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

    given = " ".join(options.text)
    text = os.fsencode(given).decode("utf-8", "replace")  # also where the locale is plain C
    with indicators.open(options.data) as store:
        found = list(store.search(text, limit=options.limit))
    if not found:
        print(say("done.no_indicator", text=text))  # noqa: T201
        return 0
    for row in found:
        places = ", ".join(map(str, row["places"] or []))
        print(  # noqa: T201
            say(
                "done.indicator",
                ident=f"{row['indicator_id']:42}", vietnamese=row["name_vi"], unit=row["unit"],
                english=row["name_en"], count=row["figures"], places=places and f": {places}",
            )
        )  # fmt: skip
    return 0


def _report(options: argparse.Namespace) -> int:
    import indicators
    from indicators.answers.report import write_report

    name = f"{options.place.replace('/', '-')}-{options.year}.html"
    with indicators.open(options.data, lang=options.lang) as store:
        written = write_report(store, options.place, options.year, options.output or Path(name))
    print(say("done.written", place=written))  # noqa: T201
    return 0


def _audit(options: argparse.Namespace) -> int:
    import indicators
    from indicators.answers.export.findings import findings_workbook, listing
    from indicators.answers.export.output import check, deliver
    from indicators.answers.findings import findings_csv
    from indicators.audit import Settings, read_settings
    from indicators.store.locations import store_path
    from indicators.tables.questions import ANSWER_USED

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
        if not options.rule:  # an answer that was used is nothing to mend
            frame = frame.filter(frame["rule"] != ANSWER_USED)
        if options.format == "csv":
            data = findings_csv(frame)
        elif options.format == "xlsx":
            data = findings_workbook(frame, store.rules().to_polars())
        else:
            data = f"{listing(frame, _shown_in(options))}\n{result.note}".strip().encode() + b"\n"
    deliver(data, options.output)
    grave = ("error", "warning", "note")
    worst = grave[: grave.index(options.fail_on) + 1] if options.fail_on else ()
    open_ones = frame["severity"].filter(frame["accepted"].is_null())
    return int(open_ones.is_in(worst).any())


def _shown_in(options: argparse.Namespace) -> Language:
    """The language of tables and pages: that of the documents, unless another is asked for."""
    lang: Language = options.lang or "vi"
    return lang


def _watched(rules: Iterable[Rule]) -> Iterable[Rule]:
    from tqdm import tqdm

    bar: Iterable[Rule] = tqdm(
        list(rules),
        desc=say("progress.audit"),
        unit=f" {say('progress.rules')}",
        disable=not sys.stderr.isatty(),
    )
    return bar


def _export(options: argparse.Namespace) -> int:
    import indicators
    from indicators.store.dataset import shown

    with indicators.open(options.data) as store:
        store.export(options.to, options.output)
    if options.output is not None:
        print(say("done.written", place=shown(options.output)))  # noqa: T201
    return 0


def _diff(options: argparse.Namespace) -> int:
    from indicators.comparing.editions import read_edition
    from indicators.comparing.revisions import revisions, write_revisions

    frame = revisions(read_edition(options.old), read_edition(options.new))
    caption = f"{options.old} -> {options.new}"
    write_revisions(frame, options.format, _shown_in(options), path=options.output, caption=caption)
    return 0 if frame.is_empty() else 1


if __name__ == "__main__":
    sys.exit(main())
