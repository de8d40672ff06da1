"""Rules on labels, numbering, standards and names."""

from __future__ import annotations

from datetime import date

from tests.audit.cases import (
    NINE_MONTHS,
    SECOND,
    THERE,
    Case,
    Found,
    Row,
    aim,
    fires,
    quiet,
    rate,
    territory,
)
from tests.figures import indicator, year

GAP = "numbering_gap"
DEFINITION = "definition_changes"
STANDARD = "standard_changes"
SCOPE = "scope_changes"
COMMUNE = "unknown_commune"

Y21, Y22, Y23 = year(2021), year(2022), year(2023)
WATER = {
    "indicators": [indicator("a", comparability="water"), indicator("b", comparability="water")]
}
GROUP = {
    "indicators": [
        indicator(name, comparability="water") for name in ("gas", "water_homes", "water_rural")
    ]
}
POOR = "Tỷ lệ hộ nghèo"
NEW = f"{POOR} theo chuẩn nghèo giai đoạn 2022-2025"
OLD = f"{POOR} (theo chuẩn nghèo giai đoạn 2016-2020)"
AT, IN = "Thu ngân sách tại huyện", "Thu ngân sách trên địa bàn huyện"


def rows(*numbers: str, **more: object) -> list[Row]:
    """Numbered rows of one sheet."""
    return [rate("5", f"i{n}", source_locator=at, **more) for n, at in enumerate(numbers)]


def named(label: str, **more: object) -> Row:
    return rate("5", raw_label=label, **more)


def communes(*names: str, until: date | None = None) -> list[Row]:
    return [
        {
            "place_id": f"xa-{name}", "code": "7", "name": name, "level": "commune", "parent": "here",
            "valid_from": date(1900, 1, 1), "valid_to": until, "successor": None,
        }
        for name in names
    ]  # fmt: skip


REGISTER = {
    "places": territory("here") + communes("Xã Trấn Dương", "Xã Hòa Bình", "Thị trấn Vĩnh Bảo")
}

