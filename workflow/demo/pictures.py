"""Photos for the stories: drawn pictures of a hall with machines, so that nobody's premises are shown."""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 640)
WALL, FLOOR, DOOR, LAMP = "#cdd4da", "#80868c", "#5e7082", "#f4f1e6"
MACHINES = ("#46607a", "#708a78", "#967650")


def photo(place: int) -> bytes:
    """A JPEG of the place of that number: another number, another view."""
    picture = Image.new("RGB", SIZE, WALL)
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 460), (960, 380 + place % 3 * 20), (960, 640), (0, 640)], fill=FLOOR)
    pen.rectangle((60 + place % 5 * 90, 140, 180 + place % 5 * 90, 460), fill=DOOR)
    for lamp in range(4):
        pen.rectangle((lamp * 240 + 40, 30, lamp * 240 + 180, 48), fill=LAMP)
    for number in range(3):
        left = 120 + 270 * number + place * 37 % 120
        pen.rectangle((left, 300 + 30 * number, left + 180, 540), fill=MACHINES[(number + place) % 3])
        pen.rectangle((left + 20, 330 + 30 * number, left + 90, 390 + 30 * number), fill=LAMP)
    out = BytesIO()
    picture.save(out, "JPEG", quality=70)
    return out.getvalue()
