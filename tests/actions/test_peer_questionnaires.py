"""Anonymous questionnaires in a real office folder: who is asked stays unknown, and fewer than three say nothing."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace

import pytest

from filled_office import RULES, SAMPLE, places, run, run_json
from handmade_books import unpacked
from kinerja_pauh.actions.collect import collect
from kinerja_pauh.actions.file_names import slug
from kinerja_pauh.actions.folder import OfficeFolder
from kinerja_pauh.actions.peer_answers import SUGGESTIONS, answer_of, answer_text, peer_materials
from kinerja_pauh.actions.peer_gate import peers_hindering
from kinerja_pauh.actions.peer_sharing import PeersNotAsked, share_peers
from kinerja_pauh.adapters.cell_writer import write_cells
from kinerja_pauh.adapters.closed_files import read_book
from kinerja_pauh.appraisal.findings import Severity
from kinerja_pauh.appraisal.model import MaterialSource, Rating
from kinerja_pauh.appraisal.peers import PeerAnswer
from kinerja_pauh.ports import Answer
from kinerja_pauh.sheets.inquiry_words import GUIDE, PEER_KIND
from kinerja_pauh.sheets.layout import FIRST_ROW
from kinerja_pauh.sheets.peer_layout import QUESTIONS_TABLE
from kinerja_pauh.sheets.peer_words import QUESTIONS
from kinerja_pauh.sheets.read_form import read_form
from kinerja_pauh.sheets.read_induk import read_induk
from peers_office import COPIES, LABEL, NAMES, OTHER, PERSON, WORLD, answer, peers_office, questionnaires, register_of
from planning_office import set_in_induk
from untrusted_form import part, repacked

ABOVE, MEETS, BELOW = (str(rating) for rating in reversed(Rating))
CANARY = "Burung kenari berkicau 8842"
PEOPLE = [one.nip for one in SAMPLE.rated]


@pytest.fixture
def root(tmp_path, tmp_path_factory):
    return peers_office(tmp_path, tmp_path_factory)


def collected(root, capsys) -> dict[str, dict]:
    """File name -> what `kumpulkan` says of it."""
    return {one["berkas"]: one for one in run_json(capsys, "kumpulkan", root)[1]}


def taken(root) -> list[PeerAnswer]:
    return [answer_of(one.content) for one in register_of(root).inquiries.answers(LABEL, PEER_KIND)]


def result_of(root, capsys, nip=PERSON) -> dict:
    told = json.loads(run(capsys, "rekan", "hasil", root, "--json")[1])
    return next(one for one in told["rekan"] if one["nip"] == nip)


def induk_of(root):
    return read_induk(read_book(OfficeFolder(root).induk))


def test_each_person_gets_so_many_copies_whose_names_say_nothing_of_who_answers(root):
    names = [path.name for path in OfficeFolder(root).peers.iterdir()]
    assert Counter(name.split("_")[1] for name in names) == dict.fromkeys(PEOPLE, COPIES)
    codes = [name.rpartition("_")[2].removesuffix(".xlsx") for name in names]
    assert len(set(codes)) == len(codes)
    assert {name.split("_")[2] for name in names} == {slug(LABEL)}


def test_nothing_in_a_copy_or_in_the_register_names_anybody_but_the_person_asked_about(root):
    others = [one for one in SAMPLE.employees if one.nip != PERSON]
    words = {word for one in others for word in (one.nip, one.name)}
    for path in questionnaires(root):
        said = b"".join(unpacked(path.read_bytes()).values()).decode("utf-8", "replace")
        assert [word for word in words if word in said] == []
        assert SAMPLE.rated[2].name in said
    issued = register_of(root).inquiries.issued(LABEL, PEER_KIND)
    assert Counter(one.nip for one in issued) == dict.fromkeys(PEOPLE, COPIES)
    assert {one.file_name for one in issued} == {path.name for path in OfficeFolder(root).peers.iterdir()}


def test_excel_is_told_to_write_no_name_of_whoever_saves_a_copy(root):
    data = questionnaires(root)[0].read_bytes()
    assert 'filterPrivacy="1"' in part(data, "xl/workbook.xml")
    assert "kinerja-pauh" in part(data, "docProps/core.xml")


def test_sharing_again_adds_only_what_is_missing(root, capsys):
    before = set(OfficeFolder(root).peers.iterdir())
    status, _, err = run(capsys, "rekan", "bagikan", root, "--jumlah", COPIES)
    assert (status, set(OfficeFolder(root).peers.iterdir())) == (0, before)
    assert "Tidak ada kuesioner yang kurang" in err
    run(capsys, "rekan", "bagikan", root, "--jumlah", COPIES + 1, "--nip", PERSON)
    added = set(OfficeFolder(root).peers.iterdir()) - before
    assert [path.name.split("_")[1] for path in added] == [PERSON]
    run(capsys, "rekan", "bagikan", root)
    assert Counter(path.name.split("_")[1] for path in OfficeFolder(root).peers.iterdir()) == dict.fromkeys(PEOPLE, 5)


def test_copies_of_a_run_that_was_cut_short_are_known_after_the_next_one(root, capsys):
    before, saved = set(OfficeFolder(root).peers.iterdir()), []

    def save(path, data):
        if len(saved) == 4:
            raise KeyboardInterrupt
        saved.append(path)
        WORLD.save(path, data)

    with pytest.raises(KeyboardInterrupt):
        share_peers(root, replace(WORLD, save=save), COPIES + 1)
    left = set(OfficeFolder(root).peers.iterdir()) - before
    assert left == set(saved)
    lost = answer(saved[0])
    assert collected(root, capsys)[lost.name]["putusan"] == "ditolak"
    foreign = OfficeFolder(root).peers / "Rekan_lain.xlsx"
    foreign.write_bytes(b"bukan buku kerja")
    other = OfficeFolder(root).peers / "Induk.xlsx"
    shutil.copy(OfficeFolder(root).induk, other)
    share_peers(root, WORLD, COPIES + 1)
    issued = register_of(root).inquiries.issued(LABEL, PEER_KIND)
    assert Counter(one.nip for one in issued) == dict.fromkeys(PEOPLE, COPIES + 1)
    assert {one.file_name for one in issued} == {
        path.name for path in OfficeFolder(root).peers.iterdir() if path not in {foreign, other}
    }
    assert collected(root, capsys)[lost.name]["putusan"] == "diterima"


def test_a_copy_under_another_office_s_seal_is_not_taken_for_ours(root):
    path = questionnaires(root)[0]
    data = path.read_bytes()
    sheet = next(name for name, its in unpacked(data).items() if name.startswith("xl/worksheets") and b"jenis" in its)
    forged = part(data, sheet).replace(PERSON, OTHER)
    (path.parent / "Rekan_palsu.xlsx").write_bytes(repacked(data, {sheet: forged}))
    share_peers(root, WORLD, COPIES)
    assert "Rekan_palsu.xlsx" not in {one.file_name for one in register_of(root).inquiries.issued(LABEL, PEER_KIND)}


@pytest.mark.parametrize("count", [2, 21, -1])
def test_a_number_of_copies_that_makes_no_sense_is_refused(root, count):
    with pytest.raises(PeersNotAsked, match="3 sampai 20"):
        share_peers(root, WORLD, count)


def test_where_peers_are_not_asked_it_says_what_to_change_and_what_that_means(root, capsys):
    set_in_induk(root, "dengan_rekan", "Tidak")
    before = set(OfficeFolder(root).peers.iterdir())
    status, _, err = run(capsys, "rekan", "bagikan", root)
    assert (status, set(OfficeFolder(root).peers.iterdir())) == (2, before)
    assert "dengan_rekan" in err
    assert "60/40" in err


def test_a_nip_of_nobody_is_refused(root):
    with pytest.raises(PeersNotAsked, match="bukan pegawai aktif"):
        share_peers(root, WORLD, 5, ["198001012005011001"])


def test_an_unfinished_induk_hands_out_nothing(root, capsys):
    set_in_induk(root, "periode", "")
    before = set(OfficeFolder(root).peers.iterdir())
    status, files = run_json(capsys, "rekan", "bagikan", root)
    assert (status, files[0]["putusan"], set(OfficeFolder(root).peers.iterdir())) == (1, "perlu_dilihat", before)
    assert "pengaturan-kosong" in {one["kode"] for one in files[0]["temuan"]}


def test_three_answers_are_a_result(root, capsys):
    for path, rating in zip(questionnaires(root), (ABOVE, MEETS, MEETS), strict=True):
        answer(path, [rating] * 7, ["", f"Contoh {rating}."], f"Saran {rating}.")
    told = collected(root, capsys)
    assert {one["putusan"] for one in told.values()} == {"diterima"}
    assert {tuple(one["temuan"]) for one in told.values()} == {()}
    found = result_of(root, capsys)
    assert (found["dibagikan"], found["kembali"], found["masih_perlu"]) == (3, 3, 0)
    first = found["hasil"]["nilai"][0]
    assert (first["jumlah"], first["rata_rata"], first["tengah"]) == (
        {"Di Atas": 1, "Sesuai": 2, "Di Bawah": 0}, 106.67, MEETS,
    )  # fmt: skip
    assert found["hasil"]["nilai"][1]["contoh"] == [f"Contoh {r}." for r in (ABOVE, MEETS, MEETS)]
    assert found["hasil"]["saran"] == [f"Saran {r}." for r in (ABOVE, MEETS, MEETS)]
    written = OfficeFolder(root).recap / f"Jawaban_Rekan_{slug(LABEL)}.xlsx"
    assert list(read_book(written).sheets) == ["Ikhtisar", "Per Nilai", "Contoh dan Saran"]


def test_two_answers_are_no_result_anywhere(root, capsys):
    for path in questionnaires(root)[:2]:
        answer(path, [BELOW] * 7, [CANARY], CANARY)
    collected(root, capsys)
    status, out, _ = run(capsys, "rekan", "hasil", root)
    assert status == 1
    name = SAMPLE.rated[2].name
    assert f"{name}: belum ada hasil: baru 2 dari sedikitnya 3 jawaban" in out
    found = result_of(root, capsys)
    assert (found["kembali"], found["masih_perlu"], found["hasil"]) == (2, 1, None)
    written = OfficeFolder(root).recap / f"Jawaban_Rekan_{slug(LABEL)}.xlsx"
    parts = b"".join(unpacked(written.read_bytes()).values()).decode()
    assert CANARY not in parts
    assert "baru 2 dari sedikitnya 3 jawaban" in parts
    assert peer_materials(register_of(root), SAMPLE.period) == {}


def test_half_an_answer_is_looked_at_and_not_taken_until_it_is_whole(root, capsys):
    path = questionnaires(root)[0]
    answer(path, [MEETS] * 5, suggestion=CANARY)
    told = collected(root, capsys)[path.name]
    cells = [QUESTIONS_TABLE.cell("Jawaban", FIRST_ROW + n) for n in (5, 6)]
    assert told["putusan"] == "perlu_dilihat"
    assert places(told["temuan"]) == [(QUESTIONS, cell, "jawaban-kosong", "kurang") for cell in cells]
    assert "tidak diambil" in told["catatan"]
    assert taken(root) == []
    answer(path, [MEETS] * 7)
    assert collected(root, capsys)[path.name]["putusan"] == "diterima"
    assert taken(root) == [PeerAnswer(dict.fromkeys(NAMES, Rating.MEETS))]


def test_a_copy_that_comes_back_unanswered_is_no_answer(root, capsys):
    path = questionnaires(root)[0]
    answer(path, [])
    assert collected(root, capsys)[path.name]["putusan"] == "perlu_dilihat"
    assert taken(root) == []


def test_a_second_return_of_a_code_replaces_the_first_and_does_not_count_twice(root, capsys):
    first, second, _ = questionnaires(root)
    answer(first, [BELOW] * 7, name="a.xlsx")
    answer(second, [MEETS] * 7)
    collected(root, capsys)
    answer(first, [ABOVE] * 7, name="b.xlsx")
    told = collected(root, capsys)
    assert told["b.xlsx"]["putusan"] == told["a.xlsx"]["putusan"] == "diterima"
    assert "tidak dicatat dua kali" in told["a.xlsx"]["catatan"]
    chosen = [one.ratings[NAMES[0]] for one in taken(root)]
    assert chosen == [Rating.ABOVE, Rating.MEETS]
    assert result_of(root, capsys)["hasil"] is None


def test_a_changed_locked_cell_is_refused_by_its_address(root, capsys):
    path = answer(questionnaires(root)[0], [ABOVE] * 7)
    write_cells(path, QUESTIONS, {(FIRST_ROW, QUESTIONS_TABLE.column("Nilai BerAKHLAK")): NAMES[1]})
    told = collected(root, capsys)[path.name]
    assert told["putusan"] == "ditolak"
    assert places(told["temuan"]) == [(QUESTIONS, f"B{FIRST_ROW}", "sel-terkunci-berubah", "salah")]
    assert taken(root) == []


def test_the_person_asked_about_cannot_be_exchanged(root, capsys):
    path = answer(questionnaires(root)[0], [BELOW] * 7)
    data = path.read_bytes()
    meta = next(name for name, its in unpacked(data).items() if name.startswith("xl/worksheets") and b"jenis" in its)
    path.write_bytes(repacked(data, {meta: part(data, meta).replace(PERSON, OTHER)}))
    assert collected(root, capsys)[path.name]["putusan"] == "ditolak"
    assert taken(root) == []


def test_an_answer_of_another_period_is_refused_by_name(root, capsys):
    path = answer(questionnaires(root)[0])
    shutil.rmtree(root / "1_dibagikan")
    other = root / "lain"
    (other / "2_masuk").mkdir(parents=True)
    shutil.copy(OfficeFolder(root).induk, other / OfficeFolder(root).induk.name)
    shutil.copy(path, other / "2_masuk" / path.name)
    set_in_induk(other, "periode", "Semester I 2027")
    told = collected(other, capsys)[path.name]
    assert told["putusan"] == "ditolak"
    assert LABEL in told["catatan"]
    assert "Semester I 2027" in told["catatan"]


def test_a_closed_period_takes_and_hands_out_nothing(root, capsys):
    first, second, _ = questionnaires(root)
    answer(first)
    collected(root, capsys)
    register_of(root).close(LABEL, WORLD.now(), WORLD.who)
    answer(second)
    told = collected(root, capsys)
    assert told[second.name]["putusan"] == "ditolak"
    assert "sudah ditutup" in told[second.name]["catatan"]
    assert "tidak dicatat dua kali" in told[first.name]["catatan"]
    assert len(taken(root)) == 1
    with pytest.raises(PeersNotAsked, match="sudah ditutup"):
        share_peers(root, WORLD, 5)


def test_neither_file_name_nor_document_properties_reach_the_register(root, capsys):
    path = answer(questionnaires(root)[0], name=f"{slug(CANARY)} punya saya.xlsx")
    data = path.read_bytes()
    core = part(data, "docProps/core.xml").replace("kinerja-pauh", CANARY)
    path.write_bytes(repacked(data, {"docProps/core.xml": core}))
    assert CANARY.encode() in unpacked(path.read_bytes())["docProps/core.xml"]
    told = collected(root, capsys)[path.name]
    assert told["putusan"] == "diterima"
    assert len(taken(root)) == 1
    kept = b"".join(one.read_bytes() for one in root.glob("register.sqlite*"))
    assert json.dumps(NAMES[0]).encode() in kept  # what was answered does stand there
    for word in (CANARY, slug(CANARY), "punya saya"):
        assert word.encode() not in kept
    answered = register_of(root).inquiries.answers(LABEL, PEER_KIND)[0]
    assert CANARY not in repr(answered)


def test_a_return_saved_by_libreoffice_is_taken_and_its_states_are_right(root, capsys, office):
    sent = questionnaires(root)[0]
    column, state = QUESTIONS_TABLE.column("Jawaban"), QUESTIONS_TABLE.column("Keadaan")
    back = root / "2_masuk" / sent.name
    with office.open(sent) as book:
        book.write(QUESTIONS, FIRST_ROW, column, [[ABOVE], ["Baik"]])
        book.recalculate()
        assert [row[0] for row in book.read(QUESTIONS, FIRST_ROW, state, 3)] == [
            "✓ terisi", "✕ pilih dari daftar", "▲ belum dipilih",
        ]  # fmt: skip
        book.write(QUESTIONS, FIRST_ROW + 1, column, [[MEETS]] * 6)
        book.write(QUESTIONS, FIRST_ROW, column + 1, [["Menolong di loket."]])
        book.recalculate()
        assert {row[0] for row in book.read(QUESTIONS, FIRST_ROW, state, 7)} == {"✓ terisi"}
        book.save_as(back)
    assert collected(root, capsys)[back.name]["putusan"] == "diterima"
    (got,) = taken(root)
    assert (got.ratings[NAMES[0]], got.examples) == (Rating.ABOVE, {NAMES[0]: "Menolong di loket."})


def test_a_person_is_forgotten_with_all_that_was_said_about_him(root, capsys):
    for path in questionnaires(root):
        answer(path, suggestion=CANARY)
    other = questionnaires(root, OTHER)[0]
    answer(other, suggestion=f"Belajar dari {SAMPLE.rated[2].name}.")
    collected(root, capsys)
    assert run(capsys, "data-pribadi", root, "--nip", PERSON, "--hapus")[0] == 0
    register = register_of(root)
    assert {one.nip for one in register.inquiries.answers(LABEL, PEER_KIND)} == {OTHER}
    assert PERSON not in {one.nip for one in register.inquiries.issued(LABEL, PEER_KIND)}
    kept = b"".join(one.read_bytes() for one in root.glob("register.sqlite*"))
    assert CANARY.encode() not in kept
    assert SAMPLE.rated[2].name.encode() not in kept
    assert register.faults() == []


def test_the_gate_waits_for_everybody_with_fewer_than_three_answers(root, capsys):
    induk, register = induk_of(root), register_of(root)
    asked = next(one for one in induk.employees if one.nip == PERSON)
    found = peers_hindering(induk, register)
    assert {(one.code, one.severity) for one in found} == {("rekan-kurang", Severity.MISSING)}
    assert [f"{one.sheet}!{one.cell}" for one in found] == [
        employee.places["nip"] for employee in induk.employees if employee.active
    ]
    (message,) = {one.message for one in found}
    assert message.startswith("Jawaban rekan tentang orang ini baru 0 dari sedikitnya 3 (3 kuesioner dibagikan). ")
    assert message.endswith("Minta 3 lagi, lalu kumpulkan.")
    for path in questionnaires(root):
        answer(path)
    collected(root, capsys)
    left = peers_hindering(induk, register)
    assert left == tuple(one for one in found if f"{one.sheet}!{one.cell}" != asked.places["nip"])


def test_a_period_is_not_closed_while_colleagues_are_not_heard(root, capsys):
    status, files = run_json(capsys, "tutup", root)
    codes = [one["kode"] for one in files[0]["temuan"]]
    assert (status, codes.count("rekan-kurang")) == (1, len(PEOPLE))


def test_the_gate_names_who_was_left_out_and_who_needs_more_copies(root):
    induk, register = induk_of(root), register_of(root)
    newcomer = replace(induk.employees[-1], nip="199001012015011001", places={"nip": "Pegawai!A20"})
    more = replace(induk, employees=(*induk.employees, newcomer))
    last = peers_hindering(more, register)[-1]
    assert (last.sheet, last.cell) == ("Pegawai", "A20")
    assert "belum dibagikan" in last.message
    one = register.inquiries.issued(LABEL, PEER_KIND)[0]
    few = replace(more, period=replace(induk.period, label="Lain"))
    register.inquiries.issue([replace(one, inquiry_id="lain", period="Lain", data=b"x")], WORLD.now(), WORLD.who)
    first = next(f for f in peers_hindering(few, register) if "dibagikan)" in f.message)
    assert "Tambah kuesionernya" in first.message


def test_the_gate_is_silent_where_the_office_asks_nobody_through_questionnaires(root):
    induk = induk_of(root)
    other = replace(induk, period=replace(induk.period, label="Semester lain"))
    assert peers_hindering(other, register_of(root)) == ()
    assert peers_hindering(replace(induk, period=None), register_of(root)) == ()


def test_answers_that_lie_unused_are_told_of_but_hinder_nothing(root, capsys):
    set_in_induk(root, "dengan_rekan", "Tidak")
    assert peers_hindering(induk_of(root), register_of(root)) == ()
    answer(questionnaires(root)[0])
    collected(root, capsys)
    (found,) = peers_hindering(induk_of(root), register_of(root))
    assert (found.code, found.severity) == ("rekan-tidak-dipakai", Severity.WARNING)
    assert "1 jawaban rekan" in found.message
    assert "70/30" in run(capsys, "rekan", "hasil", root)[1]


def test_a_rater_is_shown_counts_and_words_of_three_answers(root, capsys):
    said = ("Teruskan\nbegini.", "", "Lebih cepat.")
    for path, rating, suggestion in zip(questionnaires(root), (ABOVE, MEETS, MEETS), said, strict=True):
        answer(path, [rating] * 7, ["Menolong di loket."] if suggestion else [], suggestion)
    collected(root, capsys)
    shown = peer_materials(register_of(root), SAMPLE.period)
    assert set(shown) == {PERSON}
    lines = shown[PERSON]
    assert {(one.nip, one.source) for one in lines} == {(PERSON, MaterialSource.PEERS)}
    assert [one.about for one in lines] == [*NAMES, SUGGESTIONS]
    assert lines[0].text == (
        "Di Atas 1 · Sesuai 2 · Di Bawah 0 (3 jawaban)\n• Menolong di loket.\n• Menolong di loket."
    )
    assert lines[1].text == "Di Atas 1 · Sesuai 2 · Di Bawah 0 (3 jawaban)"
    assert lines[-1].text == "• Lebih cepat.\n• Teruskan begini."


def test_without_suggestions_there_is_no_line_for_them(root):
    inquiries = register_of(root).inquiries
    content = answer_text(PeerAnswer(dict.fromkeys(NAMES, Rating.BELOW)))
    for number, one in enumerate(inquiries.issued(LABEL, PEER_KIND)[:COPIES]):
        entry = Answer(0, one.inquiry_id, PEER_KIND, one.nip, LABEL, f"sha{number}", content)
        inquiries.add(entry, WORLD.now(), WORLD.who)
    ((lines),) = peer_materials(register_of(root), SAMPLE.period).values()
    assert [one.about for one in lines] == list(NAMES)


@pytest.mark.parametrize(
    "content", ["", "bukan json", "[]", "{}", '{"jawaban": {"Adaptif": "Baik"}, "contoh": {}, "saran": ""}',
                '{"jawaban": [], "contoh": {}, "saran": ""}', "null"],
)  # fmt: skip
def test_an_answer_that_a_foreign_hand_changed_in_the_register_counts_for_nothing(content):
    assert answer_of(content) == PeerAnswer({})


def test_an_answer_is_kept_as_it_was_read():
    whole = PeerAnswer(dict.fromkeys(NAMES, Rating.ABOVE), {NAMES[3]: 'kata "dikutip"'}, "ya\ntidak")
    assert answer_of(answer_text(whole)) == whole


def test_the_order_of_arrival_does_not_show_in_what_is_told(root, tmp_path, capsys):
    other = shutil.copytree(root, tmp_path / "lain")
    said = [([ABOVE] * 7, ["z"], "a"), ([BELOW] * 7, ["a"], "m"), ([MEETS] * 7, ["m"], "z")]
    told = []
    for place, order in ((root, said), (other, said[::-1])):
        for path, (ratings, examples, suggestion) in zip(questionnaires(place), order, strict=True):
            answer(path, ratings, examples, suggestion)
            collect(place, WORLD)
        told.append(result_of(place, capsys)["hasil"])
    assert told[0] == told[1]


def test_the_guide_says_how_many_answers_make_a_result_and_that_no_number_enters_the_score(root):
    cells = read_book(questionnaires(root)[0]).sheets[GUIDE]
    said = " ".join(str(cell.value) for cell in cells.values())
    assert "kurang dari tiga jawaban" in said
    assert "tidak masuk ke nilai" in said
    assert RULES.values.value[0].name not in said  # the values stand on their own sheet


def test_what_the_register_knows_of_a_person_does_not_undo_the_anonymity_of_single_answers(root, capsys):
    answer(questionnaires(root)[0], [BELOW] * 7, suggestion=CANARY)
    collected(root, capsys)
    status, out, _ = run(capsys, "data-pribadi", root, "--nip", PERSON)
    assert status == 0
    assert questionnaires(root)[0].name in out
    assert "jawaban_lembar" in out  # that an answer is there is told
    assert CANARY not in out
    assert BELOW not in out


def shown_in_forms(root) -> set[str]:
    """The sources of all lines in the sheets Bahan of the forms that went out."""
    forms = [read_form(read_book(path)).form for path in OfficeFolder(root).shared.glob("Penilaian_*.xlsx")]
    assert {form.rules.with_peers for form in forms} == {induk_of(root).rules.with_peers}
    return {str(line.source) for form in forms for line in form.materials}


def test_forms_go_out_at_60_40_with_the_answers_once_all_are_heard(root, capsys):
    status, files = run_json(capsys, "bagikan", root)
    assert (status, files[0]["putusan"]) == (1, "perlu_dilihat")
    assert [one["kode"] for one in files[0]["temuan"]] == ["rekan-kurang"] * len(PEOPLE)
    assert list(OfficeFolder(root).shared.glob("Penilaian_*.xlsx")) == []
    for nip in PEOPLE:
        for path in questionnaires(root, nip):
            answer(path)
    collected(root, capsys)
    assert run(capsys, "bagikan", root)[0] == 0
    assert shown_in_forms(root) == {"Jawaban Rekan"}


def test_where_the_office_no_longer_asks_peers_their_answers_are_not_shown(root, capsys):
    for path in questionnaires(root):
        answer(path)
    collected(root, capsys)
    assert set(peer_materials(register_of(root), SAMPLE.period)) == {PERSON}
    set_in_induk(root, "dengan_rekan", "Tidak")
    status, files = run_json(capsys, "bagikan", root)
    assert (status, places(files[0]["temuan"])) == (1, [("Pengaturan", "", "rekan-tidak-dipakai", "peringatan")])
    assert shown_in_forms(root) == set()