CASES: list[Case] = [
    fires(GAP, "an item", rows("Phụ lục I.1", "Phụ lục I.2", "Phụ lục I.4"), Found("A3")),
    fires(GAP, "a section", rows("Phụ lục I.1", "Phụ lục III.1"), Found("A2")),
    fires(GAP, "a list", rows("Mục (1)", "Mục (2)", "Mục (5)"), Found("A3")),
    fires(
        GAP,
        "two gaps of one list are one finding",
        rows("I.1", "I.3", "I.6"),
        Found("A2"),
    ),
    fires(
        GAP,
        "each section by itself",
        rows("I.1", "I.3", "II.1", "II.4"),
        Found("A2"),
        Found("A4"),
    ),
    quiet(GAP, "in order", rows("I.1", "I.2", "I.3", "II.1", "II.2")),
    quiet(GAP, "several figures of a row", rows("I.1", "I.1", "I.2", "I.2")),
    quiet(GAP, "it begins later", rows("Mục (2)", "Mục (3)")),
    quiet(GAP, "footnotes", rows("chú thích (1)", "chú thích (5)")),
    quiet(GAP, "two lists", rows("Mục a (1)", "Mục b (3)")),
    quiet(GAP, "two documents", [*rows("I.1"), *rows("I.3", **SECOND)]),
    quiet(GAP, "two sheets", [*rows("I.1"), *rows("I.3", locator="U!A1")]),
    quiet(GAP, "nothing numbered", rows("Biểu 1", "Biểu 3")),
    # definitions
    fires(
        DEFINITION,
        "another indicator of the group",
        [aim(rate("5", "a", **Y22)), aim(rate("5", "b", **Y23))],
        Found("A2 A1"),
        **WATER,
    ),
    fires(
        DEFINITION,
        "the owner does not matter",
        [aim(rate("5", "a", **Y22), "city"), aim(rate("5", "b", **Y23))],
        Found("A2 A1"),
        **WATER,
    ),
    fires(
        DEFINITION,
        "of two old ones the one of the likest name",
        [
            aim(rate("5", "gas", **Y22)),
            aim(rate("5", "water_rural", **Y22)),
            aim(rate("5", "water_homes", **Y23)),
        ],
        Found("A3 A2"),
        **GROUP,
    ),
    fires(
        DEFINITION,
        "two new ones are two findings",
        [
            aim(rate("5", "water_rural", **Y22)),
            aim(rate("5", "water_homes", **Y23)),
            aim(rate("5", "gas", **Y23)),
        ],
        Found("A2 A1"),
        Found("A3 A1"),
        **GROUP,
    ),
    quiet(
        DEFINITION,
        "the old one goes on",
        [aim(rate("5", "a", **Y22)), aim(rate("5", "a", **Y23)), aim(rate("5", "b", **Y23))],
        **WATER,
    ),
    quiet(
        DEFINITION,
        "the new one was there",
        [aim(rate("5", "a", **Y22)), aim(rate("5", "b", **Y22)), aim(rate("5", "b", **Y23))],
        **WATER,
    ),
    quiet(DEFINITION, "results", [rate("5", "a", **Y22), rate("5", "b", **Y23)], **WATER),
    quiet(DEFINITION, "another group", [aim(rate("5", "a", **Y22)), aim(rate("5", "b", **Y23))]),
    quiet(
        DEFINITION, "two years", [aim(rate("5", "a", **Y21)), aim(rate("5", "b", **Y23))], **WATER
    ),
    quiet(
        DEFINITION,
        "another place",
        [aim(rate("5", "a", **Y22)), aim(rate("5", "b", **Y23, **THERE))],
        **WATER,
    ),
    quiet(
        DEFINITION,
        "nine months",
        [aim(rate("5", "a", **Y22)), aim(rate("5", "b", **NINE_MONTHS))],
        **WATER,
    ),
    # standards
    fires(STANDARD, "named anew", [named(POOR, **Y22), named(NEW, **Y23)], Found("A2 A1")),
    fires(STANDARD, "another one", [named(OLD, **Y22), named(NEW, **Y23)], Found("A2 A1")),
    fires(
        STANDARD,
        "one line for all figures with that label",
        [named(POOR, **Y22), named(NEW, **Y23), aim(named(NEW, **Y23))],
        Found("A2 A1"),
    ),
    fires(
        STANDARD,
        "a label of the group",
        [rate("5", "a", raw_label=POOR, **Y22), rate("5", "b", raw_label=NEW, **Y23)],
        Found("A2 A1"),
        **WATER,
    ),
    quiet(STANDARD, "the same", [named(NEW, **Y22), named(NEW, **Y23)]),
    quiet(STANDARD, "no longer named", [named(NEW, **Y22), named(POOR, **Y23)]),
    quiet(
        STANDARD,
        "named by another label of the year before",
        [named(POOR, **Y22), named(NEW, **Y22), named(NEW, **Y23)],
    ),
    quiet(STANDARD, "two years", [named(POOR, **Y21), named(NEW, **Y23)]),
    quiet(STANDARD, "another place", [named(POOR, **Y22, **THERE), named(NEW, **Y23)]),
    quiet(STANDARD, "nine months", [named(POOR, **Y22), named(NEW, **NINE_MONTHS)]),
    # scopes
    fires(SCOPE, "at the district or in it", [named(AT), named(IN)], Found("A2 A1")),
    fires(
        SCOPE,
        "workers or times of work",
        [named("Số lao động có việc làm"), named("Số lượt lao động", **SECOND)],
        Found("second/A2 A1"),
    ),
    fires(
        SCOPE,
        "two scopes are one finding, however often they take turns",
        [named(AT), named(IN), named("Thu tại huyện")],
        Found("A2 A1"),
    ),
    fires(
        SCOPE,
        "three scopes",
        [named(AT), named(IN), named("Thu ngân sách cấp huyện")],
        Found("A2 A1"),
        Found("A3 A1"),
        Found("A3 A2"),
    ),
    quiet(SCOPE, "one scope", [named(AT), named("Thu tại huyện")]),
    quiet(SCOPE, "none is named", [named(AT), named("Thu ngân sách")]),
    quiet(SCOPE, "two families", [named("Hộ dân nông thôn"), named("Nước sạch tại huyện")]),
    quiet(SCOPE, "two indicators", [named(AT), rate("5", "other", raw_label=IN)]),
    quiet(SCOPE, "two places", [named(AT), named(IN, **THERE)]),
    # communes on 10 January 2024
    fires(
        COMMUNE, "another tone", [named("Xã Trần Dương")], Found("A1", "Trấn Dương"), **REGISTER
    ),
    fires(
        COMMUNE,
        "one in a list",
        [rate("3", note="các xã: Hòa Bình, Trấn Dươn")],
        Found("A1", "Trấn Dương"),
        **REGISTER,
    ),
    fires(
        COMMUNE,
        "one line a name",
        [named("Xã Trần Dương"), named("Đường xã Trần Dương"), named("Thị trấn Vĩnh Bào")],
        Found("A1", "Trấn Dương"),
        Found("A3", "Vĩnh Bảo"),
        **REGISTER,
    ),
    fires(
        COMMUNE,
        "one that is no more",
        [named("Xã Tân Liên")],
        Found("A1", "Tân Hưng"),
        places=territory("here")
        + communes("Xã Tân Hưng")
        + communes("Xã Tân Liên", until=date(2020, 12, 31)),
    ),
    quiet(COMMUNE, "known", [named("Xã Trấn Dương, Hòa Bình"), named("thị trấn Vĩnh Bảo")], **REGISTER),
    quiet(COMMUNE, "another way to write a tone", [named("xã Hoà Bình")], **REGISTER),
    quiet(COMMUNE, "words", [named("Số xã đạt chuẩn"), named("An sinh xã hội")], **REGISTER),
    quiet(
        COMMUNE,
        "names have two syllables",
        [named("Số xã Nông thôn mới"), named("Xã Văn hóa"), rate("5", note="phường Văn minh đô thị")],
        **REGISTER,
    ),
    quiet(
        COMMUNE,
        "names in a list have two syllables",
        [named("Xã Trấn Dương, Nông thôn mới"), rate("5", note="xã Hòa Bình, Trấn Dương, Ủy ban")],
        **REGISTER,
    ),
    quiet(COMMUNE, "a town of another kind", [named("Huyện Trần Dương")], **REGISTER),
    quiet(COMMUNE, "no communes in the register", [named("Xã Trần Dương")]),
]  # fmt: skip
