"""`indicators extract` over many documents: found, named, resumed, in parallel, interrupted."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from indicators.cli import main
from indicators.drafting import draft_documents, find_documents
from indicators.messages.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indicators.drafting.targets import Extraction

LOG = "extracted.jsonl"


def report(path: Path, tonnes: int = 1234) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"Sản lượng lúa năm 2031 đạt {tonnes} tấn, tăng 2,5% so với cùng kỳ.\n", "utf-8"
    )
    return path


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three documents of one name in a tree, with what is no document; the current folder."""
    monkeypatch.chdir(tmp_path)
    report(Path("in/xã A/bc.txt"), 1001)
    report(Path("in/xã B/bc.txt"), 1002)
    report(Path("in/bc.txt"), 1003)
    for name in (".ẩn.txt", "~$bc.docx", "cu.draft.xlsx", "xã A/.git/a.txt", "tin.doc", "ảnh.gif"):
        report(Path("in", name))
    return Path("in")


def names(paths: Iterable[Path]) -> list[str]:
    return [path.as_posix() for path in paths]


def test_folders_patterns_and_names_mean_each_document_once(reports: Path) -> None:
    found = find_documents(["in/*.txt", "in", "./in/bc.txt", str(reports.resolve())])
    assert names(found.paths) == ["in/bc.txt", "in/xã A/bc.txt", "in/xã B/bc.txt"]
    assert found.missing == ()
    assert found.passed_over == (
        "in: files passed over: 1 of .doc, 1 of .gif",
        f"{reports.resolve()}: files passed over: 1 of .doc, 1 of .gif",
    )
    assert names(find_documents(["in/**/bc.*"]).paths) == names(found.paths)
    assert names(find_documents(["in/cu.draft.xlsx"]).paths) == ["in/cu.draft.xlsx"]


def test_pattern_signs_in_a_name_are_letters(reports: Path) -> None:
    report(reports / "bc [1].txt")
    assert names(find_documents(["in/bc [1].txt"]).paths) == ["in/bc [1].txt"]


