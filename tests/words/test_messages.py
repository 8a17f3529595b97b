"""The catalogues of words: complete, compiled, and found where the program says them."""

from __future__ import annotations

import io
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import CommandLineInterface, parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from docgen.words import messages
from docgen.words.extract import yaml_messages

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "docgen" / "words" / "locale"
KEYWORDS = {**DEFAULT_KEYWORDS, "translate": None, "translate_count": (1, 2)}
TRANSLATED = ["vi", "th"]
CODES = """\
E214:
  message: 'no agency "{value}" in the catalogue'
  hint: the nearest is {name}
  why: |
    Names are written once.
    Agencies are used by id.
  see: [not a text]
E106: {message: "not an id: {value}", hint: "", why: [one, two]}
"""


def _catalogue(language: str, folder: Path = LOCALE) -> Catalog:
    with (folder / language / "LC_MESSAGES" / "docgen.po").open("rb") as file:
        return read_po(file, locale=language, domain=messages.DOMAIN)


def _texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _spoken(root: Path) -> set[object]:
    """Return every text the program says under ``root``; both forms where there is a count."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, filename="babel.cfg")
    return {found[2] for found in extract_from_dir(root, method_map=methods, options_map=options, keywords=KEYWORDS)}


def _fields(text: str) -> set[str] | None:
    """Return the fields of a text, or None for one that speaks of a lone brace and is printed as it is."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return None


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_program_is_in_the_catalogue(language: str) -> None:
    assert _spoken(ROOT) - {message.id for message in _texts(_catalogue(language))} == set()


def test_vietnamese_is_complete() -> None:
    assert [message.id for message in _texts(_catalogue("vi")) if message.fuzzy or not all(_forms(message))] == []


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_fields_of_the_text(language: str) -> None:
    for message in _texts(_catalogue(language)):
        text = message.id[-1] if isinstance(message.id, tuple) else message.id
        if "python-format" not in message.flags:
            assert all(_fields(form) == _fields(text) for form in _forms(message) if form), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "docgen.mo").open("rb") as file:
        compiled = {_entry(message) for message in _texts(read_mo(file))}
    assert compiled == {_entry(message) for message in _texts(_catalogue(language)) if all(_forms(message)) and not message.fuzzy}


def _entry(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts and their translations; a compiled file gives those of a count as lists."""
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,), _forms(message)


def test_every_language_but_the_source_has_a_catalogue() -> None:
    assert {*messages.LANGUAGES} - {messages.SOURCE_LANGUAGE} == {folder.name for folder in LOCALE.iterdir() if folder.is_dir()}


def test_yaml_texts_are_found_with_their_lines_and_places() -> None:
    found = list(yaml_messages(io.BytesIO(CODES.encode()), (), (), {"keys": "message hint why"}))
    assert found == [
        (2, None, 'no agency "{value}" in the catalogue', ["E214/message"]),
        (3, None, "the nearest is {name}", ["E214/hint"]),
        (4, None, "Names are written once.\nAgencies are used by id.\n", ["E214/why"]),
        (8, None, "not an id: {value}", ["E106/message"]),
        (8, None, "one", ["E106/why/0"]),
        (8, None, "two", ["E106/why/1"]),
    ]


def test_an_empty_yaml_file_says_nothing() -> None:
    assert list(yaml_messages(io.BytesIO(b""), (), (), {"keys": "message"})) == []


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A small program that says something in code, in a template and in data."""
    (tmp_path / "docgen" / "model").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "docgen" / "say.py").write_text(
        'translate("Made {name}", language, name=name)\ntranslate_count("{count} document", "{count} documents", 2, language)\n_("error")\n'
    )
    (tmp_path / "docgen" / "model" / "codes.yaml").write_text(CODES)
    (tmp_path / "templates" / "page.html").write_text('<p>{{ _("Page") }}</p>')
    return tmp_path


def test_texts_are_found_in_code_templates_and_data(program: Path) -> None:
    assert {"Made {name}", ("{count} document", "{count} documents"), "error", "Page", "the nearest is {name}"} <= _spoken(program)


@pytest.fixture
def speaking(program: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small program with a compiled Vietnamese catalogue, beside a module that reads it."""
    source = program / "locale" / "vi" / "LC_MESSAGES" / "docgen.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        'msgid "Made {name}"\nmsgstr "Đã tạo {name}"\n\n'
        'msgid "{count} document"\nmsgid_plural "{count} documents"\nmsgstr[0] "{count} văn bản"\n',
        encoding="utf-8",
    )
    CommandLineInterface().run(["pybabel", "-q", "compile", "-D", "docgen", "-d", str(program / "locale")])
    monkeypatch.setattr(messages, "__file__", str(program / "messages.py"))
    messages._load.cache_clear()
    return program


@pytest.fixture(autouse=True)
def _fresh_catalogues() -> object:
    yield
    messages._load.cache_clear()


@pytest.mark.usefixtures("speaking")
def test_texts_are_said_in_the_language() -> None:
    assert messages.translate("Made {name}", "vi", name="a{b}.docx") == "Đã tạo a{b}.docx"
    assert messages.translate("Made {name}", "en", name="a") == "Made a"
    assert messages.translate("Never heard {name}", "vi", name="x") == "Never heard x"
    assert messages.catalogue("vi")("Made {name}") == "Đã tạo {name}"
    assert messages.catalogue("vi")("") == ""


@pytest.mark.usefixtures("speaking")
def test_counts_have_their_forms() -> None:
    said = [
        messages.translate_count("{count} document", "{count} documents", count, language) for language in ("en", "vi") for count in (1, 2)
    ]
    assert said == ["1 document", "2 documents", "1 văn bản", "2 văn bản"]


def test_fields_may_have_any_name() -> None:
    assert messages.translate("{text} {language} {self}", "en", text=1, language=2, self=3) == "1 2 3"


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language 'fr'"):
        messages.catalogue("fr")


def test_the_machines_own_language_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "th")
    assert messages.catalogue("en")("error") == "error"


def test_importing_the_words_is_cheap() -> None:
    names = sorted(path.stem for path in (ROOT / "docgen" / "words").glob("*.py"))
    code = f"import importlib, sys\nfor name in {names}: importlib.import_module('docgen.words.' + name)\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not {"babel", "gettext", "json", "yaml", "pydantic", "fontTools"} & set(loaded)
    assert "docgen.words.messages" in loaded
