"""Long texts are compared in a time that does not grow with the square of their length."""

import random
from itertools import pairwise

import pytest

from danvan.vietnamese import differences
from danvan.vietnamese.differences import steps


def words(text):
    return text.split()


def ends(word):
    return word.endswith(".")


def rebuilt(found, old, new):
    """Both texts as the steps tell them, and whether what is called equal is."""
    there = [word for _, i1, i2, _, _ in found for word in old[i1:i2]]
    here = [word for _, _, _, j1, j2 in found for word in new[j1:j2]]
    assert all(old[i1:i2] == new[j1:j2] for what, i1, i2, j1, j2 in found if what == "equal")
    return there, here


def test_texts_of_a_usual_length_are_compared_word_by_word():
    assert steps(words("một hai ba"), words("một bốn ba"), ends) == [("equal", 0, 1, 0, 1), ("replace", 1, 2, 1, 2), ("equal", 2, 3, 2, 3)]


def test_one_changed_word_is_found_in_a_long_text_without_sentences():
    old = ["a"] * 3_000
    new = [*old[:1_500], "b", *old[1_501:]]

    assert steps(old, new, ends) == [
        ("equal", 0, 1_500, 0, 1_500),
        ("replace", 1_500, 1_501, 1_500, 1_501),
        ("equal", 1_501, 3_000, 1_501, 3_000),
    ]


def test_in_a_long_text_the_words_of_changed_sentences_are_compared():
    old = [word for number in range(2_000) for word in ("đèn", "ngõ", f"{number}.")]
    new = [word if at % 900 else "cống" for at, word in enumerate(old)]

    found = steps(old, new, ends)

    assert rebuilt(found, old, new) == (old, new)
    assert [(i2 - i1, j2 - j1) for what, i1, i2, j1, j2 in found if what != "equal"] == [(1, 1)] * 7


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_compared_both_texts_come_out_whole(seed, monkeypatch):
    monkeypatch.setattr(differences, "MOST_PAIRS", 40)
    chance = random.Random(seed)
    old, new = ([chance.choice(["a", "b", "c", "a.", "b."]) for _ in range(chance.randrange(60))] for _ in range(2))

    found = steps(old, new, ends)

    assert rebuilt(found, old, new) == (old, new)
    assert all((one[0] == "equal") != (other[0] == "equal") for one, other in pairwise(found))
