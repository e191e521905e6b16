"""What comes out of the engine: the same bytes in every process, nothing lost, nothing obeyed."""

import hashlib
import json
import subprocess
import sys
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from states.say import Say
from workflow.papers import engine
from workflow.papers.fonts import fonts
from workflow.papers.letter import Letter, frozen, p
from workflow.papers.tracking_code import drawing
from workflow.papers.word_file import docx_of

ON = date(2026, 3, 13)


def data(*texts: str, to: str = "深圳禾岫电子有限公司", lang: str = "zh") -> dict[str, Any]:
    letter = Letter(title=Say("受理通知书", "Notice"), to=to, blocks=[p(text, text) for text in texts])
    return frozen(letter, "××扶受〔2026〕021号", ON) | {"lang": lang}


def test_two_processes_print_the_same_bytes() -> None:
    program = (
        "import hashlib, json, sys; from workflow.papers import engine;"
        "print(hashlib.sha256(engine.pdf('letter.typ', json.load(sys.stdin))).hexdigest())"
    )
    given = json.dumps(data("你单位的申请已受理。", lang="en"))
    hashes = {
        subprocess.run([sys.executable, "-c", program], input=given, text=True, capture_output=True, check=True).stdout
        for _ in range(2)
    }
    assert hashes == {hashlib.sha256(engine.pdf("letter.typ", json.loads(given))).hexdigest() + "\n"}


def test_the_pdf_is_for_the_archive_and_dated_by_its_record() -> None:
    with pikepdf.open(BytesIO(engine.pdf("letter.typ", data("正文")))) as pdf, pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
        assert xmp["xmp:CreateDate"].startswith("2026-03-13")
        assert xmp["dc:title"] == "受理通知书"


def test_a_name_is_never_markup() -> None:
    wild = '#panic("x") *粗* $x$ @ref <tag> \\ // `raw` [ ] { } #import "/etc/passwd" ' + "A" * 200
    assert len(engine.pdf("letter.typ", data(wild, to=wild))) > 10_000


def test_nothing_outside_the_folder_can_be_read() -> None:
    from typst import Compiler

    for way in ("../permissions.py", "/../permissions.py", "/etc/passwd"):
        outside = Compiler(f'#read("{way}")'.encode(), root=str(engine.FOLDER), font_paths=fonts())
        with pytest.raises(RuntimeError, match=r"escape the project root|file not found"):
            outside.compile(format="pdf")


@pytest.mark.parametrize("rare", ["龘", "䶮", "㛃", "𠮷"])
def test_a_rare_character_is_drawn(rare: str) -> None:
    assert engine.spelled(rare) == rare
    assert ink(rare) > ink("　") + 20


def ink(char: str) -> int:
    page = engine.pictures("letter.typ", data(char * 8), ppi=40)[0]
    from PIL import Image

    return sum(Image.open(BytesIO(page)).convert("L").histogram()[:128])


def test_a_character_that_no_font_has_is_written_as_its_code() -> None:
    assert engine.spelled("王𪚥") == "王〔U+2A6A5〕"
    assert engine.pdf("letter.typ", data("王𪚥")) == engine.pdf("letter.typ", data("王〔U+2A6A5〕"))


def test_the_word_file_holds_the_same_words() -> None:
    import docx

    words = data("你单位的申请已受理。")
    opened = docx.Document(BytesIO(docx_of(words)))
    text = "\n".join(line.text for line in opened.paragraphs)
    for part in (
        "××扶受〔2026〕021号",
        "受理通知书",
        "深圳禾岫电子有限公司：",
        "你单位的申请已受理。",
        "2026年3月13日",
    ):
        assert part in text


def test_the_code_to_scan_is_a_drawing() -> None:
    svg = drawing("https://example.org/track?number=2026-05-0037&code=ABC")
    assert svg.startswith("<svg")
    assert "<script" not in svg
