"""fontconfig in its library and by its programs: the same answers."""

from __future__ import annotations

import pytest

from docgen.files import fontconfig
from docgen.files.fontconfig import FontsUnknown

FORM = "%{family[0]}\n%{file}\n%{charset}"
PATTERNS = ("Liberation Serif", "Times New Roman,Liberation Serif:bold", "Norasi:bold:italic", "Không có\\-font này", "")


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let there be no library."""
    monkeypatch.setattr(fontconfig, "_library", lambda: None)
    return monkeypatch


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_match_is_the_same(pattern: str, request: pytest.FixtureRequest) -> None:
    found = fontconfig.match(pattern, FORM)
    request.getfixturevalue("programs")
    assert found.count("\n") == 2 and found == fontconfig.match(pattern, FORM)


def test_lists_are_the_same(request: pytest.FixtureRequest) -> None:
    families, files, rules = sorted(fontconfig.families()), sorted(fontconfig.files()), set(fontconfig.rules())
    request.getfixturevalue("programs")
    assert families == sorted(fontconfig.families()) and any("Liberation Serif" in one for one in families)
    assert files == sorted(fontconfig.files())
    assert {one for one in fontconfig.rules() if one.endswith(".conf")} == {one for one in rules if one.endswith(".conf")} != set()


def test_without_library_and_programs_it_says_so(programs: pytest.MonkeyPatch) -> None:
    programs.setenv("PATH", "")
    for ask in (fontconfig.families, fontconfig.files, fontconfig.rules, lambda: fontconfig.match("Norasi", FORM)):
        with pytest.raises(FontsUnknown, match="fc-"):
            ask()
