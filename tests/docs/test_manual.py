"""The manual says what the program does: every verb, option, code, column, setting, name, number and link in it."""

from __future__ import annotations

import argparse
import ast
import json
import re
import shlex
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kinerja_pauh
from excel_functions import excel
from finding_codes import CALLED, CODE, all_codes
from kinerja_pauh.actions.documents import DOCUMENTS, REPORT
from kinerja_pauh.actions.outcome import FileOutcome, Outcome, Verdict
from kinerja_pauh.actions.read_files import ScoredForm
from kinerja_pauh.actions.returns import Person, Returns
from kinerja_pauh.adapters.report_budget import Budget
from kinerja_pauh.adapters.report_language import compile_cell
from kinerja_pauh.adapters.report_rows import read_directive, read_rows
from kinerja_pauh.adapters.report_sandbox import FILTERS, TESTS
from kinerja_pauh.appraisal.explain import explain
from kinerja_pauh.appraisal.findings import Finding, Severity
from kinerja_pauh.appraisal.model import Feedback, Kind, Material, MaterialSource
from kinerja_pauh.appraisal.scoring import score
from kinerja_pauh.appraisal.wording import show, show_score
from kinerja_pauh.faces import udf
from kinerja_pauh.faces.arguments import parser
from kinerja_pauh.faces.show import as_json, explanation_json
from kinerja_pauh.regulations import rulebook_for, settings_of
from kinerja_pauh.samples import fill, office
from kinerja_pauh.sheets import form_layout, induk_layout, recap_layout
from kinerja_pauh.sheets.form_meta import DEFAULT_PASSWORD
from kinerja_pauh.sheets.parameters import CONFIDENCE_WORDS
from kinerja_pauh.sheets.read_induk import Induk
from kinerja_pauh.sheets.service_sheets import FILLED, LINKS
from people import PERIOD, RULES, factor, form_of, person, row, talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kinerja_pauh.appraisal.scoring import Result
    from kinerja_pauh.sheets.layout import Column

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "panduan"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE_SPAN = re.compile(r"`([^`\n]+)`")


