"""Honest files of every kind pass; the bench outlives whatever happens to its process."""

import os
import signal
from io import BytesIO

import docx
import pikepdf
import pytest
import xlsxwriter

from tests.workflow.filing import pdf, picture
from tests.workflow.hostile import recipes
from workflow.demo.papers import paper
from workflow.intake import bench
from workflow.intake.examine import FileRefusedError, examine
from workflow.intake.kinds import KINDS

MOST = 20 * 1024 * 1024


def letter() -> bytes:
    """A Word file as an office makes it: heading, table, picture."""
    made, out = docx.Document(), BytesIO()
    made.add_heading("自用承诺书")
    made.add_table(2, 2).cell(0, 0).text = "自用面积"
    made.add_picture(BytesIO(picture(size=(200, 100))))
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    """A workbook with a link, a picture and a chart."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("销售明细账")
        sheet.write_url(0, 0, "https://www.szlhq.gov.cn/")
        sheet.write_column(1, 0, [1, 2, 3])
        sheet.insert_image(5, 5, "图.png", {"image_data": BytesIO(picture(size=(20, 20)))})
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=销售明细账!$A$2:$A$4"})
        sheet.insert_chart(8, 8, chart)
    return out.getvalue()


HONEST = {
    "页.pdf": pdf,
    "演示.pdf": lambda: paper("Licence", "Firm"),
    "五百页.pdf": lambda: pdf(500),
    "对象流.pdf": lambda: recipes.pdf(pages=9, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "四千万像素.png": lambda: picture("PNG", (8000, 5000)),
    "照片.JPG": lambda: picture("JPEG", (4000, 3000)),
    "承诺书.docx": letter,
    "明细.XLSX": workbook,
    "发票.ofd": recipes.ofd,
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_pass(name: str) -> None:
    assert name.rpartition(".")[2].lower() in examine(name, HONEST[name](), MOST).extensions


def test_every_kind_has_an_honest_file() -> None:
    assert {name.rpartition(".")[2].lower() for name in HONEST} >= {kind.extensions[0] for kind in KINDS}


def test_a_killed_process_is_replaced() -> None:
    examine("a.pdf", pdf(), MOST)
    first = bench.start()
    os.kill(first, signal.SIGKILL)
    examine("a.pdf", pdf(), MOST)
    assert bench.start() != first
    bench.end()
    with pytest.raises(FileRefusedError, match="打不开"):
        examine("a.pdf", b"%PDF-1.7 nothing", MOST)
