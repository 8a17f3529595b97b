"""What a browser knows of the tags we print, and no more.

WeasyPrint brings a style sheet for all of HTML. Its rules for footnotes and list marks fit every element, so that each
cell of a table gets six styles nobody sees: a twelfth of all the time. These are its rules for our tags, word for word in
their effect; what ``css`` says for paper stands above them.
"""

from __future__ import annotations

AGENT = """
head, meta, title { display: none }
html, body, div, p, section, h1, h2, h3, h4, h5, h6 { display: block }
table { display: table; box-sizing: border-box; text-indent: initial; border-color: gray }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group; vertical-align: middle; border-color: inherit }
tbody { display: table-row-group; vertical-align: middle; border-color: inherit }
tr { display: table-row; vertical-align: inherit; border-color: inherit }
td, th { display: table-cell; vertical-align: inherit; padding: 1px; border-color: gray }
br::before { content: "\\A"; white-space: pre-line }
.note::footnote-call { content: counter(footnote); vertical-align: super; font-size: smaller; line-height: inherit }
.note::footnote-marker { content: counter(footnote) ". " }
@page {
  @footnote { margin-top: 1em }
  @top-center { text-align: center; vertical-align: middle }
  @bottom-center { text-align: center; vertical-align: middle }
}
"""
