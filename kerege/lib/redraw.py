"""Draws one picture anew, in a process of its own that may not take more memory and time than it is given.

Run as a program by kerege.lib.images and by nobody else: picture on stdin; on stdout one line of JSON and then the new
picture. It imports nothing of Kerege, so that it starts quickly. What it refuses it says by its exit code.
"""

import io
import json
import resource
import sys

UNREADABLE, TOO_MANY_PIXELS = 3, 4


def main(memory: int, seconds: int, pixels: int, side: int) -> int:
    """Bytes of memory, seconds of work, pixels that the picture may have, and the longest side of the new one."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = pixels
    try:
        with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=["PNG", "JPEG", "WEBP"]) as picture:
            if picture.width * picture.height > pixels or max(picture.size) > 20_000:
                return TOO_MANY_PIXELS
            pixels = picture.width * picture.height
            picture.draft("RGB", (side * 2, side * 2))
            see_through = picture.has_transparency_data
            kind = "PNG" if see_through or picture.format == "PNG" else "JPEG"
            wanted = "RGBA" if see_through else "RGB"
            drawn = picture if picture.mode == wanted else picture.convert(wanted)
            drawn.thumbnail((side, side))  # before anything that copies: forty million pixels are much
            drawn = ImageOps.exif_transpose(drawn)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return TOO_MANY_PIXELS
    except Exception:  # noqa: BLE001 - whatever a decoder stumbles over, the picture cannot be read
        return UNREADABLE
    bare = Image.new(drawn.mode, drawn.size)  # nothing but pixels comes along
    bare.paste(drawn)
    out = io.BytesIO()
    bare.save(out, kind, **({"optimize": True} if kind == "PNG" else {"quality": 85}))
    told = {"kind": kind.lower(), "width": bare.width, "height": bare.height, "pixels": pixels}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
