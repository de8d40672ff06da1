"""Which indicator is claimed for a figure, and which is only suggested."""

from __future__ import annotations

import pytest

from indicators.prose.claims import names_other
from indicators.prose.evidence import Evidence
from tests.prose.speech import draft, rows

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN LAM HÀ
Số: 317/BC-UBND
Lam Hà, ngày 20 tháng 12 năm 2024

BÁO CÁO
Tình hình kinh tế - xã hội năm 2024

"""


def claims(text: str) -> dict[str, str | None]:
    """The claimed indicator by the printed figure."""
    return {row.raw_value: row.indicator_id for row in draft(f"{HEAD}{text}\n").rows}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # `giá trị sản xuất` alone was claimed for all sectors in a paragraph on one of them
        (
            "Sản xuất công nghiệp tiếp tục phục hồi; giá trị sản xuất ước đạt 6.120 tỷ đồng, tăng 12,4%.",
            "gross_output_industry",
        ),
        ("Giá trị sản xuất ước đạt 6.120 tỷ đồng, tăng 12,4% so với cùng kỳ.", "gross_output"),
    ],
)
def test_gross_output_is_that_of_the_sector_its_sentence_is_about(text: str, wanted: str) -> None:
    assert set(claims(text).values()) == {wanted}


def test_growth_of_nothing_claims_nothing() -> None:
    """`tốc độ tăng bình quân` behind the value of exports was claimed for the GRDP."""
    found = claims(
        "Trị giá sản phẩm chè xuất khẩu đạt trên 33 triệu USD, tốc độ tăng bình quân 3 - 4%/năm."
    )
    assert "grdp" not in found.values()


@pytest.mark.parametrize(
    ("evidence", "other"),
    [
        (
            Evidence(head=1.0, explained=1.0, said=0.13, both=0.13),
            True,
        ),  # `xây dựng` of `xã xây dựng nông thôn mới …`
        (Evidence(head=0.0, explained=1.0, said=1.0, both=1.0), True),  # `chi …` near `thu …`
        (Evidence(head=1.0, explained=1.0, said=0.6, both=0.6), False),
        (Evidence(exact=1.0, said=0.1), False),
    ],
)
def test_a_near_label_of_another_kind_or_that_says_little_is_no_claim(
    evidence: Evidence, other: bool
) -> None:
    assert names_other(evidence) is other


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Kim ngạch xuất nhập khẩu qua địa bàn đạt 66 triệu USD.", None),  # neither of the two
        ("Kim ngạch xuất khẩu đạt 66 triệu USD.", "exports"),
        ("Sản lượng đường kính đạt 24.100 tấn.", None),  # a product with a word of its own
        ("Giảm nghèo: tỷ lệ hộ nghèo còn 3,4%.", "poverty_rate"),  # the refused one stands aside
        ("Vận chuyển hành khách đạt 612 nghìn lượt hành khách.", "passengers_carried"),
    ],
)
def test_labels_of_two_things_and_of_other_things_claim_nothing(
    text: str, claimed: str | None
) -> None:
    assert [row.indicator_id for row in rows(text)] == [claimed]
