"""The rules: one SQL file each, with what it means in front."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from indicators.messages.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Mapping

Switch = Literal["error", "warning", "note", "off"]
SWITCHES = ("error", "warning", "note", "off")


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of the audit.

    Attributes:
        name: Stable; the name of its file.
        severity: `error`: figures that cannot all be right. `warning`: probably a slip. `note`: what a
            reader should know. `off`: not looked for.
        title_vi: A few words.
        title_en: The same in English.
        meaning_vi: What is compared, and why it is odd.
        meaning_en: The same in English.
        settle_vi: What would settle it.
        settle_en: The same in English.
        message_vi: One finding in words; `{…}` as docs/audit.md lists them.
        message_en: The same in English.
        sql: A SELECT over the tables of `prepare.sql` and of the store. Column `figures`: the
            observation_id of every figure involved, the one the finding stands at first; any
            others are for the message.
    """

    name: str
    severity: Switch
    title_vi: str
    title_en: str
    meaning_vi: str
    meaning_en: str
    settle_vi: str
    settle_en: str
    message_vi: str
    message_en: str
    sql: str


@cache
def all_rules() -> Mapping[str, Rule]:
    """The rules of the package by name."""
    folder = resources.files("indicators.audit") / "rules"
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return {
        name.removesuffix(".sql"): _rule(name, (folder / name).read_text("utf-8")) for name in files
    }


def _rule(file: str, text: str) -> Rule:
    """`/* TOML */ SELECT …`."""
    front, _, sql = text.removeprefix("/*").partition("*/")
    table = tomllib.loads(front)
    expected = {field.name for field in fields(Rule)} - {"name", "sql"}
    if set(table) != expected:
        raise CodebookError(
            "audit.rule_fields",
            file=file,
            expected=", ".join(sorted(expected)),
            found=", ".join(sorted(table)),
        )
    return Rule(name=file.removesuffix(".sql"), sql=sql.strip(), **table)


def switched(severities: Mapping[str, Switch]) -> list[Rule]:
    """All rules, with the severities of a project; a rule that is off is among them."""
    return [
        replace(rule, severity=severities.get(name, rule.severity))
        for name, rule in all_rules().items()
    ]
