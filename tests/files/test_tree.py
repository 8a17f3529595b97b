"""The tree: which workspace, which files, which names."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.files.tree import DEVICES, LONGEST, UnsafeName, below, safe_name, safe_part, walk, workspace, yaml_files
from docgen.model.values import RESERVED


def planted(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("id: a\n")
    return root


def listed(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in yaml_files(folder)]


def test_the_workspace_is_the_nearest_folder_with_directives(tmp_path: Path) -> None:
    planted(tmp_path, "office/directives/hai-phong/2025/a.yaml", "directives/b.yaml")
    assert workspace(tmp_path / "office/directives/hai-phong/2025/a.yaml") == tmp_path / "office"
    assert workspace(tmp_path / "office") == tmp_path / "office"
    assert workspace(tmp_path) == tmp_path


def test_no_workspace(tmp_path: Path) -> None:
    assert workspace(tmp_path) is None


def test_yaml_files_come_sorted_and_hidden_ones_not_at_all(tmp_path: Path) -> None:
    planted(tmp_path, "b/z.yaml", "b.yaml", "a/x.yml", "a/y.YAML", "a/note.txt", ".git/c.yaml", "a/.~docgen-1.yaml", "a/.x.yaml")
    assert listed(tmp_path) == ["a/x.yml", "a/y.YAML", "b/z.yaml", "b.yaml"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert yaml_files(tmp_path / "none") == ()


def test_links_that_loop_or_come_twice_are_left_out(tmp_path: Path) -> None:
    root = planted(tmp_path / "directives", "a/x.yaml", "b/y.yaml")
    (root / "a/up").symlink_to("..")
    (root / "a/top").symlink_to("../..")
    (root / "a/side").symlink_to("../b")
    (root / "self").symlink_to(".")
    (root / "broken.yaml").symlink_to("nowhere.yaml")
    assert listed(root) == ["a/x.yaml", "b/y.yaml"]


def test_links_that_lead_out_are_followed_once(tmp_path: Path) -> None:
    root = planted(tmp_path / "directives", "a/x.yaml")
    shared = planted(tmp_path / "shared", "agencies.yaml")
    (shared / "back").symlink_to(root)
    (root / "catalogue").symlink_to(shared)
    (root / "z-again").symlink_to(shared)
    assert listed(root) == ["a/x.yaml", "catalogue/agencies.yaml"]


def test_walk_lists_each_folder_in_the_order_of_names(tmp_path: Path) -> None:
    planted(tmp_path, "b.txt", "a/z", "a/y", "c")
    assert [Path(entry.path).relative_to(tmp_path).as_posix() for entry in walk(tmp_path)] == ["a/y", "a/z", "b.txt", "c"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hai-phong/2025/Quyết định số 145.docx", "hai-phong/2025/Quyet-dinh-so-145.docx"),
        ("Đặc khu Cát Hải (đợt 2).pdf", "Dac-khu-Cat-Hai-dot-2.pdf"),
        ("nfd/Ha\u0309i Pho\u0300ng.txt", "nfd/Hai-Phong.txt"),
        ("a\\b.txt", "a/b.txt"),
        ("CON.docx", "_CON.docx"),
        ("lpt1", "_lpt1"),
        (".hidden", "hidden"),
        ("-rf.txt", "rf.txt"),
        ("dấu chấm cuối. ", "dau-cham-cuoi"),
        ("a<b>:c|?*.txt", "a-b-c.txt"),
        ("a\u202ecod.txt", "a-cod.txt"),
    ],
)
def test_names_that_every_system_can_write(text: str, name: str) -> None:
    assert safe_name(text) == PurePosixPath(name)


def test_a_full_number_is_one_part() -> None:
    assert safe_part("145/QĐ-UBND") == "145-QD-UBND"


@pytest.mark.parametrize("text", ["../a", "a/../../b", "..\\a", "/etc/passwd", "\\\\server\\a", "C:\\a", "c:a", "a//b", "", "a/", "…", "ก"])
def test_names_that_leave_or_say_nothing_are_refused(text: str) -> None:
    with pytest.raises(UnsafeName):
        safe_name(text)


@given(st.text(max_size=150))
def test_a_safe_name_is_safe_again(text: str) -> None:
    try:
        name = safe_part(text)
    except UnsafeName:
        return
    assert name.isascii()
    assert len(name) <= LONGEST
    assert not name.startswith((".", "-"))
    assert not name.endswith((".", "-"))
    assert name.split(".")[0].lower() not in DEVICES
    assert safe_part(name) == name


def test_long_names_are_cut_and_stay_different() -> None:
    one, two = (safe_part(f"{'quyết định ' * 20}{n}.docx") for n in (1, 2))
    assert one != two
    assert len(one) == LONGEST
    assert one.endswith(".docx")


def test_the_devices_are_those_the_model_refuses() -> None:
    assert RESERVED <= DEVICES


def test_below_refuses_what_lies_elsewhere(tmp_path: Path) -> None:
    root = tmp_path / "output"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    assert below(root, PurePosixPath("a/b.docx")) == root / "a/b.docx"
    for name in ("../a", "/etc/passwd", "out/a", "."):
        with pytest.raises(UnsafeName):
            below(root, PurePosixPath(name))
