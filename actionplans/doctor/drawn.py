"""A drawn line of text, to try text recognition with; needs no font of the machine."""

from PIL import Image, ImageDraw, ImageFont

TEXT = "Action plan for 2024"
DPI = 300
"""As scans are usually made."""
SIZE, MARGIN = 48, 40
"""Height of the letters, and the white around them, in pixels: type of 11.5 points, as in
reports."""


def drawn_line() -> Image.Image:
    """Dark letters on white, in the font that is part of Pillow."""
    font = ImageFont.load_default(SIZE)
    wide = int(font.getlength(TEXT)) + 2 * MARGIN
    picture = Image.new("L", (wide, SIZE + 2 * MARGIN), "white")
    ImageDraw.Draw(picture).text((MARGIN, MARGIN), TEXT, fill="black", font=font)
    return picture
