"""Rows as other programs read them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from docgen.cli.rows import json_form

values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=3)


@given(st.lists(st.dictionaries(st.text(), values, max_size=4), max_size=3))
def test_json_is_what_the_library_writes(rows: list[dict[str, Any]]) -> None:
    assert list(json_form(rows, {})) == [json.dumps(rows, ensure_ascii=False, indent=2)]