def page(name: str) -> str:
    return (MANUAL / name).read_text("utf-8")


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next one of the same or a higher level."""
    found = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert found, f"no heading {title}"
    level = len(found[1])
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{level}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows_of(text: str) -> list[list[str]]:
    """The rows of all tables in a text, without their heads."""
    lines = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    heads = {n - 1 for n, cells in enumerate(lines) if all(set(cell) <= {"-"} for cell in cells)}
    return [cells for n, cells in enumerate(lines) if n not in heads and n - 1 not in heads]


def spans(text: str) -> list[str]:
    return CODE_SPAN.findall(text)


def fenced(text: str, kind: str = "") -> Iterator[str]:
    """The lines of the fenced blocks of a kind."""
    for found, body in FENCE.findall(text):
        if found == kind:
            yield from (line for line in body.splitlines() if line.strip())


# --- perintah.md -----------------------------------------------------------------------------------------------------


@cache
def verbs() -> Mapping[str, argparse.ArgumentParser]:
    actions = parser()._subparsers._group_actions  # type: ignore[union-attr]
    return dict(actions[0].choices)  # type: ignore[arg-type]


def words_of(one: argparse.ArgumentParser) -> set[str]:
    """Options and names of what a verb takes, of its own verbs too; help is described once for all."""
    found = set()
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= {word for inner in action.choices.values() for word in words_of(inner)}
        elif action.option_strings:
            found |= {option for option in action.option_strings if option.startswith("--")}
        else:
            found.add(str(action.metavar))
    return found - {"--help", "--bantuan"}


def test_every_command_has_its_section_and_no_other_has_one() -> None:
    titles = re.findall(r"^## kinerja ([\w-]+)$", page("perintah.md"), re.MULTILINE)
    assert sorted(titles) == sorted(verbs())


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_a_command_with_actions_names_each_of_them(verb: str) -> None:
    said = section(page("perintah.md"), f"kinerja {verb}")
    for action in verbs()[verb]._actions:
        if isinstance(action, argparse._SubParsersAction):
            assert all(f"kinerja {verb} {name}" in said for name in action.choices)


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_a_commands_table_names_exactly_its_options(verb: str) -> None:
    table = rows_of(section(page("perintah.md"), f"kinerja {verb}"))
    assert {spans(cells[0])[0].split()[0] for cells in table} == words_of(verbs()[verb])


def test_every_option_that_the_manual_mentions_exists() -> None:
    known = {"--bantuan", "--help", "--versi"} | {word for one in verbs().values() for word in words_of(one)}
    for path in PAGES:
        text = path.read_text("utf-8")
        said = {word for span in spans(text) if "kinerja" in span or span[0] == "-" for word in span.split()}
        options = {word for word in said if re.fullmatch(r"--[a-z-]+", word)}
        assert options <= known | {"--strict", "--check"}, path.name  # mypy's and ruff's, in CONTRIBUTING.md


def commands_in(text: str) -> Iterator[str]:
    for line in fenced(text):
        bare = line.strip().removeprefix("uv run ")
        if bare.startswith("kinerja "):
            yield bare


EXAMPLES = sorted({(path.name, line) for path in PAGES for line in commands_in(path.read_text("utf-8"))})


def test_each_verb_has_an_example() -> None:
    assert {line.split()[1] for name, line in EXAMPLES if name == "perintah.md"} == set(verbs())


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_line_is_understood_by_the_program(name: str, line: str) -> None:
    said = parser().parse_args(shlex.split(line)[1:])
    assert said.verb == line.split()[1], name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_verb_in_running_text_exists(path: Path) -> None:
    spoken = [span.removeprefix("uv run ").split() for span in spans(path.read_text("utf-8"))]
    said = {words[1] for words in spoken if len(words) > 1 and words[0] == "kinerja" and words[1].isalpha()}
    assert said <= set(verbs())


def test_the_exit_status_is_said_for_every_way_to_end() -> None:
    said = {cells[0] for cells in rows_of(section(page("perintah.md"), "Status keluar"))}
    assert said == {"0", "1", "2", "130"}


def keys_of(value: object) -> object:
    """The shape of a JSON value: keys at every level, of the first item of a list."""
    if isinstance(value, dict):
        return {key: keys_of(inner) for key, inner in value.items()}
    return [keys_of(value[0])] if isinstance(value, list) and value else None


def test_the_json_object_of_the_manual_has_the_shape_of_the_real_one() -> None:
    finding = Finding("Hasil Kerja", "N24", "bukti-kosong", Severity.WARNING, "…")
    result = score(person(), RULES, PERIOD)
    outcome = Outcome((FileOutcome("a.xlsx", Verdict.ACCEPTED, (finding,), (result,), "…"),))
    shown = next(body for kind, body in FENCE.findall(page("perintah.md")) if kind == "json")
    assert keys_of(json.loads(shown)) == keys_of(json.loads(as_json(outcome)))


def test_the_lines_of_an_explanation_in_json_have_the_keys_of_the_manual() -> None:
    from kinerja_pauh.actions.explaining import Explanation  # noqa: PLC0415 - used here only

    result = score(person(), RULES, PERIOD)
    whole = json.loads(explanation_json("a.xlsx", Explanation(result, explain(result, RULES, PERIOD), ())))
    line = whole["berkas"][0]["penjelasan"][0]
    told = next(text for text in page("perintah.md").splitlines() if "menambah `penjelasan`" in text)
    assert set(spans(told)) == {"jelaskan", "penjelasan", *line}


def test_the_values_of_verdict_severity_and_status_are_named() -> None:
    text = section(page("perintah.md"), "Bentuk JSON")
    for word in (*Verdict, *Severity):
        assert f"`{word}`" in text


# --- fungsi.md -------------------------------------------------------------------------------------------------------


def formulas_told() -> list[tuple[str, str]]:
    """(formula, what the page says that it shows) of every example."""
    text = page("fungsi.md")
    listed = [cells[-2:] for cells in rows_of(section(text, "Daftar fungsi"))]
    wrong = rows_of(section(text, "Kosong dan salah"))
    return [(spans(formula)[0], spans(answer)[0]) for formula, answer in [*listed, *wrong]]


def test_every_worksheet_function_stands_with_its_syntax_and_a_word_about_it() -> None:
    told = [spans(cells[0])[0] for cells in rows_of(section(page("fungsi.md"), "Daftar fungsi"))]
    real = []
    for name, function in excel().functions.items():
        arguments = excel().info(name)["args"]
        words = [f"[{a['name']}]" if "optional" in a else a["name"] + "…" * a["vararg"] for a in arguments]
        real.append(f"{name}({'; '.join(words)})")
        assert f"**{function.__name__}**" in section(page("fungsi.md"), "Keterangan")
    assert told == real


@pytest.mark.parametrize(("formula", "answer"), formulas_told())
def test_every_formula_of_the_manual_shows_what_the_manual_says(formula: str, answer: str) -> None:
    name, inside = re.fullmatch(r"=([A-Z_]+)\((.*)\)", formula).groups()  # type: ignore[union-attr]
    cells = [part.strip() for part in inside.split(";")]
    sent = [cell[1:-1] if cell[:1] == '"' else float(cell) if cell else None for cell in cells]
    got = excel()(name, *sent)
    assert (f"{got:g}".replace(".", ",") if isinstance(got, float) else got) == answer


def test_the_manual_names_the_module_and_the_category_that_exist() -> None:
    assert f"`{udf.__name__}`" in page("fungsi.md")
    assert f"*{udf.CATEGORY}*" in page("fungsi.md")


# --- temuan.md -------------------------------------------------------------------------------------------------------


def findings_told() -> dict[str, str]:
    rows = [cells for cells in rows_of(page("temuan.md")) if cells[0].startswith("`")]
    codes = [spans(cells[0])[0] for cells in rows]
    assert len(set(codes)) == len(codes), "a code stands twice"
    assert all(cells[2] and cells[4] for cells in rows), "a code without meaning or cure"
    return dict(zip(codes, (cells[1] for cells in rows), strict=True))


def test_every_finding_is_explained_and_none_that_does_not_exist() -> None:
    assert set(findings_told()) == all_codes()


def severities() -> dict[str, set[str]]:
    """Code -> severities that the source gives it; a call that names none means "salah"."""
    found: dict[str, set[str]] = {}
    for path in Path(kinerja_pauh.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not CALLED.fullmatch(getattr(node.func, "attr", None) or _id(node)):
                continue
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            names = [
                each.attr for each in given if isinstance(each, ast.Attribute) and each.attr in Severity.__members__
            ]
            for code in filter(CODE.fullmatch, texts):
                found.setdefault(code, set()).add(str(Severity[names[0] if names else "WRONG"]))
    return found


def _id(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def test_every_finding_is_told_with_its_severity() -> None:
    real = severities()
    assert {code: {told} for code, told in findings_told().items()} == {code: real[code] for code in all_codes()}


# --- lembar.md -------------------------------------------------------------------------------------------------------

TABLES = {**induk_layout.TABLES, **form_layout.TABLES}


def kind_of(column: Column, sheet: str) -> str:
    if column.entry:
        return "diisi"
    if column.formula:
        return "rumus"
    written = sheet == form_layout.RESULTS or (sheet == LINKS and column.header in FILLED)
    return "ditulis program" if written else "tercetak"


@pytest.mark.parametrize("sheet", TABLES)
def test_every_column_of_a_sheet_is_listed_in_order_with_who_fills_it(sheet: str) -> None:
    told = [(cells[0], cells[1]) for cells in rows_of(section(page("lembar.md"), sheet))]
    assert told == [(column.header, kind_of(column, sheet)) for column in TABLES[sheet].columns]


@pytest.mark.parametrize("sheet", TABLES)
def test_every_word_of_a_drop_down_is_listed(sheet: str) -> None:
    told = {cells[0]: cells[2] for cells in rows_of(section(page("lembar.md"), sheet))}
    for column in TABLES[sheet].columns:
        words = column.choices if not isinstance(column.choices, str) else ()
        if column.choices == "=daftar_rating":
            words = form_layout.RATINGS
        for word in words:
            assert word in told[column.header], f"{sheet}: {column.header}"


def test_every_sheet_has_a_heading() -> None:
    titles = set(re.findall(r"^### (.+)$", page("lembar.md"), re.MULTILINE))
    assert {*induk_layout.SHEETS, *form_layout.SHEETS} <= titles


@pytest.mark.parametrize(
    ("sheet", "headers"),
    [
        (f"{sheet} rekap", headers)
        for sheet, headers in recap_layout.HEADERS.items()
        if sheet not in {recap_layout.BEHAVIOURS, recap_layout.TREND}  # their columns are the values and the periods
    ],
)
def test_the_columns_of_the_recap_are_listed(sheet: str, headers: tuple[str, ...]) -> None:
    assert f"Kolom: {' · '.join(headers)}." in section(page("lembar.md"), sheet)


# --- dasar-hukum.md and hr.md ----------------------------------------------------------------------------------------


def test_every_key_of_the_settings_sheet_is_explained() -> None:
    told = [spans(cells[0])[0] for cells in rows_of(section(page("hr.md"), "2. Isi Induk"))]
    assert told == list(induk_layout.SETTING_KEYS)


def test_the_default_password_of_the_sheets_is_printed() -> None:
    assert f"`{DEFAULT_PASSWORD}`" in section(page("hr.md"), "2. Isi Induk")


def told_settings(title: str) -> dict[str, list[str]]:
    rows = [cells for cells in rows_of(section(page("dasar-hukum.md"), title)) if cells[0].startswith("`")]
    return {spans(cells[0])[0]: cells[1:] for cells in rows}


def test_every_setting_of_the_office_stands_with_value_bounds_source_and_confidence() -> None:
    real = {
        one.key: [
            one.label,
            _shown(one.value),
            f"{show(one.bounds[0])} sampai {show(one.bounds[1])}",
            one.source,
            one.confidence,
        ]
        for one in settings_of(RULES)
        if one.bounds
    }
    assert told_settings("Setelan kantor") == real


def test_every_other_rule_stands_with_value_source_and_confidence() -> None:
    fixed = [one for one in settings_of(RULES) if not one.bounds]
    real = {one.key: [one.label, _shown(one.value), one.source, one.confidence] for one in fixed}
    assert told_settings("Yang tetap") == real


def _shown(value: object) -> str:
    return value if isinstance(value, str) else show(value)  # type: ignore[arg-type]


def test_every_confidence_tag_is_explained() -> None:
    told = [cells[0] for cells in rows_of(section(page("dasar-hukum.md"), "Tanda keyakinan"))]
    assert told == list(CONFIDENCE_WORDS)


# --- templat.md ------------------------------------------------------------------------------------------------------


@cache
def context() -> Mapping[str, object]:
    """A context in which every list has a member."""
    said = (Feedback(PERIOD.start, "Teliti", "Cepat", "Latihan", None),)
    one = person(row("1"), factors=(factor(),), feedback=said, dialogues=(talk(),))
    form = form_of(one, materials=tuple(Material(one.nip, source, "Loyal", "Isi") for source in MaterialSource))
    result = score(one, RULES, PERIOD)
    induk = Induk((), {}, form.office, PERIOD, form.rules, "", "", ())
    person_of_form = Person(result, ScoredForm(form, RULES, (), (result,)))
    several = {one.nip: (person_of_form,)}
    returns = Returns(induk, {}, {one.nip: person_of_form}, (), several, others=several)
    return DOCUMENTS[REPORT].names(person_of_form, returns)


LISTS = {
    "indikator": "i",
    "perilaku": "p",
    "faktor_luar": "f",
    "umpan_balik": "u",
    "penugasan": "m",
    "dialog": "d",
    "pandangan": "b",
    "penugasan_lain": "t",
    "riwayat": "r",
    "pokok": "s",
    "hitungan": "h",
    "langkah": "l",
}


def names_of(context: Mapping[str, object]) -> Iterator[str]:
    for key, value in context.items():
        if isinstance(value, dict):
            yield from (f"{key}.{inner}" for inner in value)
        elif key in LISTS:
            assert isinstance(value, list)
            yield from (f"{LISTS[key]}.{inner}" for inner in value[0])
        else:
            yield key


def test_every_name_of_a_report_stands_in_the_manual_and_none_that_does_not_exist() -> None:
    rows = rows_of(section(page("templat.md"), "Nama yang tersedia"))
    told = [span for cells in rows for span in spans(cells[0])]
    assert sorted(told) == sorted(names_of(context()))


def test_every_list_of_a_report_has_its_heading() -> None:
    titles = re.findall(r"^### `(\w+)` \(daftar\)$", page("templat.md"), re.MULTILINE)
    assert titles == list(LISTS)


def test_filters_and_tests_of_the_template_language_are_those_that_exist() -> None:
    part = section(page("templat.md"), "Saringan")
    assert {name for cells in rows_of(part) for name in spans(cells[0])} == set(FILTERS)
    tests = next(line for line in part.splitlines() if line.startswith("Uji "))
    assert set(spans(tests)) - {"is"} == TESTS


SNIPPETS = [body for kind, body in FENCE.findall(page("templat.md")) if kind == "templat"]


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_piece_of_template_in_the_manual_can_be_filled(snippet: str) -> None:
    lines = snippet.splitlines()
    found = [read_directive(number, f"A{number}", line) for number, line in enumerate(lines, start=1)]
    read_rows([each for each in found if each])
    members = {"i": context()["indikator"], "loop": {"index": 1}}
    scope = {**context(), **{name: value[0] if isinstance(value, list) else value for name, value in members.items()}}
    for line, directive in zip(lines, found, strict=True):
        if directive is None:
            compile_cell(line).value(scope, Budget())


def test_every_filter_example_gives_what_the_manual_says() -> None:
    result = worked("198806292012032910")
    scope = {
        **context(),
        "nilai": {"akhir": result.final, "alasan": ""},
        "mulai": PERIOD.start,
        "pegawai": {"nip": result.ratee.nip},
        "indikator": [{"no": "1"}, {"no": "2"}, {"no": "3"}],
    }
    told = {spans(cells[0])[0]: (spans(cells[1])[0].replace("\\|", "|"), cells[2]) for cells in filters()}
    for name in ("tanggal", "nip", "join"):
        example, shown = told[name]
        assert str(compile_cell(example).value(scope, Budget())) == shown
    assert compile_cell(told["angka"][0]).value(scope, Budget()) == told["angka"][1] == show_score(result.final)
    assert compile_cell(told["atau"][0]).value(scope, Budget()) == "–"


def filters() -> list[list[str]]:
    return rows_of(section(page("templat.md"), "Saringan"))


# --- pegawai.md: the worked example ----------------------------------------------------------------------------------


@cache
def demo_results() -> Mapping[str, Result]:
    sample = office(60, 2026)
    rules = rulebook_for(sample.period.end)
    return {nip: score(ratee, rules, sample.period) for nip, ratee in fill(sample, rules).items()}


def worked(nip: str) -> Result:
    return demo_results()[nip]


def test_the_worked_example_is_the_person_of_the_demo() -> None:
    result, text = worked("198806292012032910"), page("pegawai.md")
    assert result.ratee.name.removesuffix(" (Fiktif)") in text
    table = [cells for cells in rows_of(section(text, "Satu contoh, langkah demi langkah")) if len(cells) == 6]
    for cells, one in zip(table, result.indicators, strict=True):
        indicator = one.indicator
        assert cells[0] == indicator.number
        assert cells[2].casefold() == str(indicator.direction).casefold()
        assert cells[5] == show(indicator.weight)
        if indicator.target is not None:
            assert cells[3] == f"{show(indicator.target)} {indicator.unit}"
            assert cells[4] == f"{show(indicator.realisation)} {indicator.unit}"
        else:
            assert cells[4] == indicator.rating


def test_every_number_of_the_worked_example_is_the_programs() -> None:
    result = worked("198806292012032910")
    text = section(page("pegawai.md"), "Satu contoh, langkah demi langkah")
    points = {cells[0]: cells[2] for cells in rows_of(text) if len(cells) == 3}
    for one in result.indicators:
        assert points[one.indicator.number] == show(one.contribution)
        assert f"**{show(one.raw.capaian)}**" in text
    mains = sum(one.contribution for one in result.indicators if one.indicator.kind is Kind.MAIN)
    assert points[""] == show(mains)
    for number in (result.work, result.behaviour, result.final):
        assert f"**{show_score(number)}**" in text
    assert f"Sebutannya **{result.grade}**" in text
    assert f"= **{result.predicate}**" in text


def test_the_other_people_that_the_page_tells_of_are_as_it_says() -> None:
    text = page("pegawai.md")
    adjusted = worked("198110112003022911")
    assert f"**{show_score(adjusted.work)}**; tanpa faktor luar **{show_score(adjusted.work_raw)}**" in text
    assert adjusted.ratee.name.removesuffix(" (Fiktif)") in text
    low = worked("198508162023211955")
    assert f"nilai akhir {show_score(low.final)} bersebutan {low.grade}" in text
    assert f"predikatnya {low.predicate}" in text


def test_the_matrix_is_that_of_the_rulebook() -> None:
    rows = rows_of(section(page("pegawai.md"), "Dua hal yang berbeda"))
    told = {(cells[0], n): cell for cells in rows for n, cell in enumerate(cells[1:])}
    short = [str(rating).removesuffix(" Ekspektasi") for rating in form_layout.RATINGS]
    real = {
        (str(work).removesuffix(" Ekspektasi"), short.index(str(behaviour).removesuffix(" Ekspektasi"))): predicate
        for (work, behaviour), predicate in RULES.matrix.value.items()
    }
    assert told == real


def test_the_excerpt_for_the_auditor_is_what_the_program_prints() -> None:
    from kinerja_pauh.faces.show import tree_lines  # noqa: PLC0415 - used here only

    result = worked("198806292012032910")
    printed = [re.sub(r"\s+\[.*?\]", "", line) for t in explain(result, RULES, PERIOD) for line in tree_lines(t)]
    shown = [re.sub(r"\s+\[.*?\]", "", line) for line in fenced(page("auditor.md")) if "kinerja" not in line]
    assert shown
    for line in shown:
        assert any(real.strip().startswith(line.removesuffix("…").strip()) for real in printed), line


# --- glosarium.md ----------------------------------------------------------------------------------------------------


@cache
def identifiers() -> frozenset[str]:
    """Every name that the package defines: classes, functions, arguments, fields, members, modules."""
    found: set[str] = set()
    root = Path(kinerja_pauh.__file__).parent
    for path in root.rglob("*.py"):
        found.add(path.stem)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found |= set(_defined(node))
    return frozenset(found)


def _defined(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return (node.name,)
    if isinstance(node, ast.arg):
        return (node.arg,)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return (node.id,)
    return ()


def test_every_english_name_of_the_glossary_exists_in_the_code() -> None:
    rows = rows_of((ROOT / "docs" / "glosarium.md").read_text("utf-8"))
    told = [name for cells in rows for name in spans(cells[1])]
    assert len(told) == len(rows), "each term has one name"
    assert {part for name in told for part in name.split(".")} <= identifiers()


def test_no_term_of_the_glossary_stands_twice() -> None:
    terms = [cells[0] for cells in rows_of((ROOT / "docs" / "glosarium.md").read_text("utf-8"))]
    assert len(set(terms)) == len(terms)


# --- all pages -------------------------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(FENCE.sub("", path.read_text("utf-8"))):
        if target.startswith("https://"):
            continue
        place, _, anchor = target.partition("#")
        goal = (path.parent / place).resolve() if place else path
        assert goal.exists(), target
        assert not anchor or anchor in anchors(goal), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_names_a_place_of_one_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"(?<![\w.])/(?:root|work|tmp|home|Users)/|[A-Z]:\\", text)
    assert "pypi" not in text.lower()


@pytest.mark.parametrize("path", sorted(MANUAL.glob("*.md")), ids=lambda path: path.name)
def test_every_page_of_the_manual_can_be_reached_from_its_index(path: Path) -> None:
    assert path.name == "README.md" or f"({path.name})" in page("README.md")


def test_every_decision_can_be_reached_from_their_index() -> None:
    folder = ROOT / "docs" / "keputusan"
    told = LINK.findall((folder / "README.md").read_text("utf-8"))
    assert sorted(told) == sorted(path.name for path in folder.glob("0*.md"))


def test_the_rater_reads_no_more_than_five_minutes() -> None:
    words = re.findall(r"\w+", page("penilai.md"))
    assert len(words) < 5 * 180


def test_the_changelog_knows_this_version() -> None:
    assert f"## {kinerja_pauh.__version__} – " in (ROOT / "CHANGELOG.md").read_text("utf-8")
