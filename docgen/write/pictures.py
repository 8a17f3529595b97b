"""Pictures in a Word file: each as PNG for every reader, and as SVG for those that draw it.

In: the figures of a sheet, numbered as they come. Out: the drawing inside its run, the media parts, the relationships
and content types they need. ECMA-376 part 1, 20.4.2.8 (inline); the SVG is an extension of Office 2016 ([MS-ODRAWXML] 2.3.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from docgen.files.zips import Packed, packed
from docgen.model.blocks import Figure
from docgen.model.format import Format
from docgen.write.css import families
from docgen.write.png import png
from docgen.write.svg import svg

EMU = 12700
"""English metric units in a point."""
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SVG_BLIP = (
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext>'
)


def inline_xml(figure: Figure, number: int) -> str:
    """Return the ``w:r`` of the ``number``-th figure of a file, from 1, with its alternative text."""
    drawing = figure.drawing
    size = f'cx="{round(drawing.width * EMU)}" cy="{round(drawing.height * EMU)}"'
    name = f'id="{number}" name="Chart {number}" descr="{escape(figure.alt)}"'
    blip = f'<a:blip r:embed="{_key(number, "png")}"><a:extLst>{SVG_BLIP.format(_key(number, "svg"))}</a:extLst></a:blip>'
    shape = f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    picture = (
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>{shape}</pic:spPr></pic:pic>"
    )
    return (
        f'<w:r><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr><w:drawing>'
        f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr {name}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">{picture}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def media(figures: Sequence[Figure], format: Format, language: str) -> list[Packed]:
    """Return the parts that hold the pictures of a file."""
    parts: list[Packed] = []
    for number, figure in enumerate(figures, 1):
        drawn = svg(figure.drawing, families(format), figure.alt)
        parts += (
            packed(f"word/{_file(number, 'png')}", png(figure.drawing, format, language)),
            packed(f"word/{_file(number, 'svg')}", drawn.encode()),
        )
    return parts


def related(relations: bytes, count: int) -> bytes:
    """Return the relationships of the text, with those to the pictures of ``count`` figures."""
    rows = (
        f'<Relationship Id="{_key(number, kind)}" Type="{IMAGE}" Target="{_file(number, kind)}"/>'
        for number in range(1, count + 1)
        for kind in ("png", "svg")
    )
    return relations.replace(b"</Relationships>", f"{''.join(rows)}</Relationships>".encode())


def typed(types: bytes) -> bytes:
    """Return the content types of a file that holds pictures."""
    more = '<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>'
    return types.replace(b"<Override", more.encode() + b"<Override", 1)


def _key(number: int, kind: str) -> str:
    return f"rIdChart{number}{kind}"


def _file(number: int, kind: str) -> str:
    return f"media/chart{number}.{kind}"
