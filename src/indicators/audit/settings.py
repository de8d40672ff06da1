"""What a project decides about the audit: severities, and findings it accepts.

`data/audit.toml`:

    [severity]
    target_below_result = "off"      # error, warning, note or off

`data/raw/<place>/corrections.toml`:

    [[accepted]]
    rule = "figures_differ_in_document"
    document = "vinh-bao/499-BC-HU"
    locator = "Phụ lục!E10"
    expect = "20,0 · 40,17"          # column `found` of the finding: every printed value involved
    reason = "…"
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from indicators.audit.rules import SWITCHES, Switch, all_rules, switched
from indicators.messages.errors import CodebookError
from indicators.messages.sentences import both, name_below
from indicators.model.records import Finding
from indicators.tomlfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indicators.audit.rules import Rule

AUDIT = "audit.toml"
_FIELDS = {"rule", "document", "locator", "expect", "reason"}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that someone looked at and accepts."""

    file: str
    rule: str
    document: str
    locator: str
    expect: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project decides.

    Attributes:
        rules: All rules, with the severity they have here.
        accepted: Findings that are accepted.
    """

    rules: list[Rule] = field(default_factory=lambda: switched({}))
    accepted: tuple[Accepted, ...] = ()

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        """Mark what is accepted; an entry that fits no finding any more is a finding itself."""
        waiting = list(self.accepted)
        marked = []
        for one in findings:
            entry = next((a for a in waiting if _fits(a, one)), None)
            if entry is not None:
                waiting.remove(entry)
            marked.append(one if entry is None else replace(one, accepted=entry.reason))
        off = {rule.name for rule in self.rules if rule.severity == "off"}
        return marked + [_out_of_date(entry) for entry in waiting if entry.rule not in off]


def read_settings(data: Path) -> Settings:
    """Settings of a data folder; those of the package where it has none.

    Raises:
        CodebookError: If a file is no TOML, or names a rule, severity or field that there is not.
    """
    severities: dict[str, Switch] = {}
    path = data / AUDIT
    if path.is_file():
        table = read_toml(path)
        if set(table) - {"severity"} or not isinstance(table.get("severity", {}), dict):
            raise CodebookError("audit.settings_tables", path=path, found=", ".join(sorted(table)))
        severities = table.get("severity", {})
    for name, severity in severities.items():
        _known(str(path), name)
        if severity not in SWITCHES:
            raise CodebookError(
                "audit.severity", path=path, name=name, found=severity, known=", ".join(SWITCHES)
            )
    accepted = [
        _accepted(name_below(data, path), entry)
        for path in sorted((data / "raw").rglob("corrections.toml"))
        for entry in _entries(path)
    ]
    return Settings(switched(severities), tuple(accepted))


def _entries(path: Path) -> list[dict[str, Any]]:
    entries = read_toml(path).get("accepted", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CodebookError("audit.no_list", path=path)
    return entries


def _accepted(file: str, entry: dict[str, Any]) -> Accepted:
    if set(entry) != _FIELDS or not all(isinstance(text, str) for text in entry.values()):
        raise CodebookError(
            "audit.acceptance_fields",
            file=file,
            expected=", ".join(sorted(_FIELDS)),
            found=", ".join(sorted(entry)),
        )
    _known(file, entry["rule"])
    return Accepted(file, **entry)


def _known(file: str, name: str) -> None:
    if name in all_rules():
        return
    from rapidfuzz import process

    near = ", ".join(match[0] for match in process.extract(name, list(all_rules()), limit=3))
    raise CodebookError("audit.no_rule", file=file, name=name, near=near)


def _fits(entry: Accepted, finding: Finding) -> bool:
    return (entry.rule, entry.document, entry.locator, entry.expect) == (
        finding.rule,
        finding.document_id,
        finding.locator,
        finding.found,
    )


def _out_of_date(entry: Accepted) -> Finding:
    return Finding(
        "warning",
        "acceptance_out_of_date",
        entry.document,
        entry.locator,
        entry.expect,
        None,
        *both(
            "audit.acceptance_out_of_date", file=entry.file, rule=entry.rule, expect=entry.expect
        ),
    )
