"""More than 120 hostile files: none is ever shown by a browser, none leaves the store, none takes long or much memory."""

import os
import resource
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.http import parse_options_header

from tests.visitor import Visitor
from tests.workflow.filing import actor, draft, pdf
from tests.workflow.hostile import active, edges, packed, pages
from tests.workflow.hostile.recipes import Made, made
from workflow import storage
from workflow.actions import documents
from workflow.db import db
from workflow.intake import bench

GROUPS: dict[str, Mapping[str, Made]] = {
    "runs": active.RUNS,
    "lies": active.LIES,
    "doubles": active.DOUBLES,
    "slips": packed.TRAVERSALS,
    "links": packed.LINKS,
    "bombs": packed.BOMBS,
    "entities": packed.ENTITIES,
    "macros": packed.MACROS,
    "elsewhere": packed.ELSEWHERE,
    "pages": pages.HARM,
    "endless": edges.ENDLESS,
    "sizes": edges.SIZES,
    "bare": edges.BARE,
}
REFUSED: dict[str, tuple[str, Made]] = {
    f"{group}/{name}": (name, file) for group, files in GROUPS.items() for name, file in files.items()
}
#: Packed twice where no reader unpacks it: nobody ever does, so it may stay.
HARMLESS = ("bombs/twice-packed.pdf",)
TAKEN: dict[str, tuple[str, Made]] = (
    {f"quiet/{name}": (name, data) for name, data in active.QUIET.items()}
    | {f"hidden/{name}": (name, data) for name, data in edges.HIDDEN.items()}
    | {name: REFUSED.pop(name) for name in HARMLESS}
)
MOST_SECONDS = 2.2
Visit = Callable[[str | None], Visitor]
SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])


def seconds() -> float:
    """Processor time that this process and the children of the bench have used; a busy machine does not change it."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    fields = Path(f"/proc/{bench.start()}/stat").read_text().rpartition(")")[2].split()
    return own.ru_utime + own.ru_stime + sum(map(int, fields[13:15])) / os.sysconf("SC_CLK_TCK")


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(TAKEN) + len(edges.NAMES) >= 120


@SQLITE
@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_quickly_with_a_way_out(app: Flask, name: str) -> None:
    given, data = REFUSED[name][0], made(REFUSED[name][1])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with app.app_context():
        started = seconds()
        with pytest.raises(storage.FileRefusedError) as refused:
            storage.put(storage.shown_name(given), data)
        assert seconds() - started < MOST_SECONDS
        why = refused.value.why
        assert "请" in why.zh.split("没有上传：")[1]
        assert "lease" in why.en.split("was not uploaded: it ")[1]
        assert not (Path(app.config["INSTANCE"]) / "documents").exists()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 * 1024, f"{grown} KiB more"


@SQLITE
@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_is_a_download_that_can_do_nothing(app: Flask, visit: Visit, name: str) -> None:
    given, data = TAKEN[name][0], made(TAKEN[name][1])
    with app.app_context():
        document = documents.attach(draft(), "statistics", given, data, actor("lanxi"))
        db.session.commit()
        ref, path = document.ref, storage.path_of(document.sha256)
        assert path.is_relative_to(Path(app.config["INSTANCE"]) / "documents")
        assert path.stat().st_mode & 0o177 == 0, "nobody else reads it, nobody runs it"
    answer = visit("lanxi").client.get(f"/documents/{ref}", buffered=True)
    assert answer.data == data
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"


@SQLITE
@pytest.mark.parametrize("name", edges.NAMES)
def test_a_name_never_names_a_place(app: Flask, visit: Visit, name: str) -> None:
    with app.app_context():
        document = documents.attach(draft(), "statistics", name, pdf(), actor("lanxi"))
        db.session.commit()
        ref, path = document.ref, storage.path_of(document.sha256)
        assert document.name == edges.NAMES[name]
        store = Path(app.config["INSTANCE"]) / "documents"
        assert [
            file for file in Path(app.config["INSTANCE"]).rglob("*") if file.is_file() and store in file.parents
        ] == [path]
    said = visit("lanxi").client.get(f"/documents/{ref}", buffered=True).headers["Content-Disposition"]
    assert said.isprintable()
    assert parse_options_header(said) == ("attachment", {"filename": edges.NAMES[name]})
