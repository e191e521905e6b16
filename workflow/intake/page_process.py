"""The process that draws one page of a file: reads the bytes, answers with a line of JSON and the picture, and ends.

Whoever looks at a page gets pixels only: nothing that the applicant's file holds reaches a browser.
"""

import json
import resource
import sys
import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

SECONDS = 5
MEMORY = 2 << 30
WIDTH = 1100
HIGHEST = 4000
#: Scanned pages stay legible, text stays crisp, and a page weighs about 100 kB.
QUALITY = 82


def main(kind: str, page: int) -> None:
    """Draw the page (from 1) of the file on standard input; ends with a fault when it has no such page."""
    data = sys.stdin.buffer.read()
    limit()
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        pages, image = _of_pdf(data, page) if kind == "pdf" else _of_picture(kind, data, page)
    out = BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=QUALITY, method=2)
    head = {"pages": pages, "width": image.width, "height": image.height}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + out.getvalue())


def limit() -> None:
    """Little time, little memory, no file: set before anything is read."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file, whatever the file says


def _of_pdf(data: bytes, page: int) -> tuple[int, Any]:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        sheet = document[page - 1]  # IndexError: no such page
        width, height = sheet.get_size()
        bitmap = sheet.render(scale=min(WIDTH / max(width, 1), HIGHEST / max(height, 1)))
        return len(document), bitmap.to_pil()


def _of_picture(kind: str, data: bytes, page: int) -> tuple[int, Any]:
    if page != 1:
        raise IndexError(page)
    with Image.open(BytesIO(data), formats=[kind.upper()]) as image:
        image.draft("RGB", (WIDTH, HIGHEST))
        upright = ImageOps.exif_transpose(image)
        see_through = "A" in upright.mode or "transparency" in upright.info
        upright = upright.convert("RGBA" if see_through else "RGB")
        upright.thumbnail((WIDTH, HIGHEST))
        return 1, Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright) if see_through else upright


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
