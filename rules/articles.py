"""The article files of a folder: every computing item found in them, nothing registered anywhere."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from rules.readings import BadPolicy
from rules.rulebook import Article


def articles(folders: list[Path]) -> Iterator[tuple[str, type[Article]]]:
    """Every computing item found in files named `article_*.py`; nothing is registered anywhere."""
    for folder in folders:
        for file in sorted(folder.glob("article_*.py")):
            spec = importlib.util.spec_from_file_location(f"rules.{file.stem}", file)
            if spec is None or spec.loader is None:
                raise BadPolicy(f"{file.name} cannot be read")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            for thing in vars(module).values():
                if isinstance(thing, type) and issubclass(thing, Article) and "code" in vars(thing):
                    yield thing.code, thing
