"""Rules on rates, ratios and structures."""

from __future__ import annotations

from datetime import date

from tests.audit.cases import (
    CONSTANT,
    CURRENT,
    SECOND,
    THERE,
    Case,
    Found,
    Row,
    aim,
    at,
    counted,
    fires,
    growth,
    level,
    plan,
    points,
    quiet,
    rate,
    share,
    territory,
    weight,
)
from tests.figures import indicator, relation, year

Y22, Y23 = year(2022), year(2023)
RATE = "rate_does_not_follow"
RATIO = "ratio_and_percent"
ABOVE = "shares_sum_above_100"
BELOW = "shares_sum_below_100"
LEVELS = "share_against_levels"
CANCEL = "changes_of_shares_do_not_cancel"

ONE_TERM = {"relations": [relation("rate", "rate", "schools")]}
TWO_TERMS = {"relations": [relation("rate", "rate", "certified", "all")]}
OF_TWO = {"indicators": [indicator(name, structure_group="whole") for name in "ab"]}
OF_THREE = {"indicators": [indicator(name, structure_group="whole") for name in "abc"]}
OF_WHOLE = {
    "indicators": [
        indicator("whole", unit="tỷ đồng"), indicator("part", unit="tỷ đồng", parent="whole")
    ]
}  # fmt: skip


def schools(text: str, of: float | None, **more: object) -> Row:
    return counted(text, "schools", unit="trường", denominator=of, **more)


def certified(text: str, **more: object) -> Row:
    return counted(text, "certified", unit="cơ sở", **more)


def everything(text: str, **more: object) -> Row:
    return counted(text, "all", unit="cơ sở", **more)


