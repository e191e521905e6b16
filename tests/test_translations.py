"""Both languages are complete: every message has its English, nothing Chinese is left in it, and the compiled file is current."""

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "workflow" / "translations" / "en" / "LC_MESSAGES"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
HAN = re.compile(r"[\u3400-\u9fff]")
PLACE = re.compile(r"%\((\w+)\)")
OWN_NAME = {"中文"}
#: What stands at the head of a column in files that are written in Chinese, named in the English of a form.
COLUMN = re.compile(
    "日期|是否上班|文号|上年度营业收入（元）|此前历年最高（元）|统一社会信用代码|企业名称|联系邮箱|首次纳入统计|转专业纳入|是|否"
)


def catalogue() -> Catalog:
    """The committed English catalogue."""
    with (FOLDER / "messages.po").open("rb") as file:
        return read_po(file)


def used() -> set[str]:
    """Every message id that forms, pages and views use."""
    found: set[str] = set()
    for room in ("forms", "workflow", "templates"):
        options = {"**.html": {"trimmed": "true", "silent": "false"}}
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / room, METHODS, options, keywords=KEYWORDS
        ):
            found.add(message if isinstance(message, str) else message[0])
    return found


def pairs() -> list[tuple[str, str]]:
    """Chinese and English, plural forms one by one."""
    found: list[tuple[str, str]] = []
    for message in catalogue():
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
            found += [(ids[0], text) for text in texts]
    return found


def test_every_message_has_its_english() -> None:
    translated = {chinese for chinese, english in pairs() if english.strip()}
    assert sorted(used() - translated) == []


def test_no_message_is_left_over() -> None:
    assert sorted({chinese for chinese, _ in pairs()} - used()) == []


def test_no_chinese_is_left_in_the_english() -> None:
    assert [(zh, en) for zh, en in pairs() if HAN.search(COLUMN.sub("", en)) and en not in OWN_NAME] == []


def test_every_place_is_filled_in_both_languages() -> None:
    differing = [(zh, en) for zh, en in pairs() if not set(PLACE.findall(en)) <= set(PLACE.findall(zh))]
    assert differing == []


def test_the_compiled_catalogue_is_current() -> None:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue())
    assert (FOLDER / "messages.mo").read_bytes() == buffer.getvalue(), "run: make translations"
