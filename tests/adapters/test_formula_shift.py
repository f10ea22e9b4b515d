"""References follow rows that repeat, move or go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.adapters.formula_shift import copied, parse_formula, shift, shift_sqref
from kinerja_pauh.adapters.row_plan import make_plan, plan_blocks, stretches
from kinerja_pauh.sheets.cells import Block

ONE_ROW = plan_blocks([Block(7, 7, 10)])
TWO_ROWS = plan_blocks([Block(7, 8, 3)])
REMOVED = plan_blocks([Block(7, 8, 0)])
SECOND_COPY = ((0, 1),)


def shifted(formula, plan, path=(), sheet="Hasil Kerja"):
    return shift(parse_formula(formula, sheet), {"hasil kerja": plan}, sheet.casefold(), path)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(C7:C7)", "SUM(C7:C16)"),
        ("SUM($C$7:$C$7)", "SUM($C$7:$C$16)"),
        ("C7+C8+$C$9", "C7+C17+$C$18"),
        ("B6*2", "B6*2"),
        ("SUM(C6:C8)", "SUM(C6:C17)"),
        ("SUM(C8:C20)", "SUM(C17:C29)"),
        ("SUM(7:7)+SUM($8:$9)", "SUM(7:16)+SUM($17:$18)"),
        ("SUM(A:A)+SUM($B:$D)", "SUM(A:A)+SUM($B:$D)"),
        ("SUM(C16:C7)", "SUM(C7:C25)"),
        ("INDEX(A1:A1048576,C8)", "INDEX(A1:A1048576,C17)"),
        ("LOG10(C8)+ATAN2(C8,1)", "LOG10(C17)+ATAN2(C17,1)"),
        ("p1_x+x_C8+C8.a+nilai8+Ünit8", "p1_x+x_C8+C8.a+nilai8+Ünit8"),
        ('"C8 is ""C8"""&C8', '"C8 is ""C8"""&C17'),
        ("c8+$c8", "C17+$C17"),
        ("XFE8+ABCD8+A0+A1048577", "XFE8+ABCD8+A0+A1048577"),
        ("Tabel[[#This Row],[C8]]+Tabel[C8]", "Tabel[[#This Row],[C8]]+Tabel[C8]"),
        ("[1]Lembar!C8+'[2]Hasil Kerja'!C8+[3]!C8", "[1]Lembar!C8+'[2]Hasil Kerja'!C8+[3]!C8"),
        ("#REF!C8+Lain!#REF!+#N/A+C8", "#REF!C8+Lain!#REF!+#N/A+C17"),
        ("Lain!C8+'Lain''s'!C8+C8", "Lain!C8+'Lain''s'!C8+C17"),
        ("'Hasil Kerja'!C8:'Hasil Kerja'!C9", "'Hasil Kerja'!C17:C18"),
        ("IF(C8>1E5,C8*1.5E3,8)", "IF(C17>1E5,C17*1.5E3,8)"),
        ("C8:INDEX(C8:C9,2)", "C17:INDEX(C17:C18,2)"),
        ("C8 C9", "C17 C18"),
        ("(C8,C9)", "(C17,C18)"),
        ("{1,2;3,4}*C8%", "{1,2;3,4}*C17%"),
        ("-C8^C8&C8<>C8", "-C17^C17&C17<>C17"),
    ],
)
def test_a_reference_from_outside_points_to_the_first_copy_and_a_range_spans_all_copies(formula, expected):
    assert shifted(formula, ONE_ROW) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("C7*D8", "C9*D10"),
        ("C$7", "C$7"),
        ("C$7+C$8", "C$7+C$8"),
        ("$C7", "$C9"),
        ("SUM(C7:C8)", "SUM(C9:C10)"),
        ("SUM(C$7:C$8)", "SUM(C$7:C$12)"),
        ("SUM(C$7:C7)", "SUM(C$7:C9)"),
        ("SUM(C7:C$8)", "SUM(C9:C$12)"),
        ("C6+C9+C$9", "C6+C13+C$13"),
        ("SUM(C6:C7)", "SUM(C6:C9)"),
        ("'Hasil Kerja'!C7", "'Hasil Kerja'!C9"),
        ("hasil!C7", "hasil!C7"),
    ],
)
def test_inside_a_block_relative_rows_stay_in_their_copy_and_fixed_rows_span_all(formula, expected):
    assert shifted(formula, TWO_ROWS, SECOND_COPY) == expected


