"""The lean .docx that all documents of a format and a language share: everything but the text.

In: a format. Out: the constant parts, deflated once, and the relationship ids the body needs. It is built with
python-docx, then stripped of what its template brings along (800 KB of styles, theme, thumbnail, numbering).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from docgen.files.zips import Packed, packed
from docgen.model.format import Format
from docgen.write import looks, notes
from docgen.write.memo import once_per_format
from docgen.write.places import NAMESPACE, places_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XMLNS = f'xmlns:w="{W}" xmlns:r="{R}"'
OFFICE, WORD = "http://schemas.openxmlformats.org/officeDocument/2006", "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
VARIABLE = ("word/document.xml", "docProps/core.xml", "customXml/item1.xml", notes.PART)
KEPT = frozenset({"styles", "settings", "header", "footer", "core-properties", "officeDocument"})
PAGE_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
# A line ended by hand is not stretched; version 15 is Word 2013 and later, without it Word opens in compatibility mode.
SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:doNotExpandShiftReturn/>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="{code}" w:bidi="th-TH"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)
# Only the styles of the format are offered; Word's own 376 stay out of the list.
LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
)
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>docgen</Application></Properties>'
)
STORE = "{9D6C2E0B-5B1E-4C57-9F0B-6C1D0F6A7E21}"
STORE_ITEM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem '
    f'ds:itemID="{STORE}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


@dataclass(frozen=True, slots=True)
class Edge:
    """A header or a footer of first pages: the relationship of the one that carries marks, and of the empty one."""

    part: str
    marked: str
    empty: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What a document of the format starts from; ``open`` are the constant parts a document with pictures has to add to."""

    constant: tuple[Packed, ...]
    open: dict[str, bytes]
    empty_notes: Packed
    header: str
    first_header: Edge
    first_footer: Edge
    empty_edges: dict[str, Packed]


@once_per_format
def shell(format: Format, language: str) -> Shell:
    """Return the shell of a format in a language; the first call builds it (some 40 ms)."""
    import docx

    document = docx.Document()
    _strip(document.part.rels)
    _strip(document.part.package.rels)
    _fill(document.styles.element, looks.defaults(format, language) + LATENT + "".join(looks.styles(format, language)))
    _fill(document.settings.element, SETTINGS.format(code=looks.LANGUAGES[language]))
    ids = _edges(document)
    _add_parts(document.part, format)
    saved = io.BytesIO()
    document.save(saved)
    return _shell(saved.getvalue(), ids)


def _shell(saved: bytes, ids: tuple[str, Edge, Edge]) -> Shell:
    header, first_header, first_footer = ids
    edges = (first_header.part, first_footer.part)
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        parts = {name: packed(name, archive.read(name), 9) for name in sorted(archive.namelist())}
        open_ = {name: archive.read(name) for name in (TYPES, RELATIONS)}
    constant = tuple(part for name, part in parts.items() if name not in VARIABLE and name not in edges)
    return Shell(constant, open_, parts[notes.PART], header, first_header, first_footer, {name: parts[name] for name in edges})


def _strip(relationships: Any) -> None:
    """Drop what the template of python-docx brings along and no document of ours uses."""
    for key in [key for key, each in relationships.items() if each.reltype.rpartition("/")[2] not in KEPT]:
        del relationships[key]


def _fill(root: Any, content: str) -> None:
    """Put ``content`` in the place of everything that stands in ``root``."""
    from docx.oxml import parse_xml

    root.clear()
    root.extend(list(parse_xml(f"<w:x {XMLNS}>{content}</w:x>")))


def _edges(document: Any) -> tuple[str, Edge, Edge]:
    """Make the headers and footers: the page number; first pages with marks; first pages without.

    The second section is only there to hold the empty ones: the body is written anew for every document.
    """
    document.add_section()
    first, second = document.sections
    number = _edge(first.header, f'<w:p><w:pPr><w:pStyle w:val="{looks.NUMBER}"/></w:pPr>{PAGE_FIELD}</w:p>')
    empty = f'<w:p><w:pPr><w:pStyle w:val="{looks.NUMBER}"/></w:pPr></w:p>'
    heads = [_edge(section.first_page_header, empty) for section in (first, second)]
    feet = [_edge(section.first_page_footer, empty) for section in (first, second)]
    return number[0], Edge(heads[0][1], heads[0][0], heads[1][0]), Edge(feet[0][1], feet[0][0], feet[1][0])


def _edge(edge: Any, content: str) -> tuple[str, str]:
    """Fill a header or footer; return the id of its relationship and the name of its part."""
    edge.is_linked_to_previous = False
    _fill(edge._element, content)
    parts = edge.part.package.main_document_part.rels.items()
    return next((key, str(each.target_part.partname)[1:]) for key, each in parts if each.target_part is edge.part)


def _add_parts(main: Any, format: Format) -> None:
    """Add the parts python-docx has no words for."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    def part(name: str, kind: str, data: bytes) -> Any:
        return Part(PackURI(f"/{name}"), kind, data, main.package)

    main.relate_to(part("word/fontTable.xml", f"{WORD}.fontTable+xml", _font_table(format)), f"{OFFICE}/relationships/fontTable")
    main.relate_to(part(notes.PART, f"{WORD}.footnotes+xml", notes.notes_xml([], {})), f"{OFFICE}/relationships/footnotes")
    item = part("customXml/item1.xml", "application/xml", places_xml({}, ""))
    store = part("customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", STORE_ITEM.encode())
    item.relate_to(store, f"{OFFICE}/relationships/customXmlProps")
    main.relate_to(item, f"{OFFICE}/relationships/customXml")
    app = part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", APP.encode())
    main.package.relate_to(app, f"{OFFICE}/relationships/extended-properties")


def _font_table(format: Format) -> bytes:
    """Name the fonts and what may stand in for them where they are missing."""
    latin, thai = format.fonts.get("latin", ()), format.fonts.get("thai", ())
    rows = [(format.font, latin), *([(thai[0], thai[1:])] if thai else [])]
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {XMLNS}>{_fonts(rows)}</w:fonts>'.encode()


def _fonts(rows: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    return "".join(
        f'<w:font w:name="{escape(name)}">'
        + (f'<w:altName w:val="{escape(",".join(others))}"/>' if others else "")
        + '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
        for name, others in rows
    )
