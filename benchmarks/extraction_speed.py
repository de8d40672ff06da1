"""How fast documents become drafts, in how much memory, against quantulum3 and one regular expression.

    python benchmarks/extraction_speed.py [REPORT.txt …] [--documents N] [--files N]

The report is made here, of sentences of its own with seeded figures: narrative with footnotes, a
list of targets, a table, like a yearly report of a district. Text files given as arguments are
measured beside it. A text that was read before is found in caches, so what counts is a text that
the process has not seen; `again` shows the difference. Every measurement has a process of its own.

quantulum3 reads English, its classifier is off; it is no dependency: `pip install quantulum3`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import random
import re
import resource
import sys
import tempfile
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Result = TypeVar("Result")
LONG, SHORT = 90_000, 20_000
ROUNDS = 5
MARKS = (100, 500, 1000)
PATIENCE = 300  # seconds quantulum3 may take before it gets a part of the text only
FLAT = 0.10
SPECIAL = 0.3  # labels that are no other's
WARM, COUNTED = 1, 2  # seeds

MEASURED = (
    ("giá trị sản xuất nông nghiệp", "tỷ đồng", 900, 4000),
    ("giá trị sản xuất công nghiệp", "tỷ đồng", 3000, 22000),
    ("giá trị sản xuất xây dựng cơ bản", "tỷ đồng", 800, 5000),
    ("tổng mức bán lẻ hàng hóa", "tỷ đồng", 1500, 9000),
    ("thu ngân sách trên địa bàn", "tỷ đồng", 200, 1900),
    ("chi ngân sách huyện", "triệu đồng", 300_000, 990_000),
    ("tổng vốn đầu tư toàn xã hội", "tỷ đồng", 2500, 7000),
    ("sản lượng lương thực có hạt", "tấn", 40_000, 120_000),
    ("diện tích gieo trồng lúa cả năm", "ha", 6000, 15_000),
    ("năng suất lúa bình quân", "tạ/ha", 50, 75),
    ("sản lượng thủy sản nuôi trồng", "tấn", 2000, 9000),
    ("đàn lợn", "con", 20_000, 90_000),
    ("đàn gia cầm", "con", 400_000, 990_000),
    ("thu nhập bình quân đầu người", "triệu đồng/người/năm", 45, 95),
    ("dư nợ cho vay hộ nghèo", "tỷ đồng", 120, 700),
    ("lượng khách tham quan các di tích", "lượt", 12_000, 300_000),
    ("số lao động được giải quyết việc làm mới", "lao động", 1500, 5000),
    ("số người tham gia bảo hiểm xã hội tự nguyện", "người", 900, 6000),
)
COUNTED_THINGS = (
    ("lớp tập huấn", "học viên"), ("buổi tuyên truyền", "lượt người"), ("công trình", "hộ"),
    ("vụ vi phạm", "đối tượng"), ("hồ sơ", "trường hợp"), ("đơn thư", "đơn"),
    ("mô hình trồng rau an toàn", "hộ"), ("doanh nghiệp thành lập mới", "lao động"),
)  # fmt: skip
BODIES = (
    "phòng chuyên môn", "các xã ven sông", "ban quản lý chợ", "hội nông dân", "trung tâm y tế",
    "các trường học", "hợp tác xã", "đội thanh niên xung kích",
)  # fmt: skip
VERBS = (
    "rà soát", "củng cố", "mở rộng", "hướng dẫn", "kiểm tra", "phối hợp chăm lo",
    "từng bước sắp xếp", "thường xuyên theo dõi",
)  # fmt: skip
MATTERS = (
    "việc tưới tiêu nội đồng", "nền nếp dạy và học", "đường làng, ngõ xóm", "bến bãi và kho chứa",
    "nguồn nước sạch", "sổ sách, hồ sơ lưu trữ", "vùng trồng cây ăn quả", "nơi tiếp công dân",
)  # fmt: skip
AIMS = (
    "để người dân yên tâm làm ăn", "nhằm giảm thủ tục cho cơ sở", "theo hướng gọn và rõ việc",
    "bảo đảm không bỏ sót đối tượng", "phù hợp với mùa vụ của từng vùng",
    "trước khi bước vào mùa mưa bão",
)  # fmt: skip
SYLLABLES = (
    "An", "Bến", "Cát", "Dương", "Đông", "Giang", "Hòa", "Khê", "Lâm", "Mỹ", "Nam", "Phong",
    "Sơn", "Tân", "Thạch", "Vân",
)  # fmt: skip
CHAPTERS = (
    "Nông nghiệp", "Công nghiệp và xây dựng", "Thương mại, dịch vụ", "Tài chính, ngân sách",
    "Giáo dục", "Y tế, dân số", "Lao động, xã hội", "Môi trường, đất đai",
)  # fmt: skip
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
UNITS = (
    r"%|‰|tỷ đồng|triệu đồng(?:/người/năm)?|tạ/ha|tấn(?:/ha)?|ha|km|con|người|học viên|hộ"
    r"|lượt(?: người)?|lao động|xã|vụ|đơn|hồ sơ|công trình|trường hợp|đối tượng"
)
FLOOR = re.compile(rf"(?<![\d.,])(\d{{1,3}}(?:\.\d{{3}})+|\d+)(,\d+)?\s*({UNITS})?(?!\w)")


class Report:
    """A report with the figures of one seed."""

    def __init__(self, seed: int) -> None:
        """Nothing is written yet."""
        self.random = random.Random(seed)  # noqa: S311 (figures for a measurement)
        self.year = 2018 + seed % 7
        self.notes = 0

    def text(self, length: int) -> str:
        """About `length` characters of it."""
        tail = self._targets() + self._table(max(6, length // 3000))
        head = [
            "TỈNH LAM HÀ\nUBND HUYỆN SÔNG DINH",
            f"Số: {self._whole(10, 900)}/BC-UBND\nSông Dinh, ngày 15 tháng 12 năm {self.year}",
            f"BÁO CÁO\nTình hình phát triển kinh tế - xã hội năm {self.year}; mục tiêu, nhiệm vụ năm {self.year + 1}",
            f"Phần thứ nhất\n\nKẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM {self.year}",
        ]
        written = sum(map(len, (*head, *tail)))
        chapter = 0
        while written < length:
            if self.random.random() < 0.12 or not chapter:
                chapter += 1
                head.append(f"{chapter}. {self.random.choice(CHAPTERS)}")
            body = self._paragraph()
            head += body
            written += sum(map(len, body)) + 2 * len(body)
        return "\n\n".join([*head, *tail]) + "\n"

    def _paragraph(self) -> list[str]:
        pick = self.random.choice
        makers = (self._measured, self._counted, self._decided, *[self._prose] * 4)
        sentences = [pick(makers)() for _ in range(self._whole(3, 6))]
        if self.random.random() < 0.35:
            self.notes += 1
            sign = str(self.notes).translate(SUPERSCRIPT)
            parts = [f"{self._commune()} {self._whole(2, 90)} hộ" for _ in range(3)]
            note = f"{sign} Gồm: {parts[0]}, {parts[1]} và {parts[2]}."
            return [" ".join(sentences).removesuffix(".") + f"{sign}.", note]
        return [("- " if self.random.random() < 0.3 else "") + " ".join(sentences)]

    def _measured(self) -> str:
        label, unit, low, high = self.random.choice(MEASURED)
        verb = self.random.choice(("đạt", "ước đạt", "thực hiện"))
        label += f" của {self._commune()}" if self.random.random() < SPECIAL else ""
        first = f"{label.capitalize()} {verb} {self._number(low, high)} {unit}"
        growth = f"{self.random.choice(('tăng', 'giảm'))} {self._percent(1, 25)}% so với cùng kỳ"
        return f"{first}, {growth}, đạt {self._percent(85, 120)}% kế hoạch."

    def _counted(self) -> str:
        what, whom = self.random.choice(COUNTED_THINGS)
        total = self._whole(20, 900)
        return (
            f"{self.random.choice(BODIES).capitalize()} tại {self._commune()} đã có {total} {what} với {self._number(50, 9000)} {whom}, "
            f"trong đó nửa đầu năm {total // 3} {what}, đạt tỷ lệ {self._percent(60, 100)}%."
        )

    def _decided(self) -> str:
        pick = self.random.choice
        return (
            f"Thực hiện Kế hoạch số {self._whole(5, 400)}/KH-UBND ngày {self._day()}/{self.year}, "
            f"{pick(BODIES)} {pick(VERBS)} {pick(MATTERS)} trong giai đoạn "
            f"{self.year - 3}-{self.year + 2} và báo cáo trước ngày {self._day()}."
        )

    def _prose(self) -> str:
        pick = self.random.choice
        return (
            f"{pick(BODIES).capitalize()} ở {self._commune()} {pick(VERBS)} {pick(MATTERS)}, "
            f"{pick(VERBS)} {pick(MATTERS)} {pick(AIMS)}; {pick(BODIES)} cùng {pick(BODIES)} {pick(VERBS)} {pick(MATTERS)} {pick(AIMS)}."
        )

    def _targets(self) -> list[str]:
        lines = [
            f"Phần thứ hai\n\nMỤC TIÊU, NHIỆM VỤ NĂM {self.year + 1}",
            "I. CÁC CHỈ TIÊU CHỦ YẾU",
        ]
        for number, (label, unit, low, high) in enumerate(MEASURED, 1):
            least = self._whole(low, high)
            figure = self.random.choice(
                (
                    f"{_grouped(least)} - {_grouped(least + 50)}",
                    f"trên {_grouped(least)}",
                    _grouped(least),
                )
            )
            lines.append(f"({number}) {label.capitalize()} đạt {figure} {unit}.")
        return lines

    def _table(self, count: int) -> list[str]:
        rows = [
            f"TT\tChỉ tiêu\tĐơn vị tính\tMục tiêu năm {self.year}\tKết quả năm {self.year}\tĐánh giá"
        ]
        for number in range(1, count + 1):
            label, unit, low, high = MEASURED[number % len(MEASURED)]
            target = self._whole(low, high)
            rows.append(
                f"{number}\t{label.capitalize()}\t{unit}\t{_grouped(target)}\t{_grouped(target + self._whole(0, 40))}\tĐạt"
            )
        return ["PHỤ LỤC\nKết quả thực hiện các chỉ tiêu", "\n".join(rows)]

    def _day(self) -> str:
        return f"{self._whole(1, 28)}/{self._whole(1, 12)}"

    def _commune(self) -> str:
        return f"xã {self.random.choice(SYLLABLES)} {self.random.choice(SYLLABLES)}"

    def _whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def _number(self, low: int, high: int) -> str:
        decimals = f",{self._whole(1, 9)}" if high < 30_000 and self.random.random() < 0.5 else ""
        return _grouped(self._whole(low, high)) + decimals

    def _percent(self, low: int, high: int) -> str:
        return f"{self._whole(low, high - 1)},{self._whole(1, 9)}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def apart(call: Callable[..., Result], *arguments: object) -> Result:
    """What a call returns in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(call, *arguments).result()


