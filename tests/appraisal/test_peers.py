from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_pauh.appraisal.model import Rating
from kinerja_pauh.appraisal.peers import (
    LEAST_ANSWERS,
    PeerAnswer,
    count_words,
    is_whole,
    middle_words,
    peer_result,
    still_needed,
)
from kinerja_pauh.regulations import rulebook_for

RULES = rulebook_for(date(2026, 12, 31), with_peers=True)
NAMES = tuple(value.name for value in RULES.values.value)
ABOVE, MEETS, BELOW = Rating.ABOVE, Rating.MEETS, Rating.BELOW
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "Z", "P")), max_size=12)
whole_answers = st.builds(
    PeerAnswer,
    st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(Rating))),
    st.dictionaries(st.sampled_from(NAMES), words, max_size=3),
    words,
)
enough = st.lists(whole_answers, min_size=LEAST_ANSWERS, max_size=9)


def answer(*ratings: Rating, suggestion: str = "") -> PeerAnswer:
    """Seven ratings in the order of the values; the last one stands for those that follow."""
    all_seven = (*ratings, *[ratings[-1]] * (len(NAMES) - len(ratings)))
    return PeerAnswer(dict(zip(NAMES, all_seven, strict=True)), suggestion=suggestion)


def test_three_answers_are_a_result_value_by_value():
    result = peer_result([answer(ABOVE, BELOW, MEETS), answer(ABOVE, MEETS), answer(MEETS)], RULES)
    assert result.answers == 3
    assert tuple(tally.value for tally in result.tallies) == NAMES
    first, second, *others = result.tallies
    assert (first.counts, first.mean, first.middle) == ({ABOVE: 2, MEETS: 1, BELOW: 0}, Decimal("113.33"), (ABOVE,))
    assert (second.counts, second.mean, second.middle) == ({ABOVE: 0, MEETS: 2, BELOW: 1}, Decimal("86.67"), (MEETS,))
    assert {(tally.mean, tally.middle) for tally in others} == {(Decimal("100.00"), (MEETS,))}


@given(st.lists(whole_answers, max_size=LEAST_ANSWERS - 1))
def test_fewer_than_three_answers_are_no_result_at_all(answers):
    assert peer_result(answers, RULES) is None
    assert still_needed(len(answers)) == LEAST_ANSWERS - len(answers) > 0


@given(st.lists(whole_answers, max_size=LEAST_ANSWERS - 1), st.sampled_from(NAMES), enough)
def test_an_answer_that_lacks_a_value_neither_counts_nor_helps_to_reach_three(few, lacking, others):
    ratings = {name: rating for name, rating in answer(BELOW).ratings.items() if name != lacking}
    part = PeerAnswer(ratings, {lacking: "hanya contoh"}, "saran dari yang belum lengkap")
    assert not is_whole(part, RULES)
    assert peer_result([*few, part], RULES) is None
    assert peer_result([part, *others], RULES) == peer_result(others, RULES)


@given(enough, st.randoms(use_true_random=False))
def test_the_order_in_which_answers_arrive_changes_nothing(answers, random):
    shuffled = answers.copy()
    random.shuffle(shuffled)
    assert peer_result(shuffled, RULES) == peer_result(answers, RULES)


@given(enough)
def test_every_answer_is_counted_once_and_mean_and_median_are_the_plain_ones(answers):
    result = peer_result(answers, RULES)
    assert result.answers == len(answers)
    for tally in result.tallies:
        chosen = [one.ratings[tally.value] for one in answers]
        assert tally.counts == {rating: chosen.count(rating) for rating in Rating}
        scores = [RULES.rating_scores.value[rating] for rating in chosen]
        assert abs(tally.mean - sum(scores) / len(scores)) <= Decimal("0.005")
        assert tally.mean == tally.mean.quantize(Decimal("0.01"))
        # `middle` names one rating where both medians are one, else both
        middles = {RULES.rating_scores.value[rating] for rating in tally.middle}
        assert middles == {median_low(scores), median_high(scores)}
        assert len(tally.middle) == len(middles)


@given(enough)
def test_no_text_is_lost_and_each_list_stands_by_alphabet_whoever_wrote_it(answers):
    result = peer_result(answers, RULES)
    given_texts = sorted(one.suggestion.strip() for one in answers if one.suggestion.strip())
    assert sorted(result.suggestions) == given_texts
    for texts in (result.suggestions, *(tally.examples for tally in result.tallies)):
        assert [text.casefold() for text in texts] == sorted(text.casefold() for text in texts)
    for tally in result.tallies:
        written = [one.examples.get(tally.value, "").strip() for one in answers]
        assert sorted(tally.examples) == sorted(filter(None, written))


def test_texts_of_one_giver_do_not_stand_at_the_same_place_of_every_list():
    answers = [
        replace(answer(MEETS, suggestion="z saran"), examples={NAMES[0]: "a contoh"}),
        replace(answer(MEETS, suggestion="a saran"), examples={NAMES[0]: "z contoh"}),
        answer(MEETS, suggestion="   "),
    ]
    result = peer_result(answers, RULES)
    assert result.suggestions == ("a saran", "z saran")
    assert result.tallies[0].examples == ("a contoh", "z contoh")


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ((MEETS, MEETS, ABOVE), "Sesuai Ekspektasi"),
        ((MEETS, MEETS, ABOVE, ABOVE), "antara Sesuai dan Di Atas"),
        ((BELOW, BELOW, ABOVE, ABOVE), "antara Di Bawah dan Di Atas"),
        ((BELOW, MEETS, MEETS, ABOVE), "Sesuai Ekspektasi"),
    ],
)
def test_an_even_split_is_told_as_between_two_ratings(ratings, words):
    tally = peer_result([answer(rating) for rating in ratings], RULES).tallies[0]
    assert middle_words(tally) == words


def test_counts_are_told_best_first_with_the_number_of_answers():
    answers = [answer(ABOVE)] * 2 + [answer(MEETS)] * 3
    assert count_words(peer_result(answers, RULES).tallies[0]) == "Di Atas 2 · Sesuai 3 · Di Bawah 0 (5 jawaban)"


def test_nothing_is_needed_beyond_three():
    assert [still_needed(count) for count in range(5)] == [3, 2, 1, 0, 0]
