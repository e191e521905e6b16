"""The same paper as .docx, for officials who edit it: styles by name, with the fonts that bureaus have."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from states.say import Say

if TYPE_CHECKING:
    from docx.document import Document

TEXT, TITLE, TABLE = "仿宋_GB2312", "方正小标宋简体", "宋体"
MARKS = {"zh": Say("（印章位置）", "附表"), "en": Say("(place of the seal)", "Annex ")}


def docx_of(data: Mapping[str, Any], langs: tuple[str, ...] = ("zh",)) -> bytes:
    """The paper of frozen `data` in the given languages, one after the other."""
    import docx as word

    document = word.Document()
    _page(document, data)
    for place, lang in enumerate(langs):
        if place:
            document.add_page_break()
        _letter(document, data[lang], data["number"], lang)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: "Document", data: Mapping[str, Any]) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    made, properties = datetime.fromisoformat(data["on"]), document.core_properties
    properties.title, properties.author = data["zh"]["title"].replace("\n", ""), data["zh"]["bureau"]
    properties.created = properties.modified = made + timedelta(0)


def _letter(document: "Document", said: Mapping[str, Any], number: str, lang: str) -> None:
    _line(document, said["bureau"], TITLE, 26, place="center", red=True)
    _line(document, number, TEXT, 16, place="center")
    _line(document, said["title"], TITLE, 22, place="center")
    _line(document, said["to"] + ("：" if lang == "zh" else ":"), TEXT, 16)
    for block in said["blocks"]:
        _block(document, block, indent=lang == "zh")
    seal, word = MARKS[lang]
    for place, one in enumerate(said["annexes"], 1):
        _line(document, f"{word}{place}　{one['title']}", TEXT, 16, indent=lang == "zh")
    for text in (seal, said["bureau"], said["date"]):
        _line(document, text, TEXT, 16, place="right")
    for place, one in enumerate(said["annexes"], 1):
        document.add_page_break()
        _line(document, f"{word}{place}　{one['title']}", TITLE, 16, place="center")
        _line(document, one["unit"], TABLE, 10.5, place="right")
        _table(document, [[column["label"] for column in one["columns"]], *one["rows"]])
        for text in one.get("notes", ()):
            _line(document, text, TABLE, 9)


def _block(document: "Document", block: Mapping[str, Any], *, indent: bool) -> None:
    if block["is"] == "facts":
        _table(document, block["rows"])
    elif block["is"] == "table":
        _table(document, [[column["label"] for column in block["columns"]], *block["rows"]])
    elif block["is"] == "qr":
        for text in block["lines"]:
            _line(document, text, TABLE, 10.5)
    else:
        _line(document, block["text"], TEXT, 16, indent=indent)


def _line(
    document: "Document", text: str, font: str, size: float, *, place: str = "", indent: bool = False, red: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    line = document.add_paragraph()
    if place:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if place == "center" else WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        line.paragraph_format.first_line_indent = Pt(2 * size)
    run = line.add_run(text)
    _dress(run, font, size)
    if red:
        run.font.color.rgb = RGBColor(0xC8, 0x16, 0x1D)


def _table(document: "Document", rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _dress(cell.paragraphs[0].add_run(text), TABLE, 10.5)


def _dress(run: Any, font: str, size: float) -> None:
    """Chinese characters take the font of `eastAsia`, which has no place in the library's own interface."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.name, run.font.size = font, Pt(size)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
