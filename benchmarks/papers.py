"""How fast papers are printed: `python benchmarks/papers.py`. Milliseconds, best and median of 30, after one for warming up."""

import statistics
import time
from datetime import date

from states.say import Say
from workflow.papers import engine
from workflow.papers.letter import Letter, frozen, p

TIMES = 30


def letter(place: int, rows: int) -> dict[str, object]:
    """A letter that was not printed before: a page of text, and an annex of `rows` rows."""
    columns = [{"label": Say(word, word), "align": "left", "width": 1} for word in ("序号", "月份", "计算", "核定")]
    table = {
        "is": "table",
        "title": Say("分月明细表", "Months"),
        "unit": Say("单位：元", "yuan"),
        "columns": columns,
        "rows": [[str(row), f"2026-{row % 12 + 1:02}", f"{place},000.00", "3,000.00"] for row in range(rows)],
        "strong": [],
    }
    said = p(f"你单位提交的申请（第{place}号）收悉。经材料核验、金额评估、会议审定和公示，现决定如下：", "Decision.")
    made = Letter(
        title=Say("决定", "Decision"),
        to="深圳禾岫电子有限公司",
        blocks=[said] * 6,
        annexes=[table] if rows else [],
    )
    return frozen(made, f"××扶决〔2026〕{place:03}号", date(2026, 3, 13)) | {"lang": "zh"}


def timed(rows: int) -> list[float]:
    """Milliseconds of each printing."""
    spent = []
    for place in range(TIMES):
        data = letter(place, rows)
        started = time.perf_counter()
        engine.pdf("letter.typ", data)
        spent.append((time.perf_counter() - started) * 1000)
    return spent


if __name__ == "__main__":
    began = time.perf_counter()
    engine.pdf("letter.typ", letter(999, 0))
    print(f"the first, fonts included   {(time.perf_counter() - began) * 1000:7.1f} ms")
    for name, rows in (("one page", 0), ("with 36 rows of annex", 36)):
        spent = timed(rows)
        print(f"{name:<27} {min(spent):7.1f} ms   median {statistics.median(spent):7.1f} ms")
