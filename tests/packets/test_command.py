"""``docgen packet``: what is made for whom, what is made again, who was told and who must be told again."""

from __future__ import annotations

import io
import json
import os
import signal
import time
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from python_calamine import CalamineWorkbook

from docgen.batch import packet_lists, packet_run, packets
from docgen.cli.main import run
from tests.cases.workspace import commit
from tests.cli.conftest import Docgen
from tests.conftest import ROOT
from tests.packets.small import FOREIGN, NAME, PACKET, TEXT, UNITS, office
from tests.write.readers import part

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return office(tmp_path / "office")


@pytest.fixture
def say(root: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs ``docgen packet`` on the workspace; returns exit code, what it printed and what it complained of."""

    def say(*words: str) -> tuple[int, str, str]:
        code = run(["--lang", "en", "--workspace", str(root), "packet", NAME, *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return say


def files(root: Path) -> dict[str, bytes]:
    folder = root / "output/packets" / NAME
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def test_each_unit_gets_its_files_and_the_office_its_lists(say: Say, root: Path) -> None:
    code, out, _ = say("--jobs", "1")
    made = files(root)
    assert code == 0 and "2 packets made" in out
    assert [name for name in made if "/" not in name] == [
        "01-Mot.pdf",
        "01-Mot.zip",
        "02-Bon.pdf",
        "02-Bon.zip",
        "index.pdf",
        "index.xlsx",
        "manifest.json",
        "print-list.pdf",
        "print-list.xlsx",
        "tinh-mau-so-noi-vu.zip",
    ]
    assert [name for name in made if name.startswith("01-Mot/")] == [
        "01-Mot/01-56-NQ-HDND.pdf",
        "01-Mot/02-qd-trung-tam.docx",
        "01-Mot/02-qd-trung-tam.pdf",
        "01-Mot/03-45-TB-UBND.docx",
        "01-Mot/03-45-TB-UBND.pdf",
        "01-Mot/04-Chuong-trinh.docx",
        "01-Mot/04-Chuong-trinh.pdf",
        "01-Mot/05-Phan-cong-du.docx",
        "01-Mot/05-Phan-cong-du.pdf",
        "01-Mot/06-Danh-sach-dai-bieu.docx",
        "01-Mot/06-Danh-sach-dai-bieu.pdf",
        "01-Mot/07-Giay-bien-nhan.docx",
        "01-Mot/07-Giay-bien-nhan.pdf",
    ]
    assert made["01-Mot/01-56-NQ-HDND.pdf"] == (root / FOREIGN).read_bytes(), "a finished PDF is handed on as it came"


@pytest.mark.parametrize(("language", "word"), [("en", "Contents"), ("th", "สารบัญ")])
def test_sheets_of_the_packet_speak_its_language(tmp_path: Path, language: str, word: str) -> None:
    root = office(tmp_path / "office", text=TEXT.replace("issuer: tinh-mau/ubnd", f"issuer: tinh-mau/ubnd\nlanguage: {language}", 1))
    assert run(["--lang", "en", "--workspace", str(root), "packet", NAME, "--to", "pdf", "--unit", UNITS[0]]) == 0
    assert {"01-Mot/04-programme.pdf", "01-Mot/03-45-TB-UBND.pdf", "01-Mot.pdf"} <= files(root).keys()
    with pikepdf.open(io.BytesIO(files(root)["01-Mot.pdf"])) as file, file.open_outline() as outline:
        assert [entry.title for entry in outline.root][1] == word


def test_an_office_says_the_words_of_its_sheets_its_own_way(say: Say, root: Path) -> None:
    text = (ROOT / "templates/formats/nd30.yaml").read_text(encoding="utf-8")
    own = root / "templates/formats/nd30.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(text.replace("giver: Người giao,", "giver: Đại diện bên giao,"), encoding="utf-8")
    assert say("--to", "docx")[0] == 0
    (receipt,) = (data for name, data in files(root).items() if name.startswith("01-Mot/") and "bien-nhan" in name)
    assert "đại diện bên giao" in part(receipt, "word/document.xml").decode().casefold()


def test_zips_hold_what_each_receives(say: Say, root: Path) -> None:
    say("--jobs", "1")
    made = files(root)
    with zipfile.ZipFile(io.BytesIO(made["01-Mot.zip"])) as held:
        assert held.namelist() == sorted(name for name in made if name.startswith("01-Mot/") or name == "01-Mot.pdf")
        assert all(held.read(name) == made[name] for name in held.namelist())
        assert {entry.date_time[:3] for entry in held.infolist()} == {(2025, 6, 30)}
    with zipfile.ZipFile(io.BytesIO(made["tinh-mau-so-noi-vu.zip"])) as held:
        names = ("02-qd-trung-tam.docx", "02-qd-trung-tam.pdf", "07-Giay-bien-nhan.docx", "07-Giay-bien-nhan.pdf")
        assert held.namelist() == [f"{unit}/{name}" for unit in ("01-Mot", "02-Bon") for name in names]


def test_the_print_list_counts_copies_of_the_unit_and_of_others(say: Say, root: Path) -> None:
    say("--jobs", "1")
    book = CalamineWorkbook.from_filelike(io.BytesIO(files(root)["print-list.xlsx"]))
    rows = [row for row in book.get_sheet_by_index(0).to_python() if row[0] == "Xã Một"]
    counted = {row[3].split(" về")[0]: tuple(int(number) for number in row[4:]) for row in rows}
    assert counted["Quyết định"] == (2, 5, 10), "three for the unit, two for the department"
    assert counted["Nghị quyết"] == (2, 1, 2) and counted["Giấy biên nhận"] == (1, 4, 4)
    total = book.get_sheet_by_index(0).to_python()[-1]
    assert total[-1] == 2 * sum(pages * copies for pages, copies, _ in counted.values())


def test_same_bytes_here_and_in_workers(say: Say, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say("--jobs", "1")
    first = files(root)
    monkeypatch.setattr(packet_run, "MANY", 1)
    code, _, _ = say("--jobs", "2", "--out", str(root / "again"))
    again = root / "again" / NAME
    assert code == 0
    assert {path.relative_to(again).as_posix(): path.read_bytes() for path in again.rglob("*") if path.is_file()} == first


def test_a_list_whose_worker_is_ended_is_laid_out_all_the_same(say: Say, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say("--jobs", "1")
    first = files(root)
    monkeypatch.setattr(packet_run, "MANY", 1)
    monkeypatch.setattr(packet_lists, "Paper", DeadlyPaper)
    code, _, _ = say("--jobs", "2", "--force")
    assert code == 0 and files(root) == first


class DeadlyPaper(packet_lists.Paper):
    """A list at which the worker that unpacks it ends at once."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (11,)


def test_a_list_is_laid_out_again_only_where_it_says_something_else(say: Say, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say("--jobs", "1")
    laid, real = list[str](), packet_run.printed
    monkeypatch.setattr(packet_run, "printed", lambda paper: laid.append(paper.name) or real(paper))
    change(root, PACKET, "Vũ Văn G", "Vũ Văn H")
    assert "1 packet made, 1 unchanged" in say("--jobs", "1")[1] and laid == []
    whole = files(root)
    (root / "output/packets" / NAME / "index.pdf").unlink()
    assert say("--jobs", "1")[0] == 0 and laid == ["index.pdf"] and files(root) == whole
    change(root, PACKET, "{page: receipt, copies: 2}", "{page: receipt, copies: 4}")
    assert say("--jobs", "1")[0] == 0 and laid == ["index.pdf", "print-list.pdf"]
    assert {name for name, data in files(root).items() if whole.get(name) != data} >= {"print-list.pdf", "print-list.xlsx"}


def test_the_manifest_says_what_was_made_from_what(say: Say, root: Path) -> None:
    say("--jobs", "1", "--unit", "tinh-mau/phuong-bon")
    held = json.loads(files(root)["manifest.json"])
    (unit,) = held["units"]
    assert (held["packet"], unit["unit"], unit["pdf"]) == (NAME, "tinh-mau/phuong-bon", "PDF/A-3b")
    assert unit["files"] == {name: sha256(data).hexdigest() for name, data in files(root).items() if name.startswith("02-Bon")}
    first = unit["parts"][0]
    assert (first["key"], first["number"], first["pages"]) == ("incoming/nq-56.pdf", "56/NQ-HĐND", 2)
    assert first["content"] == sha256((root / FOREIGN).read_bytes()).hexdigest()
    assert {"weasyprint", "pikepdf"} <= held["made_with"].keys()


def test_only_what_changed_is_made_again(say: Say, root: Path) -> None:
    say("--to", "docx")
    assert "0 packets made, 2 unchanged" in say("--to", "docx")[1]
    change(root, PACKET, "Vũ Văn G", "Vũ Văn H")
    assert "1 packet made, 1 unchanged" in say("--to", "docx")[1], "only a ward has this delegate"
    (root / "output/packets" / NAME / "01-Mot/03-45-TB-UBND.docx").write_bytes(b"changed by hand")
    assert "1 packet made, 1 unchanged" in say("--to", "docx")[1]


def test_a_changed_person_touches_only_the_packets_that_show_this_person(say: Say, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say("--to", "docx")
    looked_at = list[str | None]()
    real = packets.looked
    monkeypatch.setattr(packets, "looked", lambda work, bundle: looked_at.append(bundle.unit) or real(work, bundle))
    before = files(root)
    person = next(path for path in (root / "directives").rglob("*.yaml") if "Lê Văn C" in path.read_text(encoding="utf-8"))
    change(root, person.relative_to(root).as_posix(), "Lê Văn C", "Lê Văn D")
    assert "1 packet made, 1 unchanged" in say("--to", "docx")[1]
    assert looked_at == [UNITS[0]], "the other unit is not even composed"
    again = files(root)
    assert {name.partition("/")[0] for name in again if again[name] != before.get(name)} <= {"01-Mot", "manifest.json", "index.xlsx"}
    assert "0 packets made, 2 unchanged" in say("--to", "docx")[1]


def test_a_run_with_nothing_to_do_reads_nothing_and_sees_every_file(say: Say, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say("--to", "docx")
    with monkeypatch.context() as here:
        here.setattr("docgen.cli.findings.look", None)  # whoever reads the office now fails
        assert "0 packets made, 2 unchanged" in say("--to", "docx")[1]
    whole = files(root)
    for name in ("index.xlsx", "02-Bon/03-45-TB-UBND.docx"):
        (root / "output/packets" / NAME / name).unlink()
        assert say("--to", "docx")[0] == 0 and files(root) == whole


def test_force_makes_what_stands(say: Say, root: Path) -> None:
    say("--to", "docx")
    whole, path = files(root), root / "output/packets" / NAME / "01-Mot/03-45-TB-UBND.docx"
    first = path.stat().st_ino, path.stat().st_mtime_ns
    code, out, _ = say("--to", "docx", "--force")
    assert code == 0 and "2 packets made;" in out and files(root) == whole
    assert (path.stat().st_ino, path.stat().st_mtime_ns) != first


def test_a_dry_run_says_what_would_be_made_and_why(say: Say, root: Path) -> None:
    assert say("--to", "docx", "--dry-run")[1].splitlines() == [
        f"{UNITS[0]}: new",
        f"{UNITS[1]}: new",
        "2 packets would be made, 0 unchanged; nothing was written",
    ]
    assert not (root / "output").exists()
    say("--to", "docx")
    assert "0 packets would be made, 2 unchanged" in say("--to", "docx", "--dry-run")[1]
    assert f"{UNITS[0]}: asked for by --force" in say("--to", "docx", "--dry-run", "--force")[1]
    change(root, PACKET, "Vũ Văn G", "Vũ Văn H")
    (root / "output/packets" / NAME / "01-Mot/03-45-TB-UBND.docx").unlink()
    before = files(root)
    out = say("--to", "docx", "--dry-run")[1]
    assert f"{UNITS[1]}: contents changed (delegates)" in out and f"{UNITS[0]}: file is missing (01-Mot/03-45-TB-UBND.docx)" in out
    assert "(pdf" in say("--to", "pdf", "--unit", UNITS[0], "--dry-run")[1] and files(root) == before


def test_a_killed_worker_names_its_unit_only_if_it_dies_twice(say: Say, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packet_run, "PacketJob", Deadly)
    code, out, err = say("--to", "docx", "--jobs", "2")
    assert code == 3 and f"failed {UNITS[0]}: a worker process was ended from outside" in err
    assert "1 packet made, 1 failed" in out


class Deadly(packet_run.PacketJob):
    """A job at which the worker that unpacks it ends at once where it is that of the first unit."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (11,)) if self.unit == UNITS[0] else (packet_run.PacketJob, (self.unit, self.bundle))


def test_formats_are_made_one_after_the_other_and_old_files_go(say: Say, root: Path) -> None:
    say("--to", "docx")
    assert "2 packets made" in say("--to", "pdf", "--jobs", "1")[1]
    both = files(root)
    assert {"01-Mot.pdf", "01-Mot/03-45-TB-UBND.docx", "01-Mot/03-45-TB-UBND.pdf"} <= both.keys()
    assert "0 packets made, 2 unchanged" in say("--to", "docx,pdf")[1]
    (root / "output/packets" / NAME / "02-Bon/03-45-TB-UBND.docx").write_bytes(b"changed by hand")
    change(root, "directives/tb-mau.yaml", 'number: "45"', 'number: "46"')
    say("--to", "docx")
    left = files(root)
    assert {"01-Mot/03-46-TB-UBND.docx", "02-Bon/03-45-TB-UBND.docx"} <= left.keys(), "what somebody changed stays"
    assert not {"01-Mot.pdf", "01-Mot/03-45-TB-UBND.docx", "01-Mot/03-45-TB-UBND.pdf"} & left.keys(), "what no longer holds goes"


def test_a_unit_without_a_packet_has_no_files(say: Say, root: Path) -> None:
    say("--to", "docx")
    change(root, PACKET, "each: [tinh-mau/xa-mot, tinh-mau/phuong-bon]", "each: [tinh-mau/phuong-bon]")
    change(root, PACKET, "  - {id: doan-1, head: nguyen-van-a, members: [le-van-c], units: [tinh-mau/xa-mot]}\n", "")
    assert "1 packet made" in say("--to", "docx")[1]
    folders = {name.partition("/")[0] for name in files(root)}
    assert folders == {"01-Bon", "index.xlsx", "manifest.json"}


def test_nothing_is_written_while_there_are_errors(say: Say, root: Path) -> None:
    change(root, PACKET, "seat: A2", "seat: A1")
    code, _, err = say()
    assert code == 1 and "E512" in err and "Nothing was written" in err and files(root) == {}


def test_one_unit_that_fails_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = TEXT.replace("    title: Nghị quyết về", "    only: ward\n    title: Nghị quyết về")
    root = office(tmp_path / "office", b"%PDF-1.7 cut off", text)
    code = run(["--lang", "en", "--workspace", str(root), "packet", NAME, "--jobs", "1", "--to", "pdf"])
    told = capsys.readouterr()
    assert code == 1 and "1 packet made, 1 failed" in told.out and "failed tinh-mau/phuong-bon" in told.err
    assert "01-Mot.pdf" in files(root) and "02-Bon.pdf" not in files(root)


def test_ctrl_c_leaves_whole_files_and_the_next_run_goes_on(root: Path) -> None:
    change(root, PACKET, "each: [tinh-mau/xa-mot, tinh-mau/phuong-bon]", "each: {unit: [commune, ward], of: tinh-mau}")
    change(root, PACKET, "groups:", "unused:")
    change(root, PACKET, "unused:\n  - {id: doan-1, head: nguyen-van-a, members: [le-van-c], units: [tinh-mau/xa-mot]}\n", "")
    change(root, PACKET, "  - {id: doan-2, head: tran-thi-b, units: [tinh-mau/phuong-bon], at: online}\n", "")
    change(root, PACKET, "  - {page: attendance}\n", "")
    docgen = Docgen(root)
    running = docgen.start("packet", NAME, "--jobs", "1", "--to", "pdf")
    folder = root / "output/packets" / NAME
    until = time.monotonic() + 120
    while not (folder / "01-Mot.pdf").exists() and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert running.returncode == 130, (out, err)
    assert "What was made is whole" in err
    made = list(folder.glob("*.pdf"))
    assert 1 <= len(made) < 5 and all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    assert not list(folder.rglob(".~docgen-*"))
    told = docgen("packet", NAME, "--jobs", "1", "--to", "pdf")
    assert told.returncode == 0 and f"{5 - len(made)} packets made, {len(made)} unchanged" in told.stdout


def test_a_full_disk_ends_the_run_with_whole_packets_and_says_so(root: Path) -> None:
    docgen = Docgen(root)
    told = docgen("packet", NAME, "--to", "docx", first="import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))")
    assert told.returncode == 3 and "Stopped: no room on the disk" in told.stderr
    assert "1 failed" in told.stdout and "index" not in told.stdout and not list(root.rglob("*.xlsx"))
    assert not list(root.rglob(".~docgen-*"))
    assert docgen("packet", NAME, "--to", "docx").returncode == 0


def test_who_was_told_and_who_must_be_told_again(say: Say, root: Path) -> None:
    assert "was announced to nobody yet" in say("--changed")[1]
    commit(root)
    code, out, _ = say("--announced", "--date", "2025-06-30")
    assert code == 0 and "2 units were told: directives/packets/announced/cong-bo.yaml" in out
    lines = (root / "directives/packets/announced/cong-bo.yaml").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and lines[0].startswith("- {unit: tinh-mau/xa-mot, day: 2025-06-30, documents: {")
    assert "Nothing new" in say("--announced")[1] and say("--changed")[0] == 0
    change(root, "directives/tb-mau.yaml", "theo lịch gửi kèm", "theo lịch mới")
    code, out, _ = say("--changed", "--unit", "tinh-mau/xa-mot")
    assert code == 1 and "tinh-mau/xa-mot (Một), told on 2025-06-30:" in out and "1 unit must be told again" in out
    assert "  tb-mau: “theo lịch gửi kèm./.” → “theo lịch mới./.”" in out
    change(root, PACKET, "Vũ Văn G", "Vũ Văn H")
    assert "  delegates: changed" in say("--changed")[1]
    change(root, "directives/tb-mau.yaml", "theo lịch mới", "theo lịch gửi kèm")
    code, out, _ = say("--changed", "--to", "docx")
    assert code == 0 and "1 packet made" in out and not any(name.startswith("01-Mot/") for name in files(root))


def test_a_row_of_the_list_a_series_is_made_from_counts_too(say: Say, root: Path) -> None:
    (root / "directives/ds.csv").write_text("unit,ten\n" + "".join(f"{unit},Ông A\n" for unit in UNITS), encoding="utf-8")
    change(root, "directives/qd-trung-tam.yaml", "each: {unit: [commune, ward], of: tinh-mau}", "each: {row: ds.csv, key: unit}")
    change(root, "directives/qd-trung-tam.yaml", 'Thi hành, text: "', 'Thi hành, text: "{row.ten}, ')
    say("--announced")
    change(root, "directives/ds.csv", "xa-mot,Ông A", "xa-mot,Ông B")
    code, out, _ = say("--changed")
    assert code == 1 and "1 unit must be told again" in out and "qd-trung-tam: changed" in out


def test_check_notes_what_was_announced_and_changed(say: Say, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(root)
    say("--announced")
    change(root, "directives/tb-mau.yaml", "theo lịch gửi kèm", "theo lịch mới")
    run(["--lang", "en", "--workspace", str(root), "check"])
    out = capsys.readouterr().out
    assert "cong-bo.yaml:19:5: N504 note: tb-mau was announced and says something else now, for tinh-mau/xa-mot and 2 in all" in out
    assert "“theo lịch gửi kèm./.” → “theo lịch mới./.”; docgen packet cong-bo --changed lists who must be told again" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--announced", "--to", "pdf"), "--announced enters what was handed over and makes nothing"),
        (("--date", "2025-06-30"), "--date goes with --announced"),
        (("--unit", "tinh-mau/xa-mo"), "the nearest is tinh-mau/xa-mot"),
        (("--to", "txt"), "txt is none of pdf, docx, zip"),
    ],
)
def test_what_makes_no_sense_is_refused(say: Say, words: tuple[str, ...], said: str) -> None:
    code, _, err = say(*words)
    assert code == 2 and said in err


def test_an_unknown_packet_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "--workspace", str(root), "packet", "cong-bi"]) == 2
    assert "the nearest is cong-bo" in capsys.readouterr().err
