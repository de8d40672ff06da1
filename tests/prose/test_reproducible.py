"""The same document gives the same draft, whatever order Python keeps its sets in."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from indicators.prose import knowledge
from indicators.prose.nearness import words_in

_DRAFT = """
import sys
from indicators.drafting.text import draft_csv
from indicators.prose import extract
sys.stdout.buffer.write(draft_csv(extract(path) for path in sys.argv[1:]))
"""


def test_suggestions_do_not_depend_on_the_order_of_sets() -> None:
    texts = sorted(Path(__file__).with_name("documents").glob("*.txt"))
    made = {
        subprocess.run(
            [sys.executable, "-c", _DRAFT, *texts],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "3")
    }
    assert len(made) == 1
    assert next(iter(made)).count(b"\n") > 100


def test_nearness_does_not_depend_on_the_order_of_words() -> None:
    index = knowledge()[0].index
    words = sorted(words_in("năng suất lúa vụ xuân bình quân gieo cấy trồng thóc sản lượng"))
    orders = [random.Random(seed).sample(words, len(words)) for seed in range(60)]
    said = dict.fromkeys(words, 0.7)
    for entry in [index.entries[number] for number in sorted(index.sharing(words))][:40]:
        assert len({index.score(entry, index.weights(order), said) for order in orders}) == 1