def cold(path: Path) -> float:
    """Seconds to the first draft of a process, importing and the codebook included."""

    def first() -> None:
        from indicators.prose import extract

        extract(path)

    return _timed(first)


def warm(before: Path, path: Path) -> tuple[float, float, int, int]:
    """Seconds for a text not seen before, and for the same again; rows and tokens."""
    from indicators.prose import extract

    extract(before)
    unseen = _timed(lambda: extract(path))
    again = min(_timed(lambda: extract(path)) for _ in range(3))
    draft = extract(path)
    return unseen, again, len(draft.rows), draft.tokens


def with_quantulum(before: str, text: str) -> tuple[float, float, int]:
    """Seconds for the text, the share of it that was read, and quantities; 0 if not installed."""
    warnings.simplefilter("ignore")
    try:
        from quantulum3 import classifier, parser  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        return 0.0, 0.0, 0
    classifier.USE_CLF = False
    parser.parse(before[:2000], lang="en_US")
    tenth = text[: len(text) // 10]
    slow = _timed(lambda: parser.parse(tenth, lang="en_US")) * 100 > PATIENCE  # grows as the square
    part = tenth if slow else text
    begin = time.perf_counter()
    count = len(parser.parse(part, lang="en_US"))
    return time.perf_counter() - begin, len(part) / len(text), count


def with_floor(text: str) -> tuple[float, int]:
    """Seconds of one regular expression for numbers with units, and what it finds."""
    begin = time.perf_counter()
    count = sum(1 for _ in FLOOR.finditer(text))
    return time.perf_counter() - begin, count


def resident() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def memory(count: int, folder: Path) -> list[tuple[int, float, float]]:
    """Documents read, megabytes held after them, and seconds they took."""
    from indicators.prose import extract

    found = []
    seconds = 0.0
    path = folder / "one.txt"
    for number in range(1, count + 1):
        path.write_text(Report(1000 + number).text(SHORT), "utf-8")
        seconds += _timed(lambda: extract(path))
        if number in MARKS or number == count:
            found.append((number, resident(), seconds))
    return found


def throughput(paths: list[Path], workers: int) -> float:
    """Seconds for all of them, starting the processes included."""
    from indicators.drafting import draft_documents

    def run() -> None:
        for outcome in draft_documents(paths, "jsonl", workers=workers):
            if outcome.error or not outcome.closed:
                raise RuntimeError(outcome.line)

    return _timed(run)


def one_text(name: str, before: Path, path: Path) -> Iterator[str]:
    """The lines about one report."""
    text = path.read_text("utf-8")
    runs = [apart(warm, before, path) for _ in range(ROUNDS)]
    unseen, again = min(run[0] for run in runs), min(run[1] for run in runs)
    rows, tokens = runs[0][2:]
    yield f"{name}: {len(text)} characters, {tokens} tokens with a digit"
    yield f"  {'':36}{'seconds':>9}{'of indicators':>15}{'found':>8}"

    def line(what: str, seconds: float, found: object) -> str:
        return f"  {what:36}{seconds:9.3f}{seconds / unseen:15.3f}{found:>8}"

    yield line("indicators, text not seen before", unseen, f"{rows}")
    yield line("indicators, the same text again", again, f"{rows}")
    yield line(
        "indicators, first of a process", min(apart(cold, path) for _ in range(ROUNDS)), f"{rows}"
    )
    seconds, share, count = apart(with_quantulum, before.read_text("utf-8"), text)
    if not share:
        yield "  quantulum3 is not installed; `pip install quantulum3` beside the library to measure it"
    else:
        scaled = "" if share == 1 else f", {share:.0%} of it scaled"
        yield line(f"quantulum3, once{scaled}", seconds / share, f"{count}")
    floors = [apart(with_floor, text) for _ in range(ROUNDS)]
    yield line("one regular expression", *min(floors))


def lines(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Everything that is printed."""
    yield (
        f"best of {ROUNDS} processes, one core each; {os.cpu_count()} cores, {platform.machine()},"
        f" Python {platform.python_version()}; other work ran beside it"
    )
    before, report = folder / "before.txt", folder / "report.txt"
    before.write_text(Report(WARM).text(SHORT), "utf-8")
    report.write_text(Report(COUNTED).text(LONG), "utf-8")
    yield from one_text("synthetic report", before, report)
    for number, path in enumerate(options.reports, 1):
        yield from one_text(f"file {number}", before, path)
    held = apart(memory, options.documents, folder)
    yield f"memory of one process, different documents of {SHORT} characters"
    yield from (
        f"  after {number:5} documents {held_mb:8.0f} MB {number / seconds:8.1f} documents/s"
        for number, held_mb, seconds in held
    )
    growth = held[-1][1] / held[0][1] - 1
    yield f"  {growth:+.0%} from first to last: {'flat' if growth <= FLAT else 'NOT flat'}"
    paths = []
    for number in range(options.files):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(Report(5000 + number).text(SHORT), "utf-8")
    one, two = (apart(throughput, paths, workers) for workers in (1, 2))
    yield f"draft_documents, {options.files} files of {SHORT} characters to JSON Lines, once"
    yield f"  1 process   {options.files / one:6.1f} files/s"
    yield f"  2 processes {options.files / two:6.1f} files/s   {one / two:.2f} times as many"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, help="text files measured as well")
    parser.add_argument("--documents", type=int, default=MARKS[-1], help="for the memory")
    parser.add_argument("--files", type=int, default=200, help="for the throughput")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(options, Path(folder)):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
