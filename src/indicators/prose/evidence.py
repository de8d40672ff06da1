"""What speaks for an indicator and against it, in numbers, and how sure they make.

The weights (`sureness.toml`) are learned by `benchmarks/sureness.py` from annotated documents:
figures and features only.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from indicators.prose.nearness import first_word, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.prose.nearness import Entry, Index


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the indicator of one figure, each between 0 and 1.

    Attributes:
        exact: The label is an alias word by word.
        child: The label is an alias that asks for a parent, and the parent stands above.
        special: The label is the beginning of an alias whose other words stand around it.
        explained: Share of the label's words that the alias has, rare ones counting more.
        said: Share of the alias's words that the label has.
        both: The smaller of the two.
        head: The first word of the label is one of the alias: both name the same kind of thing.
        headed: The first word of the alias is one of the label or of that above it.
        near: Share of the words of the alias and its parents in the label and the one above it.
        strange: Weight of the rarest word of the label that the alias lacks.
        silent: Weight of the rarest word of the alias that neither the label nor the one above has.
        heard: Share of the words of the alias and its parents that is said anywhere around.
        unheard: Weight of the rarest word of the alias that is said nowhere around.
        complete: All of the label is explained, and all of the alias is said somewhere.
        level: The figure is a level or a change in the unit of the indicator.
        same_unit: The unit is that of the indicator.
        rare_unit: How few indicators are in that unit, where it is the same.
        local: The indicator or the alias is the office's own, which the data folder declares.
        local_said: Share of such an alias's words that is said around the label.
        compares: The figure compares the one that carries the label.
        inherited: The label stands in other words than the figure's own.
        doubtful: Something of the figure is not sure.
        contradicted: Another figure says something else of the same fact.
    """

    exact: float = 0.0
    child: float = 0.0
    special: float = 0.0
    explained: float = 0.0
    said: float = 0.0
    both: float = 0.0
    head: float = 0.0
    headed: float = 0.0
    near: float = 0.0
    strange: float = 0.0
    silent: float = 0.0
    heard: float = 0.0
    unheard: float = 0.0
    complete: float = 0.0
    level: float = 0.0
    same_unit: float = 0.0
    rare_unit: float = 0.0
    local: float = 0.0
    local_said: float = 0.0
    compares: float = 0.0
    inherited: float = 0.0
    doubtful: float = 0.0
    contradicted: float = 0.0


NAMES = tuple(field.name for field in fields(Evidence))


def of_words(
    index: Index, entry: Entry, label: str, above: frozenset[str], around: frozenset[str]
) -> dict[str, float]:
    """The evidence of the words of a label, of that above it and of all around for one alias."""
    own = words_in(label)
    meant = entry.words | entry.above
    heard = own | above

    def share(part: frozenset[str], whole: frozenset[str]) -> float:
        return index.mass(part) / index.mass(whole) if whole else 1.0

    local = entry.indicator.overlay or entry.alias.overlay
    explained, said = share(own & meant, own), share(entry.words & own, entry.words)
    return {
        "explained": explained,
        "said": said,
        "both": min(explained, said),
        "head": float(first_word(label) in meant),
        "headed": float(entry.first in heard),
        "near": share(meant & heard, meant),
        "strange": index.rarest(own - meant),
        "silent": index.rarest(meant - heard),
        "heard": share(meant & (heard | around), meant),
        "unheard": index.rarest(meant - heard - around),
        "complete": float(own <= meant <= heard | around),
        "local": float(local),
        "local_said": local * share(meant & heard, meant),
    }


def sureness(evidence: Evidence, of: str) -> float:
    """How likely the evidence is right, between 0 and 1.

    Args:
        evidence: Of one figure.
        of: `claim`: that it has this indicator; `row`: that all of the row is right as well.
    """
    weights = _weights()[of]
    total = weights["constant"] + math.fsum(
        weight * getattr(evidence, name) for name, weight in weights.items() if name != "constant"
    )
    return 1 / (1 + math.exp(-total))


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = (resources.files("indicators.prose") / "sureness.toml").read_text("utf-8")
    found: dict[str, dict[str, float]] = tomllib.loads(text)
    return found
