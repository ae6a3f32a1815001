"""Files as people send them: a PDF and a video that say more than they show."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

MARK = "36.34N 43.13E by Layla"


def jpeg(colour: str = "teal", size: tuple[int, int] = (400, 300), **options: Any) -> bytes:
    """A small photograph."""
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG", **options)
    return written.getvalue()


def pdf(pages: int = 2, **save: Any) -> bytes:
    """A PDF with all that should not be in it, each with MARK in it."""
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page(page_size=(200, 200))
    secret = String(MARK)
    hidden = made.make_indirect(Stream(made, MARK.encode()))
    script = Dictionary(Type=Name.Action, S=Name.JavaScript, JS=secret)
    made.docinfo["/Author"] = secret
    made.attachments["secret.txt"] = pikepdf.AttachedFileSpec(
        made,
        MARK.encode(),
        description=MARK,
        filename="secret.txt",
        mime_type="text/plain",
        creation_date="",
        mod_date="",
    )
    root = made.Root
    root.Metadata = hidden
    root.OpenAction = script
    root.AA = Dictionary(WC=script)
    root.PieceInfo = Dictionary(Word=Dictionary(Private=secret))
    root.Names.JavaScript = Dictionary(Names=Array([String("run"), script]))
    root.AcroForm = Dictionary(XFA=secret, Fields=Array([]))
    page = made.pages[0].obj
    page.AA = Dictionary(O=script)
    photograph = Stream(made, jpeg(comment=MARK.encode()))
    photograph.Type, photograph.Subtype, photograph.Filter = (
        Name.XObject,
        Name.Image,
        Name.DCTDecode,
    )
    photograph.Width, photograph.Height, photograph.BitsPerComponent = 400, 300, 8
    photograph.ColorSpace = Name.DeviceRGB
    page.Resources = Dictionary(XObject=Dictionary(Photo=made.make_indirect(photograph)))
    page.Annots = Array(
        [
            _link(made, action)
            for action in (
                script,
                Dictionary(S=Name.Launch, F=secret),
                Dictionary(S=Name.SubmitForm, F=secret),
                Dictionary(S=Name.URI, URI=String("javascript:" + MARK)),
                Dictionary(S=Name.URI, URI=String("https://kept.example/")),
            )
        ]
        + [made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=secret))]
    )
    written = BytesIO()
    made.save(written, **save)
    return written.getvalue()


def _link(made: pikepdf.Pdf, action: Dictionary) -> pikepdf.Object:
    return made.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    )


def video(
    folder: Path,
    kind: str = "mp4",
    coding: str = "h264",
    sound: str = "aac",
    seconds: int = 3,
    colour: str = "teal",
    location: str = MARK,
) -> bytes:
    """A short video that says where it was filmed."""
    path = folder / f"given.{kind}"
    with av.open(str(path), "w") as made:
        made.metadata.update(comment=location, location=location, title=location)
        picture: Any = made.add_stream(coding, rate=10)
        picture.width, picture.height, picture.pix_fmt = 320, 240, "yuv420p"
        heard: Any = made.add_stream(sound, rate=48000) if sound else None
        image = Image.new("RGB", (320, 240), colour)
        for number in range(seconds * 10):
            frame = av.VideoFrame.from_image(image)
            frame.pts, frame.time_base = number, Fraction(1, 10)
            made.mux(picture.encode(frame))
        made.mux(picture.encode())
        if heard is not None:
            _silence(made, heard, seconds)
    return path.read_bytes()


def _silence(made: av.container.OutputContainer, heard: Any, seconds: int) -> None:
    size = heard.codec_context.frame_size or 1024
    for number in range(seconds * 48000 // size):
        frame = av.AudioFrame(format=heard.codec_context.format.name, layout="stereo", samples=size)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.pts, frame.sample_rate = number * size, 48000
        made.mux(heard.encode(frame))
    made.mux(heard.encode())
