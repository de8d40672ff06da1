"""How sentences speak of figures: named patterns for what stands before and behind them.

They are asked of text in small letters (`text.lowered`), but for those that ignore case. Lists of
words are data (`phrases.toml`); what order, digits and the end of a clause add stands here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from indicators.language.lexicon import any_of, compose, meanings
from indicators.language.text import DASHES

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS_BEFORE = (
    "estimate",
    "approximate",
    "rounded_down",
    "rounded_up",
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "higher",
    "lower",
    "up",
    "down",
    "index",
    "over",
    "times",
    "reach",
    "share",
    "from",
    "filler",
    "link",
    "plan",
    "district",
    "budget",
    "before_period",
)
TITLE_PARTS = re.compile(r"[;,]|\bvà\b")
WHOLE_OF = re.compile(r"(?i)\b(?:tổng|toàn)\b")
PART_NUMERALS = {
    "nhất": "một",
    "1": "một",
    "i": "một",
    "2": "hai",
    "ii": "hai",
    "3": "ba",
    "iii": "ba",
    "tư": "bốn",
    "iv": "bốn",
}
NO_TIME = re.compile(
    r"(?i)(?:nhiệm kỳ|giai đoạn)\s*\d{4}\s*[-–]\s*\d{4}"
    r"|so\s+(?:với|sánh)?\s*(?:cùng kỳ\s+)?(?:thực hiện\s+)?năm\s+\d{4}"
)
TITLE_LINE = re.compile(
    r"(?:[^\d.;]|\b\d{1,2} tháng|(?:tháng|quý) \d{1,2}(?:/20\d\d)?|20\d\d)+(?<![,])"
)
PART_LEAD = re.compile(r"(?i)\s*(?:trong đó|bao gồm|gồm)\b")
LIST_JOINT = re.compile(r"\s*(?:[-–;,/]|và|,\s*và)?\s*\Z")
IN_TURN = any_of("in_turn", "sentence")
GROWS = any_of("grows", "sentence")
RIGHT_END_LONG = re.compile(
    r"[;:.]|\((?=[^)]*\d)|,\s*(?:và\s+)?(?=(?:trong đó|tăng|giảm|đạt|bằng|vượt|chiếm|so|ước|tỷ lệ|tỉ lệ|số|tổng|có"
    r"|thu nhập|giá trị|diện tích|sản lượng|năng suất|bình quân|trung bình|trong khi)\b)"
)
# Things that may be described: `doanh nghiệp có vốn nước ngoài` is one name
# The noun that the first name of a list has for all of them
LIST_HEAD = re.compile(
    r"(?:tổng\s+)?(?:diện tích(?: (?:gieo trồng|thu hoạch|nuôi trồng))?|năng suất|sản lượng|doanh thu|giá trị(?: sản xuất)?"
    r"|kim ngạch|tỷ trọng|tỷ lệ|số lượng|tốc độ tăng(?: trưởng)?|chỉ số(?: sản xuất)?|thu|chi)\s+(?:ngành\s+|khu vực\s+)?(?=[^\W\d])"
)
DESCRIBED = re.compile(
    r"(?:doanh nghiệp|khu vực|dự án|đơn vị|cơ sở|hộ|người|lao động|hợp tác xã|htx|trường|ngành|cây|trẻ em|xã)\s+(?:có|được|là)\s+\Z"
)
# What ends the clause of a name, so that a head word behind it begins another one
CLAUSE_VERB = re.compile(
    r"[,;]|\b(?:trong đó|tăng|giảm|đạt|còn|bằng|vượt|chiếm|là|gồm|thu hút|hoàn thành|thực hiện|tăng cường|đẩy mạnh|tiếp tục)\b"
)
# Words of a clause that no name holds
VERBAL = re.compile(
    r"[,;]\s*(?:[^,;:.]*\s)?(?:đã|được|bị|đang|sẽ|vẫn|tiếp tục|tăng cường|đẩy mạnh|triển khai|do|nhằm|để|trong đó|với|khi|nên|tăng|giảm|ước|đạt|tổ chức)\b"
    r"|\b(?:đã|được|bị|đang|tiếp tục|tăng cường|đẩy mạnh)\b[^,;:.]*[,;]"
)
ACTS = re.compile(r"\b(?:được|đã|tiếp tục|tăng cường|đẩy mạnh|triển khai|quan tâm|chỉ đạo)\b")
NAMES_NOTHING = re.compile(  # a head that says how figures are divided, not what they count
    r"(?:phân|chia|xét|tính)\s+(?:theo|ra)\b|(?:cụ thể|trong đó|bao gồm|gồm|như sau|trong đó có)\b"
)
GROWTH_LABEL = re.compile(
    r"\s*(?:(?:tốc độ|mức|nhịp độ|tỷ lệ)\s+)?tăng trưởng\b|\s*(?:tốc độ|nhịp độ) tăng\b"
)
ABOUT = re.compile(r"\s*về\s+(?=[^\W\d])")  # `tăng 2,3% về lượt khách`
OF_A_WHOLE = re.compile(
    r"\s*(?:[/]|trong|trên|của|so với)?\s*(?:tổng|toàn|cơ cấu chung)\b[^,;:.()\d]*?(?=\s*(?:[,;:.()]|\Z)|\s+(?:và|tăng|giảm|đạt|bằng)\s)"
)
LABEL_LINK = re.compile(
    r"(?:^|[,;:]\s*|\b(?:với|có|là|và|nâng|đưa|giữ|duy trì|phấn đấu|phần đấu|phân đấu|đảm bảo|bảo đảm|để|về|riêng|trong đó|còn|đạt|tổng hợp)\s+)\Z"
)
_TIME = r"(?:(?:đến|hết|trong|cuối|đầu)\s+)*(?:năm học|năm|tháng|quý\s+[iv]+)\s*/?\s*(?:\d{1,2}/)?(?:năm\s*)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?"
_DAY = r"(?:tính\s+)?đến\s+(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?"
_PART = r"\d{1,2}\s+tháng(?:\s+(?:đầu\s+|cuối\s+)?năm)?(?:\s+(?:19|20)\d\d)?"
_MONTH = r"(?:trong\s+)?tháng\s+(?:\d{1,2}|một|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?)(?!\w|\s*tháng)"
_DAYS = r"(?:(?:tính|kể|lũy kế)\s+)*từ\s+(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?\s+(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?"
_SPELLED = r"(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?: một| hai)?)\s+tháng(?:\s+(?:đầu\s+)?năm(?:\s+20\d\d)?)?(?=,|\s+(?:ước|đạt|qua)\b|\Z)"
_TIMES = (
    r"(?:(?:tính chung|tính|lũy kế|luỹ kế|cộng dồn|bình quân|ước|ước tính|trong|qua)\s+)*"
    rf"(?:{_DAYS}|{_PART}|{_TIME}|{_DAY}|{_SPELLED}|quý [iv]+)"
)
PERIOD_AHEAD = re.compile(rf"{_TIMES}(?!\w)|\({_TIMES}\)")
PERIOD_BEHIND = re.compile(rf"(?<!\w)(?:{_PART}|{_TIME}|{_DAY}|{_MONTH})\Z")
NO_NAME = re.compile(
    r"(?:(?:sơ bộ|quý (?:i{1,3}|iv|[1-4])|tính chung|bình quân|lũy kế|luỹ kế|từ đầu năm|cộng dồn|cả năm"
    r"|trong (?:năm|tháng|quý|kỳ)|đến nay|hiện nay|trung bình|mỗi năm|hàng năm)\s*)+"
)
DEFINES_PERIOD = re.compile(r"giai đoạn|so sánh|cố định|hiện hành|chuẩn|tiêu chí")
LABEL_OPENING = re.compile(
    r"[^,;.:()\d]{3,90}?(?=\s(?:tăng|giảm|đạt|tiếp tục|được|phát triển|ổn định|có|là|duy trì|ước)\b|[,;.:(])"
)
RATE_LABEL = re.compile(r"(?i)\s*(?:tỷ|tỉ) (?:lệ|suất)|độ che phủ")
STRUCTURE = any_of("structure", "sentence")
RATE = any_of("rate_of_things", "sentence")
OF_ALL = re.compile(r"\s*(?:trên|của|so với)?\s*tổng")
BASE_TAIL = re.compile(
    r"[^,;.:()\d]*?(?=[,;.:()]|\s(?:tăng|giảm|đạt|bằng|vượt|và|nhưng|trong đó|chiếm|ước|còn|gấp|song|là)\s|\Z)"
)
YEAR_TAIL = re.compile(r"\s*(?:năm\s*)?(?:19|20)\d\d(?!\d|[.,]\d)")
_COMPARED = (
    r"(?:các\s+)?((?:cùng kỳ|ck|năm trước|năm ngoái|kế hoạch|kh|dự toán|dt|nghị quyết|nq|chỉ tiêu|mục tiêu"
    r"|năm (?:19|20)\d\d|(?:ngày\s*)?\d{1,2}/\d{1,2}/\d{4}|(?:cuối|đầu) năm|(?:tháng|quý|kỳ) trước"
    r"|(?:cùng )?tháng \d{1,2}(?:/| năm )(?:trước|20\d\d)|quý [iv\d]+(?:/| năm )(?:trước|20\d\d)"
    r"|đầu nhiệm kỳ)\b[^,;.:()]{0,40}?)"
)
BASE_BEFORE = re.compile(rf"(?:(?:khi\s+)?so\s*(?:sánh\s+)?(?:với)?|với)\s*{_COMPARED}\s*,?:?\s*\Z")
# `So với tháng trước, CPI tăng 0,2%`: what all of a sentence is compared with
LEADING_BASE = re.compile(rf"\W*(?:nếu\s+)?so\s+(?:sánh\s+)?(?:với\s+)?{_COMPARED}\s*,\s+")
NAMES_PERIOD = re.compile(r"năm (?:học )?\d|tháng|quý|\d")
OTHER_PERIOD = re.compile(
    r"\d/\d\d?/|tháng 12 năm trước|(?:cuối|đầu) (?:năm|nhiệm kỳ)|(?:tháng|quý|kỳ) trước"
)
COMPARED_WITH = re.compile(
    r"\b(?:so|với|sánh)\s*(?:(?:cùng\s+)?(?:tháng|quý)\s+[\divx]{1,4}\s+(?:của\s+)?)?\Z"
)
OTHER_WORD = re.compile(
    r"(?:chứng|địa|tôn|đình|lời|hình|trở|hoàn|trưởng|tổng|định)\s*\Z"
)  # chứng chỉ, hình thành, tổng mức
ONWARDS = re.compile(r"[^,;.()]{0,40}?(?:\([^()]{0,40}\)\s*)?\b(?:xuống|lên|còn|đến|tới|vào)\b")
ONWARDS_WORD = re.compile(r"\b(?:xuống|lên|tới)\b")
NOUN_BEFORE = re.compile(r"(?:tốc độ|mức|nhịp độ|tỷ lệ|chỉ số|số)\s*\Z")
SAME_PERIOD = re.compile(r"cùng kỳ|\bck\b|năm trước|năm ngoái|năm học|năm (?:19|20)\d\d")
LEADS_TARGETS = re.compile(
    r"\W*(?:(?:các|một số|những)\s+)?(?:mục tiêu|chỉ tiêu|phấn đấu)\b(?![^:;]{0,80}\b(?:kết quả|thực hiện|hoàn thành)\b)"
    r"[^:;.\d]{0,80}(?:(?:năm|giai đoạn) 20\d\d(?:[^:;.]{0,20}[:;]|,))"
    r"|\W*(?:(?:các|một số|những)\s+)?(?:mục tiêu|chỉ tiêu|phấn đấu)\b(?![^:;]{0,80}\b(?:kết quả|thực hiện|hoàn thành)\b)[^:;.\d]{0,80}[:;]"
    r"|\W*phấn đấu\b"
)
PLANNED_YEAR = re.compile(
    r"\bdự kiến (?:đến )?(?:năm|giai đoạn) (20\d\d)|\bnăm (20\d\d),?\s+(?:dự kiến|dự báo|phấn đấu)\b"
)
YEAR_IN_BRACKETS = re.compile(r"\(\s*năm (20\d\d)\s*(?::|là|đạt|có)")
NAMES_PLAN = re.compile(
    r"(?:tổng\s+(?:số\s+)?)?(?:kế hoạch|dự toán|mục tiêu)\s+(?!(?:đến|tới|giai đoạn)\s)\w"
)
DONE = any_of("done", "sentence")
ESTIMATED = any_of("estimate", "sentence")
# `Ước tính năm 2024, …`: all figures of the sentence are estimates
OPENS_ESTIMATES = compose(
    r"\s*(?:(?:trong|năm|cả|tháng|quý)[^,;.:]{0,20}\s)?<estimate>", "sentence"
)
PRELIMINARY = any_of("preliminary", "sentence")
OF_WHOLE = re.compile(r"(?:trên|trong) (?:tổng )?số\s*\Z|trên tổng số\s*\Z")
RANGE_JOINT = re.compile(rf"\s*(?:[{DASHES}]|đến|tới)\s*(?=\d)")
PERCENT_SIGN = re.compile(r"\s*(?:%o|%|‰)(?:\s*/\s*năm)?")
RATE_NOUN = re.compile(r"\s*t[ỷỉ]\s+(?:lệ|trọng|suất|số|giá)(?!\w)")  # no tỷ of đồng behind a year
FURTHER_UNIT = re.compile(r",\s*(?:phường|thị trấn)(?:\s*,\s*thị trấn)?(?!\w)")
SMALLER_MONEY = re.compile(r"\s*(\d{1,3})(?![.,\d])\s*(?=triệu|nghìn|ngàn)")
FROM_UP = re.compile(r"\btừ\s+\Z")
UPWARDS = re.compile(r"[^,;.()\d]{1,80}?\btrở lên\b")
BOUND_BEHIND = re.compile(r"\s*(trở lên|trở xuống|trở lại)(?!\w)")
QUARTER = re.compile(r"\bquý\s+(?:iv|iii|ii|i|[1-4])\b(?:\s*(?:/|năm)\s*20\d\d)?")
CUMULATIVE = any_of("since_january", "sentence")
WHOLE_YEAR = re.compile(r"\b(?:cả năm|(?<!tháng )năm nay|ước cả năm|dự kiến cả năm)\b")
NUMBER_WORDS = "mười hai|mười một|mười|một|giêng|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín"
# `tháng Sáu`, `chín tháng đầu năm`: what names its period in words
SPELLED_PERIOD = re.compile(
    rf"\b(?:{NUMBER_WORDS})\s+tháng\s+(?:đầu\s+)?năm(?:\s+20\d\d)?"
    rf"|(?<!sau )(?<!mỗi )\b(?!một\b)(?:{NUMBER_WORDS})\s+tháng(?=,|\s+(?:ước|đạt|qua)\b)"
    rf"|\btháng\s+(?:{NUMBER_WORDS})\b(?!\s+(?:20\d\d|tháng))(?:\s*năm\s*20\d\d)?"
)
MAY = re.compile(r"tháng Năm\b")  # in capitals it is no year
THIS_PERIOD = re.compile(r"\btrong (?:tháng|quý)(?!\s*(?:\d|[iv]+\b))")
PERIOD_BEFORE = re.compile(r"\b(?:tháng|quý) (?:liền )?trước\b")
PERIOD_LEAD = re.compile(
    r"(?:năm học|(?:"
    + NUMBER_WORDS
    + r")\s+tháng\s+(?:đầu\s+)?năm|năm|tháng|quý\s*[iv\d]*|giai đoạn|vụ|ngày)[\s,/]*\Z"
)
NO_PERIOD = re.compile(
    r"(?:nghị quyết|quyết định|kế hoạch số|đề án|luật|chuẩn(?: nghèo)?|so sánh|cố định|hiện hành|giá"
    r"|kỷ niệm|thành lập|khóa|nhiệm kỳ|chủ đề|tết|quý mão|giáp thìn|ất tỵ)"
    r"\s*(?:năm|giai đoạn|\()?\s*\Z"
)
# The first words of a sentence up to a comma, short enough to name a time only
LEADING = re.compile(r"(?:\A|[.;:]\s+)(?P<words>[^,.;:]{4,40}),")
EVENT = re.compile(r"(?:đạt chuẩn|công nhận)[^,;.]{0,45}\Z")
# `so với bình quân năm 2019`, `so với cùng thời điểm năm 2018`: no period of the figure
COMPARED_TO = re.compile(
    r"\bso\s+(?:(?:với|sánh|cùng|thực hiện|thực tế|ước|bình quân|trung bình|mức|số|kỳ|cuối|đầu|kết quả|tháng|quý|thời|điểm|kế hoạch|ngày|vụ)\s+)*\Z"
)
NAMED_YEAR = re.compile(r"\bnăm (20\d\d)(?!\d|\s*[-–]\s*(?:20)?\d\d)")
SAME_PERIOD_OF = re.compile(r"\bcùng kỳ\s*(?:của\s*)?(?:năm\s*)?\Z")
UNTIL = re.compile(r"(?:\bđến (?:hết |cuối |thời điểm )?|\bthời điểm (?:cuối )?)(?:ngày\s*)?\Z")
# `từ ngày 22/8 đến ngày 21/9/2025`: both days are given
STRETCH_OF_DAYS = re.compile(
    r"(?<![\d/])(?P<first_day>\d{1,2})/(?P<first_month>\d{1,2})(?:/(?P<first_year>20\d\d))?\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:ngày\s*)?"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>20\d\d))?\Z"
)
NOW = re.compile(
    r"(?<!cho )(?<!từ trước )(?<!đầu năm )"
    r"\b(?:hiện nay|hiện tại|đến nay|hiện(?=\s(?:có|còn|đang|toàn))|(?<!đến )(?<!hiện )(?<!năm )(?<!tháng )nay(?=\s(?:có|còn|đã|toàn|huyện|tỉnh|xã|là)\b))"
)
# `các năm 2021, 2022 và 2023` before figures that follow in that order
PERIODS_IN_TURN = re.compile(
    r"(?:\b(?:trong|của|qua)\s+)?(?:\b(?:các|\d)\s+)?\b(?P<unit>năm|quý|tháng)\s+"
    r"(?P<numbers>(?:20\d\d|[ivx]{1,3}|\d{1,2}/20\d\d|\d{1,2})(?:\s*(?:,\s*và|,|và)\s*(?:(?:năm|quý|tháng)\s+)?(?:20\d\d|[ivx]{1,3}|\d{1,2}/20\d\d|\d{1,2})\b)+)"
)
SINCE_JANUARY = re.compile(r"\btháng\s*0?1(?:\s*(?:/|năm)\s*20\d\d)?\s*\Z")
NAMED_PLACE = re.compile(
    r"(?:(?P<lead>tại|ở|thuộc|của|trên địa bàn|cho|địa bàn)\s+(?:các\s+)?)?"
    r"(?P<kind>[Xx]ã|[Tt]hị trấn|[Pp]hường|[Hh]uyện|[Tt]hị xã|[Qq]uận|TP\.?|[Tt]hành phố|[Tt]ỉnh)\s+"
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3})"
)
PLACES_LISTED = re.compile(
    r"\b(?:các|một số|những)\s+(tỉnh|huyện|xã|phường|thành phố|địa phương|quận|thị xã)\b"
)
BARE_NAME = re.compile(r"(?:[^\W\d_a-zà-ỹđ]\w+)(?:[ -][^\W\d_a-zà-ỹđ]\w+){1,3}")
PLACE_RANKS = {
    "xã": 1, "thị trấn": 1, "phường": 1, "huyện": 2, "thị xã": 2, "quận": 2, "tp": 2, "tp.": 2, "thành phố": 2, "tỉnh": 3,
}  # fmt: skip
PLACE_KINDS = re.compile(r"xã|thị trấn|phường|huyện|thị xã|quận|thành phố|tỉnh")
PARTS_FOLLOW = any_of("parts", "sentence")
PRICE_BASES = (
    "(theo giá ",
    "(giá ",
    "theo giá ",
    "giá so sánh",
    "giá hiện hành",
    "giá thực tế",
    "giá cố định",
)
WEAK_LABEL = re.compile(
    r"(?:với\s+)?(?:(?:tổng|số)\s+)*(?:số tiền|trị giá|kinh phí|giá trị|diện tích(?: (?:gieo trồng|gieo cấy|gieo sạ|xuống giống|thu hoạch|canh tác))?"
    r"|năng suất|sản lượng|doanh thu|lãi|lợi nhuận|vốn|(?:vốn )?(?:đầu tư )?đăng ký|vốn (?:đầu tư )?đăng k[ýí](?: đầu tư)?"
    r"|tổng vốn(?: đầu tư)?|công suất|chỉ số|số lượng|đóng góp|thành viên|lao động)"
    r"(?:\s+(?:bình quân|trung bình))?(?:\s+(?:là|quà|đạt|tháng \w+))?"
)
# `lúa đông xuân gieo cấy`: what was done to a crop is no part of its name
GROWN = re.compile(
    r"(?i)\s+(?:hiện có|gieo cấy|gieo sạ|gieo trồng|xuống giống|thu hoạch|trồng mới|trung bình|bình quân)\s*\Z"
)
TURNOVER_OF = re.compile(r"(?:tổng\s+)?(?:thu|chi)\s+(?=\w)")
TRADE = re.compile(r"\bxuất\s*(?:khẩu)?\s*(?:,|và|-)?\s*nhập khẩu\b")  # neither of the two
TURNOVER = re.compile(
    r"(?:tổng\s+)?(?:thu|chi|nhập|xuất|cho vay|thu nợ)\Z"
)  # `A thu 8 tỷ, chi 9 tỷ`
PRICES = re.compile(r"\s*,?\s*\(?(?:theo\s+)?giá (?:so sánh|hiện hành|thực tế|cố định)")
LABEL_PLACE = re.compile(
    r"\s*(?:(?:tại|ở|cho|của)\s+(?:xã|thị trấn|phường|huyện|thôn)|(?<!\w)vụ)\s(?!việc|án|tai)"
)
NATION = re.compile(r"\b(?:cả nước|toàn quốc)\b")
ONLY_PLACE = re.compile(
    r"(?:(?:cao hơn|thấp hơn|bằng)\s+)?(?:mức\s+)?(?:(?:bình quân|trung bình)\s+)?(?:chung\s+)?(?:của\s+)?(?:cả nước|toàn quốc)"
    r"|(?:(?:tại|ở)\s+)?(?:tỉnh|thành phố|xã|thị trấn|phường|huyện|thôn|vụ(?!\s(?:việc|án|tai)))\s+\w+(?:\s\w+)?"
)
WHOLE_PLACE = re.compile(r"(?:toàn|cả) (?:huyện|tỉnh|xã|thành phố|quận|phường|thị xã)(?!\w)")
COUNT = re.compile(r"(?:tổng\s+)?(?:số|cộng)|thu hút")  # `tổng số 12 bị án`: the unit says of what
FIGURES_OF_LABEL = re.compile(
    r"(?:cho|từ|tối thiểu|ít nhất|trên|dưới|đạt|\s)*\d[\d.,]*\s*%?(?:\s*[-–]\s*\d[\d.,]*\s*%?)?(?:\s*số)?\s*"
)
TARGETS = re.compile(r"(?i)\bchỉ tiêu\b")
TASKS = re.compile(r"(?i)\b(?:nhiệm vụ|giải pháp|phương hướng|tổ chức thực hiện)\b")
TARGET_VERB = re.compile(
    r"(?i)\b(?:đạt|hoàn thành|thực hiện|theo)\b(?:\s+(?:tốt|chỉ tiêu|các|theo))*"
)
_BASE_LEAD = r"\s*(?:,\s*(?=so\b))?(?:nếu\s+)?(?:(?:khi\s+)?so\s*(?:sánh\s+)?(?:với\s*)?|với\s+|của\s+|theo\s+|trên\s+)?(?:các\s+|toàn\s+bộ\s+)?"
_BASES = {
    "plan": (
        r"(?:chỉ tiêu|kế hoạch|kh\b|khn\b|mục tiêu|dự toán|dt\b|nghị quyết|nq\b|nqđh|kịch bản"
        r"|chương trình|nhiệm vụ năm|chỉ số kế hoạch|khối lượng|kh(?=năm))"
    ),
    "same_period": (
        r"(?:mức\s+)?(?:cùng kỳ|ck\b|cùng thời (?:điểm|kỳ)|năm (?:trước|ngoái)|năm học trước"
        r"|năm học (?:19|20)\d\d|năm liền kề|tháng cùng kỳ"
        r"|(?:thực hiện\s+)?(?:9|6|3|\d{1,2}) tháng (?:đầu\s+)?năm (?:19|20)\d\d|cùng tháng"
        r"|(?:tháng \d{1,2}|quý [iv\d]+)(?:/| năm )(?:19|20)\d\d"
        r"|(?:thực hiện |th |ước thực hiện )?năm (?:19|20)\d\d)"
    ),
    "other_period": (
        r"(?:tháng trước|quý trước|kỳ trước|tháng liền trước|đầu năm|đầu nhiệm kỳ|cuối năm|đầu kỳ"
        r"|tháng \d{1,2}\b)"
    ),
}
_WHOLE_OF_PLACE = (
    r"(?:,?\s*(?:của|tại|ở|trên)\s+)?\b(?:toàn|cả)\s+(?:tỉnh|huyện|xã|thành phố|phường|thị xã|quận)(?!\w)"
    r"|(?<=địa bàn)\s+(?:tỉnh|huyện|xã|thành phố|phường|thị xã|quận)\Z|\s+của\s+(?:tỉnh|huyện|xã|thành phố)\Z"
)
_CONTEXT = {
    "target": (
        r"\bchỉ tiêu\b(?!.*\b(kết quả|đạt|thực hiện)\b)",
        r"\bmục tiêu\b",
        r"\bphương hướng\b",
        r"\bnhiệm vụ(,| và)? (giải pháp|trọng tâm|chủ yếu)",
        r"\bnhiệm vụ, giải pháp\b",
        r"\bkế hoạch (năm|phát triển|tháng|quý|6|9)\b",
        r"\bphấn đấu\b",
        r"\bđịnh hướng\b",
        r"\bdự kiến\b.*\bnăm sau\b",
        r"\bgiải pháp\b",
        r"\bchương trình công tác\b",
        r"\bdự toán\b.*\bnăm\b",
    ),
    "result": (
        r"\bkết quả\b",
        r"\btình hình\b",
        r"\bđánh giá\b",
        r"\bthực trạng\b",
        r"\bthành tựu\b",
        r"\bsơ kết\b",
        r"\btổng kết\b",
        r"\bnhững việc\b",
        r"\btồn tại\b",
        r"\bhạn chế\b",
        r"\bthực hiện kế hoạch\b",
        r"\bthực hiện nhiệm vụ\b",
    ),
    "target_sentence": (
        r"^\W*(?:kế hoạch|chỉ tiêu|mục tiêu)(?: năm 20\d\d)?[^,.;:\d]{0,40}:",
        r"\bphấn đấu\b",
        r"\bchỉ tiêu đề ra\b",
        r"\bđặt mục tiêu\b",
        r"\b(?:có|theo|lập|xây dựng) kế hoạch\b[^,;.:]{0,30}\Z",
        r"\bmục tiêu\b.*\b(là|đạt)\b",
        r"\bkế hoạch đề ra\b.*\blà\b",
        r"\bquyết tâm\b",
        r"\bđến năm 20[2-9]\d\b",
        r"\bdự toán năm 20\d\d\b.*\bgiao\b",
    ),
}


@lru_cache(maxsize=4096)
def without_place(label: str, own: str) -> str:
    """A folded label without the words for the whole of its document's own place.

    Args:
        label: Folded.
        own: The folded name of the place; empty where it is not known.

    Examples:
        >>> without_place("tổng chi ngân sách trên địa bàn tỉnh lam hà", "tỉnh lam hà")
        'tổng chi ngân sách trên địa bàn'
    """
    name = rf"|(?:,?\s*(?:của|tại|ở)\s+)?\b{re.escape(own)}(?!\w)" if own else ""
    return " ".join(re.sub(_WHOLE_OF_PLACE + name, " ", label).split())


@cache
def kind_before() -> Mapping[str, str]:
    """Words right before a figure with their kind."""
    return meanings(KINDS_BEFORE, "sentence")


@cache
def ends_with_kind() -> re.Pattern[str]:
    """Finds the longest of those words at the end of a text."""
    words = "|".join(map(re.escape, kind_before()))
    return re.compile(rf"(?:(?<=[\s(,:;/“”\"*])|^)({words})\s*:?\s*\Z")


@cache
def base() -> Mapping[str, re.Pattern[str]]:
    """What stands behind a figure to say what it is compared with."""
    return {kind: re.compile(f"{_BASE_LEAD}(?P<base>{words})") for kind, words in _BASES.items()}


@cache
def context(name: str) -> re.Pattern[str]:
    """What makes targets or results of the figures below a heading, or of those of a sentence."""
    return re.compile("|".join(_CONTEXT[name]))
