"""Zips: the same bytes always, and every reader takes them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.files.zips import STORED, Packed, ZipTooLarge, join, packed

TEXT = "Thành lập Đảng bộ đặc khu Cát Hải. ".encode() * 100


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


@given(st.dictionaries(st.text("abcđạ/.", min_size=1, max_size=20), st.binary(max_size=300), max_size=8))
def test_python_reads_back_every_part_in_order(parts: dict[str, bytes]) -> None:
    with opened(join([packed(name, data) for name, data in parts.items()])) as back:
        assert back.testzip() is None
        assert back.namelist() == list(parts)
        assert [back.read(name) for name in back.namelist()] == list(parts.values())


def test_bytes_depend_on_nothing_but_the_parts_and_the_date() -> None:
    parts = [packed("a.xml", TEXT), packed("b.xml", b"")]
    assert join(parts) == join([packed("a.xml", TEXT), packed("b.xml", b"")])
    assert join(parts) != join(parts, (2025, 6, 19))


@pytest.mark.parametrize(
    ("given_date", "read"), [((1980, 1, 1), (1980, 1, 1)), ((2025, 12, 31), (2025, 12, 31)), ((1945, 9, 2), (1980, 1, 1))]
)
def test_every_part_bears_the_date(given_date: tuple[int, int, int], read: tuple[int, int, int]) -> None:
    with opened(join([packed("a", b"1"), packed("b", b"2")], given_date)) as back:
        assert {part.date_time for part in back.infolist()} == {(*read, 0, 0, 0)}


def test_text_is_deflated_and_what_would_grow_is_stored() -> None:
    assert len(packed("a", TEXT).deflated) < len(TEXT) / 10
    assert packed("a", b"\x00\xff").method == STORED
    assert packed("mimetype", TEXT, level=0) == Packed("mimetype", packed("a", TEXT).crc, len(TEXT), TEXT, STORED)


def test_what_a_plain_zip_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        join([packed("a", b"1"), packed("a", b"2")])
    with pytest.raises(ZipTooLarge, match="70000 parts"):
        join([packed(str(n), b"") for n in range(70_000)])
    with pytest.raises(ZipTooLarge, match="5000000000 bytes"):
        join([Packed("a", 0, 5_000_000_000, b"")])
    with pytest.raises(ValueError, match="2108"):
        join([], (2108, 1, 1))


def test_unzip_finds_no_fault(tmp_path: Path) -> None:
    if not shutil.which("unzip"):
        pytest.skip("unzip is not installed")
    path = tmp_path / "a.zip"
    path.write_bytes(join([packed("word/document.xml", TEXT), packed("Cát Hải.txt", b"x")], (2025, 6, 19)))
    done = subprocess.run(["unzip", "-t", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No errors detected" in done.stdout


def repacked_docx() -> bytes:
    plain = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Quyết định thành lập")
    document.save(plain)
    with opened(plain.getvalue()) as source:
        return join([packed(name, source.read(name)) for name in source.namelist()])


def test_python_docx_reads_it() -> None:
    assert [p.text for p in docx.Document(io.BytesIO(repacked_docx())).paragraphs] == ["Quyết định thành lập"]


@pytest.mark.office
def test_libreoffice_reads_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(repacked_docx())
    soffice = shutil.which("soffice")
    assert soffice, "make test installs LibreOffice"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path, tmp_path / "a.docx"],
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert (tmp_path / "a.txt").read_text("utf-8-sig").strip() == "Quyết định thành lập"