def test_from_another_sheet_every_row_is_seen_from_outside():
    assert shifted("'Hasil Kerja'!C8+C8", TWO_ROWS, SECOND_COPY, "Ringkasan") == "'Hasil Kerja'!C8+C8"
    assert shifted("SUM('HASIL KERJA'!$A$7:$A$7)", ONE_ROW, (), "Ringkasan") == "SUM('HASIL KERJA'!$A$7:$A$16)"


def test_a_sheet_name_with_an_apostrophe_is_understood():
    assert shift(parse_formula("'Ma''ruf'!A8+1", "Lain"), {"ma'ruf": ONE_ROW}, "lain") == "'Ma''ruf'!A17+1"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("C7", "#REF!"),
        ("SUM(C7:C8)", "SUM(#REF!)"),
        ("SUM(C6:C8)", "SUM(C6:C6)"),
        ("SUM(C7:C9)", "SUM(C7:C7)"),
        ("SUM(C$8:C10)", "SUM(C$7:C8)"),
        ("'Hasil Kerja'!$C$7", "#REF!"),
        ("C9", "C7"),
    ],
)
def test_references_to_removed_rows_break_and_ranges_shrink(formula, expected):
    assert shifted(formula, REMOVED) == expected


def test_rows_beyond_the_end_of_the_sheet_are_an_error_and_ranges_stop_there():
    assert shifted("C1048570", ONE_ROW) == "#REF!"
    assert shifted("SUM(C8:C1048570)", ONE_ROW) == "SUM(C17:C1048576)"


def test_a_single_cell_spreads_over_its_copies_where_asked():
    plans = {"hasil kerja": ONE_ROW}
    inside, above = (parse_formula(f"'Hasil Kerja'!$C${row}", "") for row in (7, 6))
    assert shift(inside, plans, "", spread=True) == "'Hasil Kerja'!$C$7:$C$16"
    assert shift(above, plans, "", spread=True) == "'Hasil Kerja'!$C$6"


def test_nested_pieces_see_their_own_outer_copy():
    rows = [
        (1, ()),
        (2, ((0, 0),)),
        (3, ((0, 0), (1, 0))),
        (3, ((0, 0), (1, 1))),
        (2, ((0, 1),)),
        (3, ((0, 1), (1, 0))),
    ]
    plan = make_plan(rows, 3, {2: (0,), 3: (0, 1)})
    assert shifted("SUM(A3:A3)", plan, ((0, 0),)) == "SUM(A3:A4)"
    assert shifted("SUM(A3:A3)", plan, ((0, 1),)) == "SUM(A6:A6)"
    assert shifted("A2", plan, ((0, 1), (1, 0))) == "A5"
    assert shifted("SUM(A3:A3)", plan) == "SUM(A3:A6)"


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "expected"),
    [
        ("A1+$A1+A$1+$A$1", 2, 1, "B3+$A3+B$1+$A$1"),
        ("SUM(A:A)+SUM(1:1)+SUM($A:B)", 1, 1, "SUM(B:B)+SUM(2:2)+SUM($A:C)"),
        ("A1", -1, 0, "#REF!"),
        ("SUM(A2:B3)", 0, -1, "SUM(#REF!)"),
        ('Lain!A1&"A1"', 1, 0, 'Lain!A2&"A1"'),
    ],
)  # fmt: skip
def test_a_copied_formula_moves_its_free_parts(formula, rows, columns, expected):
    assert copied(formula, rows, columns) == expected


@pytest.mark.parametrize(
    ("sqref", "plan", "expected"),
    [
        ("M7", ONE_ROW, "M7:M16"),
        ("M7:N7 B9", ONE_ROW, "M7:N16 B18"),
        ("M7:M20", ONE_ROW, "M7:M29"),
        ("M7", TWO_ROWS, "M7 M9 M11"),
        ("A6:C9", TWO_ROWS, "A6:C13"),
        ("M7:M8", REMOVED, ""),
        ("M6:M9", REMOVED, "M6:M7"),
        ("A:C", ONE_ROW, "A:C"),
        ("A1:B1048576", ONE_ROW, "A:B"),
        ("7:7", ONE_ROW, "7:16"),
    ],
)
def test_an_sqref_names_exactly_the_copies_of_its_cells(sqref, plan, expected):
    assert shift_sqref(sqref, plan) == expected