def test_drafts_of_equal_names_stand_beside_each_other(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(reports / "xã A" / "bc.md", 1004)
    report(reports / "BC.TXT.txt", 1005)
    assert main(["extract", "in", "-o", "ra", "--jobs", "1", "--format", "csv"]) == 0
    assert sorted(path.name for path in Path("ra").iterdir()) == [
        "BC.TXT.draft.csv",
        "bc.draft.csv",
        "bc.md.draft.csv",
        LOG,
        "xã A-bc.txt.draft.csv",  # bc.txt is BC.TXT to some file systems
        "xã B-bc.draft.csv",
    ]  # fmt: skip
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "indicators: in: files passed over: 1 of .doc, 1 of .gif"
    assert told[-1] == "5 documents: 5 read with 10 figures, 0 done before, 0 failed."


def test_one_stream_has_one_head(reports: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (reports / "a.txt").write_bytes(b"")
    assert main(["extract", "in", "--jobs", "1", "--format", "csv"]) == 1
    streamed = capfdbinary.readouterr().out
    rows = list(csv.DictReader(io.StringIO(streamed.decode())))
    assert [row["value"] for row in rows] == ["1003", "2.5", "1001", "2.5", "1002", "2.5"]
    assert [row["ordinal"] for row in rows] == ["1", "2"] * 3
    assert main(["extract", "in", "--jobs", "1", "--format", "csv", "-o", "chung.csv"]) == 1
    assert Path("chung.csv").read_bytes() == streamed
    assert main(["extract", "in", "--jobs", "1", "--format", "jsonl", "-o", "chung.jsonl"]) == 1
    lines = Path("chung.jsonl").read_text("utf-8").splitlines()
    assert [str(json.loads(line)["value"]) for line in lines] == [row["value"] for row in rows]
    assert sorted(path.name for path in Path().iterdir()) == ["chung.csv", "chung.jsonl", "in"]


def outcomes(paths: Iterable[Path] = ()) -> list[Extraction]:
    found = list(paths) or list(find_documents(["in"]).paths)
    return list(draft_documents(found, "xlsx", folder=Path("ra"), workers=1))


def test_second_run_reads_nothing_again(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = outcomes()
    assert [(one.rows, one.done_before) for one in first] == [(2, False)] * 3
    with monkeypatch.context() as patched:
        patched.setattr("indicators.prose.extract", lambda *_, **__: pytest.fail("read again"))
        again = outcomes()
        absolute = outcomes(find_documents([str(reports.resolve())]).paths)
    for one, other in zip(again, absolute, strict=True):
        assert one.done_before
        assert one.output == other.output
        assert one.line.endswith("is kept; delete it to make it anew")
    assert first[0].output is not None
    Path(first[0].output).unlink()
    report(reports / "xã A" / "bc.txt", 7007)
    report(reports / "a.txt")
    third = outcomes()
    assert [one.done_before for one in third] == [False, False, False, True]
    assert [one.output for one in third[1:]] == [one.output for one in first]


def test_draft_with_a_review_in_it_is_never_written_over(reports: Path) -> None:
    path = reports / "bc.txt"
    (first,) = outcomes([path])
    assert first.output is not None
    draft = Path(first.output)
    workbook = openpyxl.load_workbook(draft)
    workbook["Nguồn"]["B2"] = "12-BC/UBND"
    workbook.save(draft)
    reviewed = draft.read_bytes()
    assert outcomes([path])[0].done_before
    report(path, 4321)
    (refused,) = outcomes([path])
    assert refused.error is not None
    assert str(refused.error).startswith(f"{draft}: it was changed since it was made")
    assert draft.read_bytes() == reviewed
    draft.rename("da duyet.xlsx")
    assert outcomes([path])[0].rows == 2


def test_foreign_file_of_the_same_name_is_left(reports: Path) -> None:
    Path("ra").mkdir()
    Path("ra/bc.draft.xlsx").write_bytes(b"mine")
    assert "of another origin" in str(outcomes([reports / "bc.txt"])[0].error)
    assert Path("ra/bc.draft.xlsx").read_bytes() == b"mine"


def test_documents_of_several_runs_get_names_of_their_own(reports: Path) -> None:
    (first,) = outcomes([reports / "bc.txt"])
    (second,) = outcomes([reports / "xã A" / "bc.txt"])
    assert (first.output, second.output) == ("ra/bc.draft.xlsx", "ra/xã A-bc.draft.xlsx")


@pytest.mark.parametrize(
    "broken", ['{"draft": "bc.dr', "[]\n", '"lời"\n', "\ufffd\n", '{"draft": 1}\n']
)
def test_log_that_was_cut_off_is_written_on(broken: str, reports: Path) -> None:
    outcomes([reports / "bc.txt"])
    with Path("ra", LOG).open("a", encoding="utf-8") as log:
        log.write(broken)
    outcomes([reports / "xã A" / "bc.txt"])
    again = outcomes()
    assert [one.done_before for one in again] == [True, True, False]


def test_parallel_is_sequential_byte_for_byte(reports: Path) -> None:
    for number in range(4):
        report(reports / f"bc-{number}.txt", 2000 + number)
    (reports / "bc-3.txt").write_bytes(b"")
    found = find_documents(["in"]).paths
    alone = list(draft_documents(found, "xlsx", workers=1))
    assert list(draft_documents(found, "xlsx", workers=2)) == alone
    assert [one.error is None for one in alone].count(False) == 1


def command(*arguments: str, **more: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "indicators.cli", "extract", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more,
    )  # fmt: skip


def test_killed_worker_of_the_command(reports: Path) -> None:
    """A hook in every process ends the worker that opens one document."""
    report(reports / "giet.txt")
    Path("hook").mkdir()
    Path("hook/sitecustomize.py").write_text(
        "import multiprocessing, os, signal, sys\n"
        "def hook(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('giet.txt'):\n"
        "        if multiprocessing.parent_process():\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.addaudithook(hook)\n"
    )
    with command("in", "--jobs", "2", "-o", "ra", env=os.environ | {"PYTHONPATH": "hook"}) as going:
        told = going.communicate()[1].decode().splitlines()
    assert going.returncode == 1
    assert [line.split(": ")[0] for line in told[1:-1]] == [
        "in/bc.txt", "in/giet.txt", "in/xã A/bc.txt", "in/xã B/bc.txt",
    ]  # fmt: skip
    assert "or ended its process" in told[2]
    assert told[-1] == "4 documents: 3 read with 6 figures, 0 done before, 1 failed."


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a process there")
def test_interrupted_run_leaves_no_half_file_and_goes_on(reports: Path) -> None:
    for number in range(30):
        report(reports / f"bc-{number}.txt", 2000 + number)
    going = command("in", "-o", "ra", "--jobs", "2")
    while not (Path("ra", LOG).exists() and Path("ra", LOG).stat().st_size > 500):
        time.sleep(0.01)
        assert going.poll() is None
    going.send_signal(signal.SIGINT)
    out, told = going.communicate(timeout=30)
    assert (going.returncode, out) == (130, b"")
    # it may stand behind a line that was not ended
    assert "indicators: stopped; the drafts that are" in told.decode().splitlines()[-1]
    made = sorted(Path("ra").glob("*.xlsx"))
    assert 0 < len(made) < 33
    assert list(Path("ra").glob(".*")) == []
    for path in made:
        openpyxl.load_workbook(path, read_only=True).close()
    resumed = outcomes()
    assert sum(one.done_before for one in resumed) >= 1
    assert [one.error for one in resumed] == [None] * 33
    assert all(one.done_before for one in outcomes())


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_closed_pipe_ends_quietly(jobs: str, reports: Path) -> None:
    for number in range(4):
        text = (reports / "bc.txt").read_text("utf-8") * 150
        (reports / f"bc-{number}.txt").write_text(text, "utf-8")
    with command("in", "--format", "csv", "--jobs", jobs) as going:
        assert going.stdout is not None
        assert going.stderr is not None
        assert going.stdout.readline().startswith(b"observation_id,")
        going.stdout.close()
        told = going.stderr.read().decode()
        going.wait(30)
    assert going.returncode == 0
    assert all(
        line.startswith(("in/", "indicators: in: files passed")) for line in told.splitlines()
    )


def test_bar_is_shown_on_a_terminal_only(
    reports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["extract", str(reports), "--format", "csv", "-o", "chung.csv"]
    assert main(arguments) == 0
    assert "\r" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(arguments) == 0
    told = capsys.readouterr().err
    assert "extract: 100%" in told
    assert "\nin/bc.txt: 2 figures" in told.replace("\r", "\n")


def test_folder_with_one_document_is_treated_as_one_with_many(reports: Path) -> None:
    shutil.rmtree(reports / "xã B")
    assert main(["extract", "in/xã A", "-o", "ra"]) == 0
    assert names(Path("ra").glob("*.xlsx")) == ["ra/bc.draft.xlsx"]


def test_folder_that_cannot_be_is_told_at_once(reports: Path) -> None:
    with pytest.raises(ExportError, match="this cannot be written"):
        list(draft_documents([reports / "bc.txt"], "csv", folder=reports / "bc.txt"))


def test_fault_of_the_program_stops_no_other_document(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indicators.prose import extract

    def faulty(path: Path, **more: Any) -> Any:
        if path == reports / "bc.txt":
            raise IndexError("list index\nout of range")
        return extract(path, **more)

    monkeypatch.setattr("indicators.prose.extract", faulty)
    first, *others = outcomes()
    assert str(first.error) == (
        "in/bc.txt: a fault of this program stopped its reading (IndexError list index out of"
        " range); report it with the file"
    )
    assert [one.rows for one in others] == [2, 2]


def test_help_says_what_goes_where(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["extract", "--help"])
    assert caught.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    for words in (
        "folders are searched through", "a folder for one draft a document", "Exit code: 0 all",
        "csv and jsonl to standard output", "never written over", "processes (default: one a core)",
    ):  # fmt: skip
        assert words in told
