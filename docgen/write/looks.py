"""A format's styles as WordprocessingML, worked out once for a format and a language.

In: a format. Out: the styles of Word's list (the format's own under their Vietnamese names, beside the few Word wants),
and the pieces of XML every paragraph and run of a body needs. Lengths: points come in, twentieths of a point go out.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from docgen.model.format import Format, RuleLine, Style
from docgen.write.parts import BOX_ABOVE, BOX_LINE, BOX_SIDE

LANGUAGES = {"vi": "vi-VN", "en": "en-US", "th": "th-TH"}
JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}
RULE, THIN, NUMBER, NOTE_MARK = "rule-", "thin", "page-number", "FootnoteReference"
THAI_SINGLE = 1.5
"""A single line of Thai, in sizes of its letters, exact in every writer: the natural lines of Thai fonts go from 1.3 to 2.0
(Norasi 1.70, Laksaman 1.99), so the page would depend on the machine; below 1.4 the marks of two lines touch."""
BOLD, ITALIC, UNDERLINE = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", '<w:u w:val="single"/>'
THIN_SPACING = '<w:spacing w:before="0" w:after="0" w:line="2" w:lineRule="exact"/>'
SMALL = '<w:sz w:val="2"/><w:szCs w:val="2"/>'


def twips(points: float) -> int:
    """Return twentieths of a point, Word's unit of length."""
    return round(points * 20)


def eighths(points: float) -> int:
    """Return eighths of a point, Word's unit for the thickness of lines; the thinnest it draws is 2."""
    return max(2, round(points * 8))


def fonts(format: Format) -> tuple[str, str]:
    """Return the family of the text and the family of complex scripts (Thai)."""
    return format.font, (format.fonts.get("thai") or (format.font,))[0]


def defaults(format: Format, language: str) -> str:
    """Return ``docDefaults``: the font, 14 pt, the language; single lines without space between paragraphs."""
    text, thai = (escape(name) for name in fonts(format))
    code = LANGUAGES[language]
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{text}" w:eastAsia="{text}" w:hAnsi="{text}" w:cs="{thai}"/>'
        f'<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="th-TH"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def styles(format: Format, language: str) -> Iterator[str]:
    """Yield every style of the file as XML, without namespaces: Word's own, then the format's, then ours for ruled lines."""
    yield '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    yield (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    yield (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/></w:style>"
    )
    for priority, (key, style) in enumerate(format.styles.items(), start=1):
        yield _named(key, style, priority, _line(key, style, format, language))
    for key, rule in format.rules.items():
        yield _hidden(RULE + key, _rule(rule), SMALL)
    yield _hidden(THIN, THIN_SPACING, SMALL)
    size = round(format.page.number_size * 2)
    yield _hidden(NUMBER, '<w:jc w:val="center"/>', f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    yield (
        f'<w:style w:type="character" w:styleId="{NOTE_MARK}"><w:name w:val="footnote reference"/>'
        '<w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )


def _named(key: str, style: Style, priority: int, line: tuple[str, int]) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{escape(style.name or key)}"/>'
        f'<w:basedOn w:val="Normal"/><w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(style, line)}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _hidden(key: str, paragraph: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{key}"/><w:basedOn w:val="Normal"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


def _paragraph(style: Style, line: tuple[str, int]) -> str:
    rule, height = line
    return (
        ("<w:keepNext/><w:keepLines/>" if style.keep else "")
        + (_box(style.color) if style.box else "")
        + f'<w:spacing w:before="{twips(style.before)}" w:after="0" w:line="{height}" w:lineRule="{rule}"/>'
        + _indents(style)
        + f'<w:jc w:val="{JUSTIFY[style.align]}"/>'
    )


def _line(key: str, style: Style, format: Format, language: str) -> tuple[str, int]:
    """Word counts multiples of a line in 240ths and exact lines in twentieths of a point."""
    rule, amount = style.line
    if key == "sign-gap":
        return "exact", twips(format.sign_gap)
    if rule == "exactly":
        return "exact", twips(amount)
    return ("exact", twips(THAI_SINGLE * amount * style.size)) if language == "th" else ("auto", round(amount * 240))


def _indents(style: Style) -> str:
    first = f'w:firstLine="{twips(style.first)}"' if style.first >= 0 else f'w:hanging="{twips(-style.first)}"'
    return f'<w:ind w:left="{twips(style.left)}" w:right="{twips(style.right)}" {first}/>'


def _box(color: str) -> str:
    sides = (("top", BOX_ABOVE), ("left", BOX_SIDE), ("bottom", BOX_ABOVE), ("right", BOX_SIDE))
    lines = (f'<w:{side} w:val="single" w:sz="{eighths(BOX_LINE)}" w:space="{round(space)}" w:color="{color}"/>' for side, space in sides)
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>"


def _rule(rule: RuleLine) -> str:
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="{eighths(rule.weight)}" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="0" w:line="{twips(rule.gap)}" w:lineRule="exact"/>'
    )


def _letters(style: Style) -> str:
    size = round(style.size * 2)
    return (
        looks(style.bold, style.italic, False)
        + (f'<w:color w:val="{style.color}"/>' if style.color != "000000" else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        + (UNDERLINE if style.underline else "")
    )


def looks(bold: bool, italic: bool, underline: bool) -> str:
    """Return the run properties of a look, empty for plain; Thai has switches of its own."""
    return (BOLD if bold else "") + (ITALIC if italic else "") + (UNDERLINE if underline else "")
