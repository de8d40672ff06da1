"""What a project decides: severities in audit.toml, accepted findings in corrections.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.audit import Settings, all_rules, audit, read_settings
from indicators.messages.errors import CodebookError
from tests.audit.cases import aim, level, rate
from tests.figures import duckdb_of, make_store, year

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indicators.answers.store import Store
    from indicators.model.records import Finding

DIFFER, LESS = "figures_differ_in_document", "target_below_result"
FIGURES = [level("20.0"), level("40.17"), rate("90.0", **year(2022)), aim(rate("88"))]
ACCEPTED = """
[[accepted]]
rule = "figures_differ_in_document"
document = "here/first"
locator = "T!A1"
expect = "20,0 · 40,17"
reason = "bảng làm tròn, lời văn không"
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two figures that differ, and a target below the result of the year before."""
    with make_store(tmp_path_factory.mktemp("store"), FIGURES) as opened:
        yield opened


def folder(tmp_path: Path, severity: str = "", corrections: str = "") -> Path:
    data = tmp_path / "data"
    (data / "raw" / "here").mkdir(parents=True)
    if severity:
        (data / "audit.toml").write_text(severity, "utf-8")
    if corrections:
        (data / "raw" / "here" / "corrections.toml").write_text(corrections, "utf-8")
    return data


def run(store: Store, settings: Settings) -> list[Finding]:
    return settings.apply(audit(duckdb_of(store), settings.rules))


def test_without_files_all_is_as_in_the_package(tmp_path: Path) -> None:
    settings = read_settings(folder(tmp_path))
    assert settings == Settings()
    assert settings.rules == list(all_rules().values())
    assert settings.accepted == ()


def test_a_severity_is_switched(tmp_path: Path, store: Store) -> None:
    text = '[severity]\nfigures_differ_in_document = "note"\n'
    found = run(store, read_settings(folder(tmp_path, text)))
    assert {one.rule: one.severity for one in found} == {DIFFER: "note", LESS: "note"}


def test_a_rule_that_is_off_finds_nothing_and_stays_in_the_list(
    tmp_path: Path, store: Store
) -> None:
    text = '[severity]\nfigures_differ_in_document = "off"\ntarget_below_result = "error"\n'
    settings = read_settings(folder(tmp_path, text))
    assert {one.rule: one.severity for one in run(store, settings)} == {LESS: "error"}
    assert {rule.name for rule in settings.rules if rule.severity == "off"} == {DIFFER}
    store.audit(settings)
    switched = {row["rule"]: row["severity"] for row in store.rules()}
    assert (switched[DIFFER], switched[LESS]) == ("off", "error")
    assert len(switched) == len(all_rules())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[severity]\nfigures_differ = "off"\n', "no rule 'figures_differ'; nearest: .*figures_differ_in_document"),
        ('[severity]\nmagnitud = "off"\n', "nearest: magnitude, "),
        ('[severity]\nmagnitude = "warn"\n', "magnitude = 'warn'; use one of error, warning, note, off"),
        ("[severity]\nmagnitude = 1\n", "magnitude = '1'; use one of"),
        ("[severity]\nmagnitude = false\n", "magnitude = 'False'; use one of"),
        ("[severity\n", "not valid TOML"),
        ('severity = "off"\n', r"it has severity; it takes one table, \[severity\]"),
        ('[severty]\nmagnitude = "off"\n', r"it has severty; it takes one table, \[severity\]"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=says) as error:
        read_settings(folder(tmp_path, text))
    assert "audit.toml" in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / "audit.toml").write_bytes(b"\xff\xfe[severity]")
    with pytest.raises(CodebookError, match="not valid TOML"):
        read_settings(data)


def test_an_accepted_finding_keeps_its_reason(tmp_path: Path, store: Store) -> None:
    found = run(store, read_settings(folder(tmp_path, corrections=ACCEPTED)))
    assert {one.rule: one.accepted for one in found} == {
        DIFFER: "bảng làm tròn, lời văn không",
        LESS: None,
    }


def test_accepted_findings_are_shown_on_request(tmp_path: Path, store: Store) -> None:
    settings = read_settings(folder(tmp_path, corrections=ACCEPTED))
    assert [row["rule"] for row in store.audit(settings)] == [LESS]
    assert "1" in store.findings().note
    assert [row["rule"] for row in store.findings(accepted=True)] == [DIFFER, LESS]


OUT_OF_DATE = [
    ("20,0 · 40,17", "20,0 · 40,2"),
    ("here/first", "here/second"),
    ("T!A1", "T!A2"),
    ('rule = "figures_differ_in_document"', 'rule = "magnitude"'),
]


@pytest.mark.parametrize(("old", "new"), OUT_OF_DATE)
def test_an_entry_that_no_longer_fits_is_a_finding(
    old: str, new: str, tmp_path: Path, store: Store
) -> None:
    settings = read_settings(folder(tmp_path, corrections=ACCEPTED.replace(old, new)))
    (entry,) = settings.accepted
    findings = run(store, settings)
    assert [one.accepted for one in findings] == [None] * 3
    assert {one.rule for one in findings[:2]} == {DIFFER, LESS}
    late = findings[2]
    assert (late.rule, late.severity) == ("acceptance_out_of_date", "warning")
    assert (late.document_id, late.locator) == (entry.document, entry.locator)
    for message in (late.message_vi, late.message_en):
        assert message.startswith("raw/here/corrections.toml ")
        assert entry.rule in message
        assert entry.expect in message


def test_an_entry_for_a_rule_that_is_off_is_not_out_of_date(tmp_path: Path, store: Store) -> None:
    text = '[severity]\nfigures_differ_in_document = "off"\n'
    found = run(store, read_settings(folder(tmp_path, text, ACCEPTED)))
    assert [one.rule for one in found] == [LESS]


def test_an_entry_accepts_one_finding(tmp_path: Path, store: Store) -> None:
    found = run(store, read_settings(folder(tmp_path, corrections=ACCEPTED * 2)))
    assert sorted(one.rule for one in found) == ["acceptance_out_of_date", DIFFER, LESS]


def test_faults_and_accepted_findings_stand_in_one_file(tmp_path: Path) -> None:
    fault = '[[fault]]\ndocument = "d"\nlocator = "T!A1"\nexpect = "1"\nflag = "x"\nreason = "r"\n'
    assert len(read_settings(folder(tmp_path, corrections=fault + ACCEPTED)).accepted) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ACCEPTED.replace("reason =", "because ="), "takes the texts document, expect, locator, reason, rule; found because, document, "),
        ("\n".join(ACCEPTED.splitlines()[:-1]), "found document, expect, locator, rule; mend it"),
        (ACCEPTED + 'note = "x"\n', "found document, expect, locator, note, reason, rule; mend it"),
        (ACCEPTED.replace('"20,0 · 40,17"', "20"), "takes the texts"),
        (ACCEPTED.replace("figures_differ_in_document", "figures_difer_in_document"), "nearest: figures_differ_in_document"),
        (ACCEPTED.replace("[[accepted]]", "[[accepted]"), "not valid TOML"),
        ("accepted = 5\n", "'accepted' is no list of tables"),
        (ACCEPTED.replace("[[accepted]]", "[accepted]"), "'accepted' is no list of tables"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=says) as error:
        read_settings(folder(tmp_path, corrections=text))
    assert "corrections.toml" in str(error.value)
    assert len(str(error.value).splitlines()) == 1
