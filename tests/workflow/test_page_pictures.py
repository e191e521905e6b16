"""Pages as pictures: what can be drawn is drawn in a process apart and kept; whatever cannot is no page, and nothing worse."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from flask import Flask
from PIL import Image

from tests.workflow.filing import pdf, picture
from workflow import page_pictures, storage
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
        assert page_pictures.picture(kept(b"%PDF-1.7\nnothing", "pdf"), 1) is None
        assert page_pictures.picture(kept(picture(), "jpeg"), 1) is None  # not what it says
        assert page_pictures.picture(kept(picture("PNG"), "png"), 2) is None
        assert page_pictures.picture(Blob(sha256="0" * 64, size=1, kind="docx", scan="clean"), 1) is None