CASES: list[Case] = [
    # rates: 73 of 79 are 92.405; 94.0 begins at 93.95
    fires(
        RATE,
        "its own denominator",
        [schools("73", 79), rate("94.0")],
        Found("A2 A1", "92,41 %"),
        **ONE_TERM,
    ),
    # 66 of 87 are 75.862; 79.5 begins at 79.45
    fires(
        RATE,
        "two counts",
        [certified("66"), everything("87"), rate("79.5")],
        Found("A3 A1 A2", "75,86 %"),
        **TWO_TERMS,
    ),
    fires(
        RATE,
        "the stock of the year before",
        [everything("87", **Y22), certified("66"), rate("79.5")],
        Found("A3 A2 A1", "75,86 %"),
        **TWO_TERMS,
    ),
    fires(
        RATE,
        "a target on the stock",
        [everything("87", **Y22), aim(certified("66")), aim(rate("79.5"))],
        Found("A3 A2 A1", "75,86 %"),
        **TWO_TERMS,
    ),
    # 50 of 100 are 50 %, of 60 they are 83.33 %
    quiet(
        RATE,
        "a target on the stock of the year before, which has shrunk",
        [everything("100", **Y22), everything("60"), aim(certified("50")), aim(rate("50"))],
        **TWO_TERMS,
    ),
    quiet(
        RATE,
        "a target on the stock of its own year",
        [everything("100", **Y22), everything("60"), aim(certified("50")), aim(rate("83.3"))],
        **TWO_TERMS,
    ),
    fires(
        RATE,
        "a target that fits neither stock is one finding",
        [everything("100", **Y22), everything("60"), aim(certified("50")), aim(rate("70.0"))],
        Found("A4 A3 A1", "50,00 %"),
        **TWO_TERMS,
    ),
    # 40 of 50 would be 80 %, but a result is a part of the 87: 45.977
    fires(
        RATE,
        "a result that fits the stock of the year before alone",
        [everything("50", **Y22), everything("87"), certified("40"), rate("80.0")],
        Found("A4 A3 A2", "45,98 %"),
        **TWO_TERMS,
    ),
    # of a decided range the ends are exact: 75.862 is above 75
    fires(
        RATE,
        "a decided range",
        [everything("87"), aim(certified("66")), aim(rate("70..75"))],
        Found("A3 A2 A1", "75,9 %"),
        **TWO_TERMS,
    ),
    fires(
        RATE,
        "two thresholds are compared end to end",
        [everything("87"), aim(certified(">=66")), aim(rate(">=80"))],
        Found("A3 A2 A1", "75,9 %"),
        **TWO_TERMS,
    ),
    # 19.5 to 20.5 t of 49.5 to 50.5 t are 38.61 to 41.41 %
    fires(
        RATE,
        "rounded quantities",
        [weight("20", "certified"), weight("50", "all"), rate("43")],
        Found("A3 A1 A2", "38,6…41,4 %"),
        **TWO_TERMS,
    ),
    quiet(RATE, "it follows", [schools("73", 79), rate("92.4")], **ONE_TERM),
    quiet(RATE, "printed without decimals", [schools("73", 79), rate("92")], **ONE_TERM),
    quiet(RATE, "no denominator", [schools("73", None), rate("94.0")], **ONE_TERM),
    quiet(RATE, "of nothing", [schools("0", 0), rate("94.0")], **ONE_TERM),
    quiet(RATE, "another year", [schools("73", 79, **Y22), rate("94.0", **Y23)], **ONE_TERM),
    quiet(RATE, "growth of the rate", [schools("73", 79), growth("94", "rate")], **ONE_TERM),
    quiet(RATE, "no whole", [certified("66"), rate("79.5")], **TWO_TERMS),
    quiet(
        RATE,
        "the whole of this year goes first",
        [everything("87"), everything("50", **Y22), certified("66"), rate("75.9")],
        **TWO_TERMS,
    ),
    quiet(
        RATE,
        "another territory a year before",
        [everything("87", **Y22), certified("66"), rate("79.5")],
        places=territory("here", date(2023, 4, 1)),
        **TWO_TERMS,
    ),
    quiet(
        RATE,
        "inside a decided range",
        [everything("87"), aim(certified("66")), aim(rate("70..76"))],
        **TWO_TERMS,
    ),
    # 19.5/50.5 = 38.61 %: 38 with its rounding ends at 38.5, 39 begins there
    quiet(
        RATE,
        "rounding of both",
        [weight("20", "certified"), weight("50", "all"), rate("39")],
        **TWO_TERMS,
    ),
    quiet(
        RATE,
        "an open count",
        [everything("87"), certified(">60"), rate("79.5")],
        **TWO_TERMS,
    ),
    # ratios: 485000 of 1000000 are 48.5 %; 50.0 begins at 49.95
    fires(
        RATIO,
        "in the next cell",
        [
            counted("485000", "doses", unit="liều", denominator=1000000, **at("F7")),
            plan("50.0", "doses", **at("G7")),
        ],
        Found("G7 F7", "48,50 %"),
    ),
    fires(
        RATIO,
        "in the same cell",
        [
            counted("485000", "doses", unit="liều", denominator=1000000, **at("F7")),
            plan("45.0", "doses", locator="T!F7#2"),
        ],
        Found("F7#2 F7", "48,50 %"),
    ),
    quiet(
        RATIO,
        "it fits",
        [
            counted("485000", "doses", unit="liều", denominator=1000000, **at("F7")),
            plan("48.5", "doses", **at("G7")),
        ],
    ),
    quiet(
        RATIO,
        "27 of all 30 communes, and elsewhere the percent of a plan of 28",
        [counted("27", denominator=30, **at("F7")), plan("96.4", "communes", **at("G40"))],
    ),
    quiet(
        RATIO,
        "another document",
        [counted("27", denominator=30, **at("F7")), plan("50.0", "communes", **at("G7"), **SECOND)],
    ),
    quiet(
        RATIO,
        "a percent of budget",
        [
            counted("27", denominator=30, **at("F7")),
            plan("50.0", "communes", target_by="budget", **at("G7")),
        ],
    ),
    quiet(RATIO, "no ratio", [counted("27", **at("F7")), plan("50.0", "communes", **at("G7"))]),
    quiet(
        RATIO,
        "of nothing",
        [counted("0", denominator=0, **at("F7")), plan("50.0", "communes", **at("G7"))],
    ),
    # 73 of all 79 schools, where the plan was 70: 73 / 70 = 104.3 %
    quiet(
        RATIO,
        "schools of all there are beside the percent of a plan",
        [schools("73", 79, **at("F7")), plan("104.3", "schools", **at("G7"))],
        indicators=[indicator("schools", unit="trường"), indicator("rate")],
        **ONE_TERM,
    ),
    # 73 / 79 = 92.405 %, no rate being worked out from it
    fires(
        RATIO,
        "no rate is worked out from the count",
        [schools("73", 79, **at("F7")), plan("104.3", "schools", **at("G7"))],
        Found("G7 F7", "92,41 %"),
    ),
    # structures: 59.95 + 40.95 to 60.05 + 41.05
    fires(
        ABOVE,
        "two parts",
        [share("60.0", "a"), share("41.0", "b")],
        Found("A1 A2", "100,90…101,10 %"),
        **OF_TWO,
    ),
    fires(
        ABOVE,
        "even without the third part",
        [share("60.0", "a"), share("41.0", "c")],
        Found("A1 A2", "100,90…101,10 %"),
        **OF_THREE,
    ),
    # 59.95 + 40.05 = 100
    quiet(ABOVE, "rounding", [share("60.0", "a"), share("40.1", "b")], **OF_TWO),
    quiet(ABOVE, "one part", [share("101.0", "a")], **OF_TWO),
    quiet(ABOVE, "two years", [share("60", "a", **Y22), share("60", "b", **Y23)], **OF_TWO),
    quiet(ABOVE, "two prices", [share("60", "a", **CURRENT), share("60", "b")], **OF_TWO),
    quiet(ABOVE, "target and result", [share("60", "a"), aim(share("60", "b"))], **OF_TWO),
    quiet(ABOVE, "no structure", [share("60", "a"), share("60", "b")]),
    # 59.5 + 39.5 = 99
    quiet(
        ABOVE, "target ranges", [aim(share("60..65", "a")), aim(share("40..45", "b"))], **OF_TWO
    ),
    # 49.95 + 44.95 to 50.05 + 45.05
    fires(
        BELOW,
        "all parts",
        [share("50.0", "a"), share("45.0", "b")],
        Found("A1 A2", "94,90…95,10 %"),
        **OF_TWO,
    ),
    # 39.5 + 49.5 to 45.5 + 52.5
    fires(
        BELOW,
        "target ranges that cannot reach it",
        [aim(share("40..45", "a")), aim(share("50..52", "b"))],
        Found("A1 A2", "89,0…98,0 %"),
        **OF_TWO,
    ),
    quiet(BELOW, "a part is missing", [share("50", "a"), share("45", "b")], **OF_THREE),
    # 50.05 + 49.95 = 100
    quiet(BELOW, "rounding", [share("50.0", "a"), share("49.9", "b")], **OF_TWO),
    quiet(BELOW, "an open part", [share(">=40", "a"), share("50", "b")], **OF_TWO),
    quiet(BELOW, "two places", [share("50", "a"), share("4", "b", **THERE)], **OF_TWO),
    # 100 x 299.95 / 1000.05 = 29.9935, 100 x 300.05 / 999.95 = 30.0065
    fires(
        LEVELS,
        "a share of 35",
        [level("300.0", "part"), level("1000.0", "whole"), share("35.0", "part")],
        Found("A3 A1 A2", "29,99…30,01 %"),
        **OF_WHOLE,
    ),
    fires(
        LEVELS,
        "levels print no prices",
        [level("300.0", "part"), level("1000.0", "whole"), share("35.0", "part", **CURRENT)],
        Found("A3 A1 A2", "29,99…30,01 %"),
        **OF_WHOLE,
    ),
    quiet(
        LEVELS,
        "rounding",
        [level("300.0", "part"), level("1000.0", "whole"), share("30", "part")],
        **OF_WHOLE,
    ),
    quiet(
        LEVELS,
        "another price basis",
        [
            level("300", "part", **CONSTANT),
            level("1000", "whole", **CONSTANT),
            share("35.0", "part", **CURRENT),
        ],
        **OF_WHOLE,
    ),
    quiet(
        LEVELS,
        "levels in its prices go before those without",
        [
            level("350.0", "part", **CURRENT),
            level("1000.0", "whole", **CURRENT),
            level("300.0", "part"),
            level("1000.0", "whole"),
            share("35.0", "part", **CURRENT),
        ],
        **OF_WHOLE,
    ),
    quiet(
        LEVELS,
        "a whole of nothing",
        [level("0", "part"), level("0", "whole"), share("35", "part")],
        **OF_WHOLE,
    ),
    quiet(
        LEVELS,
        "no whole",
        [level("300", "part"), level("1000", "whole", **Y22), share("35", "part")],
        **OF_WHOLE,
    ),
    # changes: 1.45 - 1.05 to 1.55 - 0.95
    fires(
        CANCEL,
        "one gains more than the other loses",
        [points("1.5", "a"), points("-1.0", "b")],
        Found("A1 A2", "0,40…0,60 điểm %"),
        **OF_TWO,
    ),
    # -1.55 + 0.95 to -1.45 + 1.05
    fires(
        CANCEL,
        "the other way round",
        [points("-1.5", "a"), points("1.0", "b")],
        Found("A1 A2", "−0,60…−0,40 điểm %"),
        **OF_TWO,
    ),
    quiet(CANCEL, "they do", [points("1.5", "a"), points("-1.5", "b")], **OF_TWO),
    # 1.45 - 1.45 = 0
    quiet(CANCEL, "rounding", [points("1.5", "a"), points("-1.4", "b")], **OF_TWO),
    quiet(CANCEL, "a part is missing", [points("1.5", "a"), points("-1.0", "b")], **OF_THREE),
    quiet(CANCEL, "growth in percent", [growth("1.5", "a"), growth("-1.0", "b")], **OF_TWO),
    quiet(
        CANCEL,
        "a direction is not printed",
        [points("1.5", "a"), points("1.5", "b", flags=["direction_not_printed"])],
        **OF_TWO,
    ),
    quiet(CANCEL, "two years", [points("1.5", "a", **Y22), points("-1", "b", **Y23)], **OF_TWO),
]  # fmt: skip
