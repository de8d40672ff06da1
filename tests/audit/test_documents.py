"""The five documents: docs/findings.md, which was worked out by hand, against the program."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from indicators.audit import all_rules
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from indicators import Store

R499, R07, OCT, KL, NT = (
    "vinh-bao/499-BC-HU", "vinh-bao/07-NQ-HU", "vinh-bao/BC-thang-10-2023",
    "vinh-bao/KL-hoi-nghi-24", "nhon-trach/09-NQ-HU",
)  # fmt: skip
A, E, C, T = "Phụ lục!", "Kinh tế!", "Văn hóa - xã hội!", "Chỉ tiêu 2024!"

# Document, where the finding stands, and the other cells it names; by hand from docs/findings.md.
EXPECTED: dict[str, list[tuple[str, str, set[str]]]] = {
    "figures_differ_in_document": [(R499, f"{A}E10", {f"{E}I43"})],
    "figures_differ_between_documents": [
        (R499, f"{A}E10", {"Kết quả 2023!G9"}),
        (R499, f"{A}E11", {f"{E}I9", "Kết quả 2023!G8"}),
        (R499, f"{E}E22", {f"{E}D4"}),
    ],
    "bounds_differ": [(R499, f"{A}D32", {f"{C}D90"}), (R499, f"{A}D37", {f"{C}D91"})],
    "estimate_revised": [(R499, f"{E}F37", {f"{E}D7"}), (R499, f"{E}G37", {f"{E}F7"})],
    "total_differs_from_parts": [
        (R499, f"{E}F23", {f"{E}F24", f"{E}F25"}),
        (R499, f"{A}E21", {f"{E}F21", f"{E}E22"}),
    ],
    "mean_outside_parts": [(R499, f"{E}F20", {f"{E}F21", f"{E}E22"})],
    "product_does_not_hold": [(R499, f"{E}F25", {f"{E}F19", f"{E}E22"})],
    "shares_sum_above_100": [(R499, f"{C}F25", {f"{C}F26", f"{C}F27"})],
    "shares_sum_below_100": [
        (R499, f"{C}F9", {f"{C}F10", f"{C}F11", f"{C}F12"}),
        (R499, f"{C}F14", {f"{C}F15", f"{C}F16"}),
        (R499, f"{C}F29", {f"{C}F30"}),
    ],
    "share_against_levels": [
        (R499, f"{A}E18", {f"{E}E13", f"{E}E12"}),
        (R499, f"{A}E13", {f"{E}E12", f"{E}E5"}),
    ],
    "growth_against_parts": [
        (R499, f"{A}E7", {f"{E}E40", f"{A}E8", f"{E}E43", f"{A}E10"}),
        (R499, f"{E}I23", {f"{E}F24", f"{E}I24", f"{E}F25", f"{E}I25"}),
    ],
    "plan_differs_from_target": [(R499, f"{E}G43", {f"{A}E10", f"{A}D10"})],
    "attainment_does_not_follow": [(R499, f"{E}G10", {f"{A}E24", f"{E}D10"})],
    "product_of_changes": [(R499, f"{E}G23", {f"{E}G17", f"{E}G20"})],
    "rate_does_not_follow": [
        (R499, f"{A}D58", {f"{A}D56", f"{A}E59"}),
        (R07, f"{T}D56", {f"{A}E59"}),
        (R07, f"{T}D57", {f"{A}E59"}),
    ],
    "rating_disagrees": [(R499, f"{A}E10", {f"{A}D10"})],
    "rating_understates": [(R499, f"{A}E33", {f"{A}D33"})],
    "verdict_hangs_on_rounding": [(R499, f"{A}E10", {f"{A}D10"}), (R499, f"{A}E37", {f"{A}D37"})],
    "counted_targets": [(R499, f"{E}F4", {f"{A}E10", f"{A}E25"})],
    "rating_without_target": [(R499, f"{A}E45", set()), (R499, f"{A}E46", set())],
    "verdicts_conflict": [(R499, f"{A}E6", {f"{E}G12"})],
    "range_repeated": [(R499, f"{A}E27", {f"{A}D27"})],
    "target_below_result": [
        (R499, f"{T}D6", {f"{A}E7"}), (R499, f"{T}D7", {f"{A}E8"}), (R499, f"{T}D20", {f"{A}E21"}),
        (R499, f"{T}D25", {f"{A}E25"}), (R499, f"{T}D33", {f"{A}E32"}),
        (R499, f"{T}D46", {f"{A}E45"}), (R499, f"{T}D49", {f"{A}E48"}),
        (R499, f"{T}D50", {f"{A}E49"}), (R499, f"{T}D52", {f"{A}E51"}),
    ],
    "plan_below_previous": [
        (R499, f"{E}G13", {f"{E}E13", f"{E}I13"}), (R499, f"{E}G16", {f"{E}E16", f"{E}I16"}),
        (R499, f"{E}G20", {f"{E}F20", f"{E}I20"}), (R499, f"{E}G23", {f"{E}F23", f"{E}I23"}),
    ],
    "budget_below_previous": [(KL, "Kết quả 9 tháng 2024!D7", {"Kết quả 9 tháng 2024!F7", f"{E}E51"})],
    "index_or_growth": [(OCT, f"{E}H23", set()), (OCT, f"{E}H25", set())],
    "repeated_row": [(R499, f"{A}D49", {f"{A}E49", f"{A}D48", f"{A}E48"})],
    "definition_changes": [
        (R499, f"{T}D42", {f"{A}D40"}), (R499, f"{T}D44", {f"{A}D42"}), (R499, f"{T}D45", {f"{A}D43"}),
        (R07, f"{T}D56", {f"{A}D57"}), (R07, f"{T}D57", {f"{A}D58"}),
    ],
    "standard_changes": [(R07, f"{T}D40", {f"{A}D38"}), (R07, f"{T}D42", {f"{A}D40"})],
    "scope_changes": [
        (R499, f"{E}E52", {"Kết quả 2023!D11"}), (R499, f"{E}E12", {f"{T}D5"}),
        (R499, f"{A}D34", {"Kết quả 2023!E19"}),
    ],
    "numbering_gap": [(R499, f"{A}D42", set())],
    "unknown_commune": [
        (R499, f"{A}E30", set()), (R499, f"{A}E30", set()), (R499, f"{T}D28", set()),
        (OCT, f"{E}E9", set()), (OCT, f"{E}E12", set()),
    ],
    "doubtful_print": [
        (R499, f"{E}E22", set()), (R499, f"{E}E42", set()), (R499, f"{C}H11", set()),
        (R499, f"{C}H16", set()), (NT, f"{T}D52", set()),
    ],
}  # fmt: skip
# One finding a document that counts figures: how many, from the documents.
COUNTED = {
    "price_basis_not_printed": {R07: 8, R499: 24, OCT: 3, KL: 1},
    "result_before_period_end": {R07: 14, R499: 209, OCT: 2},
}
# What the other figures make it: the arithmetic of docs/findings.md.
ARITHMETIC = {
    ("total_differs_from_parts", f"{E}F23"): "110.534,1…110.535,1 tấn",
    ("shares_sum_above_100", f"{C}F25"): "100,030…100,150 %",
    ("growth_against_parts", f"{A}E7"): "18,185…18,237 %",
    ("growth_against_parts", f"{E}I23"): "0,158…0,170 %",
    ("product_of_changes", f"{E}G23"): "99,71…99,82 %",
    ("attainment_does_not_follow", f"{E}G10"): "104,22…107,91 %",
    ("rate_does_not_follow", f"{A}D58"): "9,5 %",
    ("share_against_levels", f"{A}E18"): "44,43 %",
    ("counted_targets", f"{E}F4"): "16…17",
}


@pytest.mark.parametrize("rule", EXPECTED)
def test_what_was_found_by_hand_is_found(store: Store, rule: str) -> None:
    found = [
        (row["document_id"], row["locator"], {place.partition(" ")[2] for place in row["locators"]})
        for row in store.findings(rule=rule)
    ]
    assert sorted((document, at) for document, at, _ in found) == sorted(
        (document, at) for document, at, _ in EXPECTED[rule]
    )
    for document, at, others in EXPECTED[rule]:
        assert any((d, a) == (document, at) and others <= cells for d, a, cells in found)


@pytest.mark.parametrize("rule", COUNTED)
def test_figures_are_counted_document_by_document(store: Store, rule: str) -> None:
    counts = {row["document_id"]: len(row["observation_ids"]) for row in store.findings(rule=rule)}
    assert counts == COUNTED[rule]


def test_no_rule_finds_anything_else(store: Store) -> None:
    rules = Counter(row["rule"] for row in store.findings())
    assert set(rules) == {*EXPECTED, *COUNTED}


@pytest.mark.parametrize(("rule", "at"), ARITHMETIC)
def test_arithmetic(store: Store, rule: str, at: str) -> None:
    (row,) = [row for row in store.findings(rule=rule) if row["locator"] == at]
    assert row["expected"] == ARITHMETIC[rule, at]


def test_wrong_names_have_the_likely_one(store: Store) -> None:
    likely = {row["found"]: row["expected"] for row in store.findings(rule="unknown_commune")}
    assert likely == {
        "Tiên Phong": "Tiền Phong", "Thăng Thủy": "Thắng Thủy", "Trần Dương": "Trấn Dương",
        "Vinh Phong": "Vĩnh Phong", "Đông Minh": "Đồng Minh",
    }  # fmt: skip


def test_docs_name_every_rule_once() -> None:
    text = (PROJECT / "docs" / "audit.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", text, re.MULTILINE))
    assert rows == {name: rule.severity for name, rule in all_rules().items()}
