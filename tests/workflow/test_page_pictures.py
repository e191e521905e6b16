"""Pages as pictures: what can be drawn is drawn in a process apart and kept; whatever cannot is no page, and nothing worse."""

import subprocess
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask
from PIL import Image

from tests.workflow.filing import pdf, picture
from workflow import page_pictures, storage
from workflow.intake import bench
from workflow.intake.apart import environment
from workflow.models.filing import Blob

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def kept(data: bytes, kind: str) -> Blob:
    """The bytes in the store, past the intake: also what it would have refused."""
    digest = sha256(data).hexdigest()
    target = storage.path_of(digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return Blob(sha256=digest, size=len(data), kind=kind, scan="clean")


def wide() -> bytes:
    """A sheet as wide as no printer takes it."""
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(14_000, 200))
        document.save(out)
    return out.getvalue()


def test_pages_of_a_pdf_and_a_picture(app: Flask) -> None:
    with app.app_context():
        blob = kept(pdf(3), "pdf")
        page = page_pictures.picture(blob, 2)
        assert page is not None
        assert (page.pages, page.width) == (3, 1100)
        with Image.open(page.path) as image:
            assert (image.format, image.size) == ("WEBP", (page.width, page.height))
        storage.path_of(blob.sha256).unlink()
        assert page_pictures.picture(blob, 2) == page  # kept: the file is not read again
        assert page_pictures.picture(blob, 0) is None
        small = page_pictures.picture(kept(picture("PNG", (40, 20)), "png"), 1)
        assert small is not None
        assert (small.pages, small.width, small.height) == (1, 40, 20)
        strip = page_pictures.picture(kept(wide(), "pdf"), 1)
        assert strip is not None
        assert strip.width <= 1100


def test_what_has_no_pages(app: Flask) -> None:
    with app.app_context():
        assert page_pictures.picture(kept(pdf(2), "pdf"), 3) is None
        gone = kept(pdf(4), "pdf")
        storage.path_of(gone.sha256).unlink()
        assert page_pictures.picture(gone, 1) is None
        assert page_pictures.picture(kept(b"%PDF-1.7\nnothing", "pdf"), 1) is None
        assert page_pictures.picture(kept(picture(), "jpeg"), 1) is None  # not what it says
        assert page_pictures.picture(kept(picture("PNG"), "png"), 2) is None
        assert page_pictures.picture(Blob(sha256="0" * 64, size=1, kind="docx", scan="clean"), 1) is None


def test_who_opens_strangers_files_knows_no_secret(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZHIGAN_SECRET_KEY", "ZHIGAN_DATABASE_URL", "PGPASSWORD"):
        monkeypatch.setenv(name, "secret")
    assert "secret" not in environment().values()
    real, told = subprocess.run, []

    def run(*command: Any, **more: Any) -> Any:
        told.append(more["env"])
        return real(*command, **more)

    monkeypatch.setattr(subprocess, "run", run)
    with app.app_context():
        assert page_pictures.picture(kept(pdf(5), "pdf"), 1) is not None
    assert told == [environment()]
    bench.end()
    process = Path(f"/proc/{bench.start()}/environ").read_bytes()
    bench.end()
    assert b"secret" not in process
