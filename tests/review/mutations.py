"""What a session does to a document: small changes of its data, each a function that edits it in place and says whether it could."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from docgen.model.document import Document
from docgen.review.data import plain

Data = dict[str, Any]


def texts(data: Data) -> Iterator[Data]:
    """Yield every part of the body that has a text."""
    for part in data.get("body", []):
        yield from _texts(part)


def _texts(part: Data) -> Iterator[Data]:
    if isinstance(part.get("text"), str):
        yield part
    for key in ("clauses", "points", "articles", "parts", "body"):
        for inner in part.get(key, []) if isinstance(part.get(key), list) else []:
            yield from _texts(inner) if isinstance(inner, dict) else ()


def tables(data: Data) -> Iterator[Data]:
    """Yield the tables that the document or an annex holds, those with columns."""
    yield from (table for table in data.get("tables", []) if "columns" in table)
    for annex in data.get("annexes", []):
        yield from (part for part in annex.get("body", []) if "columns" in part)


def words(data: Data) -> bool:
    """Change a word of every text, and of the subject."""
    data["subject"] = _reworded(data["subject"])
    for part in texts(data):
        part["text"] = _reworded(part["text"])
    return True


def _reworded(text: str) -> str:
    parts = text.split(" ")
    plain_ = [at for at, word in enumerate(parts) if word.isalpha() and at]
    if plain_:
        parts[plain_[len(plain_) // 2]] = "kịp thời"
    return " ".join(parts)


def article_before(data: Data) -> bool:
    """Put an article, or a paragraph, before all others, so that the numbers after it change."""
    new = {"text": "Các cơ quan, đơn vị rà soát, báo cáo kết quả trước ngày làm việc cuối cùng của tháng."}
    data["body"].insert(0, {**new, "article": "moi-them"} if "article" in data["body"][0] else {**new, "id": "moi-them"})
    return True


def part_removed(data: Data) -> bool:
    """Take the second part of the body away."""
    if len(data["body"]) < 2:
        return False
    del data["body"][1]
    return True


def parts_swapped(data: Data) -> bool:
    """Let the first part of the body be the last."""
    if len(data["body"]) < 2:
        return False
    data["body"].append(data["body"].pop(0))
    return True


def row_moved(data: Data) -> bool:
    """Move the first row of each table, or the first task, to the end."""
    moved = False
    for table in tables(data):
        for rows in (table.get("rows"), *(group.get("tasks") for group in table.get("groups", []))):
            if rows and len(rows) > 1:
                rows.append(rows.pop(0))
                moved = True
    if len(data.get("tasks", [])) > 1:
        data["tasks"].append(data["tasks"].pop(0))
        moved = True
    return moved


def row_removed(data: Data) -> bool:
    """Take a row away from each table that has rows, and a person from a list of persons."""
    removed = False
    for table in tables(data):
        for rows in (table.get("rows"), *(group.get("tasks") for group in table.get("groups", []))):
            if rows and len(rows) > 1:
                del rows[1]
                removed = True
    if len(data.get("persons", [])) > 2:
        del data["persons"][1]
        removed = True
    return removed


def column_removed(data: Data) -> bool:
    """Take the last column of each table away."""
    removed = False
    for table in tables(data):
        columns = table["columns"]
        if len(columns) < 3:
            continue
        last = list(columns)[-1]
        columns.pop(last) if isinstance(columns, dict) else columns.pop()
        for row in table.get("rows", []):
            row.pop(last, None)
        removed = True
    return removed


def signed_otherwise(data: Data) -> bool:
    """Let another person sign, in person and for nobody."""
    signer = data["sign"][0]
    signer["by"] = "pham-thi-d" if signer.get("by") != "pham-thi-d" else "nguyen-van-a"
    if "as" in signer:
        signer.pop("as")
        signer.pop("behalf", None)
    else:
        signer |= {"as": "on-behalf", "behalf": "Tập thể lãnh đạo"}
    return True


def recipient_removed(data: Data) -> bool:
    """Take the first recipient away."""
    if len(data.get("recipients", [])) < 2:
        return False
    del data["recipients"][0]
    return True


def annex_removed(data: Data) -> bool:
    """Take the last annex away."""
    if not data.get("annexes"):
        return False
    data["annexes"].pop()
    return True


def annex_added(data: Data) -> bool:
    """Put an annex with a text before the others."""
    new = {"id": "phu-luc-moi", "title": "Một số nội dung cần lưu ý", "body": [{"text": "Lưu trữ hồ sơ theo quy định của pháp luật."}]}
    data["annexes"] = [new, *data.get("annexes", [])]
    return True


def basis_removed(data: Data) -> bool:
    """Take the first basis away."""
    if len(data.get("bases", [])) < 2:
        return False
    del data["bases"][0]
    return True


def edges_reworded(data: Data) -> bool:
    """Change a word of the contact line and of the circulation note; where there is none, put it."""
    for key, text in (("contact", "Số 01 đường Mẫu, phường Mẫu, thành phố Hải Phòng"), ("circulation", "Lưu hành nội bộ")):
        data[key] = _reworded(data[key]) if data.get(key) else text
    return True


def stamped(data: Data) -> bool:
    """Make the document urgent, or more urgent than it was; let it be a trial, or none."""
    data["urgency"] = "express" if data.get("urgency") == "urgent" else "urgent"
    data["trial"] = not data.get("trial")
    return True


MUTATIONS: Mapping[str, Callable[[Data], bool]] = {
    each.__name__: each
    for each in (words, article_before, part_removed, parts_swapped, row_moved, row_removed, column_removed, signed_otherwise,
                 recipient_removed, annex_removed, annex_added, basis_removed, edges_reworded, stamped)
}  # fmt: skip


def mutated(document: Document, *names: str) -> Document | None:
    """Return the document with changes of those names; None where none of them could be made."""
    data = deepcopy(plain(document))
    done = [MUTATIONS[name](data) for name in names]
    return Document.model_validate(data) if any(done) else None
