"""Runs of text as WordprocessingML.

In: the runs of a paragraph in a style. Out: ``w:r`` elements that carry only what differs from the style, links inside the
file, and footnotes, which are gathered as they come.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from docgen.model.blocks import Run
from docgen.model.format import Style
from docgen.write.looks import NOTE_MARK, looks
from docgen.write.places import place_name
from docgen.write.tracked import Tracked

_BREAKS = str.maketrans({"\n": '</w:t><w:br/><w:t xml:space="preserve">', "\t": '</w:t><w:tab/><w:t xml:space="preserve">'})
_EMPTY = '<w:t xml:space="preserve"></w:t>'


def run_xml(run: Run, style: Style) -> str:
    """Return the ``w:r`` of a run's text, with the look the style does not have already."""
    if not run.text:
        return ""
    look = looks(run.bold and not style.bold, run.italic and not style.italic, run.underline and not style.underline)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text_xml(run.text)}</w:r>"


def text_xml(text: str) -> str:
    """Return text with its line breaks and tabs; spaces stand as they are."""
    if "&" in text or "<" in text or ">" in text:
        text = escape(text, quote=False)
    xml = f'<w:t xml:space="preserve">{text}</w:t>'
    return xml.translate(_BREAKS).replace(_EMPTY, "") if "\n" in text or "\t" in text else xml


def runs_xml(
    runs: Collection[Run], style: Style, targets: Collection[str], gathered: list[tuple[Run, ...]], tracked: Tracked | None = None
) -> str:
    """Return the runs of a paragraph; the footnotes are added to ``gathered``, a link without target is plain text.

    ``tracked`` numbers the changes of a redline; without it there are none.
    """
    if tracked is not None:
        return "".join(_tracked(run, style, targets, gathered, tracked) for run in runs)
    if len(runs) == 1:  # most paragraphs
        (only,) = runs
        if not (only.href or only.note or only.bold or only.italic or only.underline):
            return f"<w:r>{text_xml(only.text)}</w:r>" if only.text else ""
    return "".join(_linked(run, style, targets) + _note(run, gathered) for run in runs)


def _linked(run: Run, style: Style, targets: Collection[str]) -> str:
    xml = run_xml(run, style)
    if run.href not in targets:
        return xml
    return f'<w:hyperlink w:anchor="{place_name(run.href)}" w:history="1">{xml}</w:hyperlink>'


def _tracked(run: Run, style: Style, targets: Collection[str], gathered: list[tuple[Run, ...]], tracked: Tracked) -> str:
    """Return a run of a redline: ``w:hyperlink`` holds ``w:ins`` or ``w:del``, which holds the run."""
    xml = tracked.run(run_xml(run, style), run.mark)
    if run.href in targets and xml:
        xml = f'<w:hyperlink w:anchor="{place_name(run.href)}" w:history="1">{xml}</w:hyperlink>'
    return xml + tracked.run(_note(run, gathered), run.mark)


def _note(run: Run, gathered: list[tuple[Run, ...]]) -> str:
    if not run.note:
        return ""
    gathered.append(run.note)
    return f'<w:r><w:rPr><w:rStyle w:val="{NOTE_MARK}"/></w:rPr><w:footnoteReference w:id="{len(gathered)}"/></w:r>'