@pytest.mark.parametrize(
    "blocks",
    [
        [Block(7, 6, 1)],
        [Block(3, 5, 1), Block(5, 6, 1)],
        [Block(2, 2, -1)],
        [Block(0, 1, 1)],
        [Block(1, 2, 1_000_000)],
    ],
)
def test_blocks_that_make_no_sense_are_refused(blocks):
    with pytest.raises(ValueError, match="Blok baris"):
        plan_blocks(blocks)


@st.composite
def block_lists(draw):
    """Up to three blocks in rows 1..14, each 0 to 4 times."""
    edges = draw(st.lists(st.integers(1, 14), unique=True, max_size=6).map(sorted))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [Block(first, last, draw(st.integers(0, 4))) for first, last in pairs]


def expand(blocks, rows=16):
    """The naive expansion: one (template row, copy) for each output row, rows outside of blocks as copy None."""
    out = []
    row = 1
    while row <= rows:
        block = next((each for each in blocks if each.first == row), None)
        if block is None:
            out.append((row, None))
            row += 1
        else:
            own = range(block.first, block.last + 1)
            out += [(each, (block.first, copy)) for copy in range(block.copies) for each in own]
            row = block.last + 1
    return out


def naive(out, row, *, at, fixed, pick):
    """The output row that `row` means from a row in copy `at`; pick: min or max of the copies that are seen."""
    seen = [number for number, (own, copy) in enumerate(out, 1) if own == row
            and (fixed or at is None or copy is None or copy[0] != at[0] or copy == at)]  # fmt: skip
    return pick(seen) if seen else None


@given(block_lists(), st.data())
def test_every_reference_equals_what_a_naive_expansion_says(blocks, data):
    out = expand(blocks)
    if not out:
        return
    at = data.draw(st.sampled_from(out))[1]
    first, last = sorted(data.draw(st.tuples(st.integers(1, 16), st.integers(1, 16))))
    fixed, fixed2 = data.draw(st.booleans()), data.draw(st.booleans())
    numbers = {block.first: number for number, block in enumerate(blocks)}
    path = () if at is None else ((numbers[at[0]], at[1]),)
    plan = plan_blocks(blocks)
    dollar, dollar2 = "$" * fixed, "$" * fixed2

    cell = naive(out, first, at=at, fixed=fixed, pick=min)
    assert shifted(f"C{dollar}{first}", plan, path) == (f"C{dollar}{cell}" if cell else "#REF!")

    starts = [naive(out, row, at=at, fixed=fixed, pick=min) for row in range(first, last + 1)]
    ends = [naive(out, row, at=at, fixed=fixed2, pick=max) for row in range(last, first - 1, -1)]
    start, end = (next((row for row in rows if row), None) for rows in (starts, ends))
    whole = start and end and start <= end
    expected = f"SUM(C{dollar}{start}:C{dollar2}{end})" if whole else "SUM(#REF!)"
    assert shifted(f"SUM(C{dollar}{first}:C{dollar2}{last})", plan, path) == expected


@given(block_lists(), st.integers(1, 16), st.integers(1, 16))
def test_an_sqref_covers_the_same_cells_as_a_naive_expansion(blocks, one, other):
    first, last = sorted((one, other))
    rows = [number for number, (row, _) in enumerate(expand(blocks), 1) if first <= row <= last]
    words = [f"B{a}" if a == b else f"B{a}:B{b}" for a, b in stretches(rows)]
    assert shift_sqref(f"B{first}:B{last}", plan_blocks(blocks)) == " ".join(words)


@given(st.text(alphabet="AaB1$:!'\"()[]#.,+-*_x7 \\{}é", max_size=30))
def test_any_text_is_cut_and_put_together_again_without_loss(text):
    pieces = parse_formula(text, "L")
    assert "".join(piece if isinstance(piece, str) else piece.text for piece in pieces) == text
