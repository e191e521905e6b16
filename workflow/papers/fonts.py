"""Which fonts a paper is printed with: those of the folder ZHIGAN_FONTS first, then the packaged ones (OFL). None of the system's.

Text is a song-type serif, headings a sans; the engine reads weights straight from the variable sans, nothing is cut.
Noto Sans JP comes last: it has characters of names (𠮷) that the Chinese ones lack.
"""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

#: Families in order of wish; the first two are what bureaus own and put into ZHIGAN_FONTS.
SERIF = ("FangSong_GB2312", "FangSong", "Noto Serif SC", "Noto Sans SC", "Noto Sans JP")
SANS = ("SimHei", "Noto Sans SC", "Noto Sans JP")


def folders() -> tuple[Path, ...]:
    """Font folders in order."""
    own = os.environ.get("ZHIGAN_FONTS", "")
    sans = _package("justmytype_intl_cjk") / "fonts" / "ofl"
    return (*([Path(own)] if own else []), _package("pylopdf_fonts_zh_cn"), sans / "notosanssc", sans / "notosansjp")


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the font package {name} is not installed: pip install -r requirements.txt")
    return Path(spec.origin).parent


@cache
def fonts() -> "Fonts":
    """Every font, opened once in a process."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders()]
    )


def installed(wished: tuple[str, ...]) -> list[str]:
    """Those of the families that are there; the engine warns about others."""
    there = set(fonts().families())
    return [family for family in wished if family in there]


@cache
def characters() -> frozenset[int]:
    """Every character that some font has. Read only when a paper holds one that could not be printed."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.ttCollection import TTCollection

    found: set[int] = set()
    for folder in folders():
        for file in sorted(folder.rglob("*.[to]t[fc]")):
            faces = TTCollection(file).fonts if file.suffix == ".ttc" else [TTFont(file)]
            for face in faces:
                found |= (face.getBestCmap() or {}).keys()
    return frozenset(found)
