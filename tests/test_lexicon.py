"""The tables of words: what is one word and what is not, and what the lists take in."""

from __future__ import annotations

import pytest

from headcheck.lexicon import OPPOSITE, lexicon


def family(word: str) -> int:
    return int(lexicon().family[lexicon().number[word]])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("buy", "bought"),
        ("buys", "buying"),
        ("minister", "ministers"),
        ("resign", "resignation"),
        ("plan", "planned"),
        ("city", "cities"),
        ("good", "better"),
        ("organise", "organizes"),
    ],
)
def test_forms_of_one_word_are_one_family(one, other):
    assert family(one) == family(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("will", "with"),
        ("want", "what"),
        ("be", "by"),
        ("have", "as"),
        ("do", "to"),
        ("international", "internal"),
        ("university", "universal"),
        ("several", "severe"),
        ("executed", "executive"),
        ("quit", "quite"),
        ("apart", "apartment"),
        ("campaigner", "camp"),
        ("manning", "men"),
    ],
)
def test_other_words_are_none(one, other):
    assert family(one) != family(other)


@pytest.mark.parametrize(("one", "other"), [("say", "tell"), ("find", "likely"), ("quit", "resign"), ("state", "suggest")])
def test_kin_words_are_no_opposites(one, other):
    others, relations = lexicon().related(family(one))
    assert OPPOSITE not in relations[others == family(other)].tolist()


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("plan", ["what", "campaign", "campaigners", "consultant"]),
        ("unnamed", ["investigate", "inside", "critical"]),
        ("done", ["quite"]),
        ("speaker", ["engine", "office"]),
    ],
)
def test_lists_hold_no_strangers(name, never):
    lex = lexicon()
    assert [word for word in never if word in lex.number and lex.member[lex.number[word], lex.column[name]]] == []


def test_values_of_lists_tell_what_a_word_does():
    lex = lexicon()
    for words, told, others in (
        (lex.hedges, ("may", "likely", "reportedly"), ("mayor", "partly")),
        (lex.says, ("said", "claims", "warn", "according"), ("accuse", "reveals", "slams", "mayor")),
        (lex.named, ("london", "smith"), ("mayor", "health")),
    ):
        assert [word for word in told if not words[lex.number[word]]] == []
        assert [word for word in others if words[lex.number[word]]] == []
        assert not words[lex.unknown]
