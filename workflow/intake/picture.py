"""Pictures: JPEG and PNG, opened by the reader of exactly that format, and within 40 million pixels."""

import warnings
import zipfile
from io import BytesIO

from PIL import Image

from workflow.intake.fault import FaultError, broken, two_in_one

MOST_PIXELS = 40_000_000


def check(code: str, data: bytes) -> None:
    """Read every chunk and the picture itself. Raises FaultError."""
    if zipfile.is_zipfile(BytesIO(data)):
        raise two_in_one()
    formats = [code.upper()]
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=formats) as image:
                _few_enough(image)
                image.verify()  # every chunk up to the end; the picture itself is read below
            with Image.open(BytesIO(data), formats=formats) as image:
                image.draft("L", (image.width // 8, image.height // 8))  # JPEG: an eighth is enough for a check
                image.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise _too_many_pixels() from None
        except (OSError, ValueError, SyntaxError):
            raise broken() from None


def _few_enough(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> FaultError:
    return FaultError(
        "像素太多（超过4000万）。请缩小后再上传。",
        "has more than 40 million pixels. Please make it smaller and upload it again.",
    )
