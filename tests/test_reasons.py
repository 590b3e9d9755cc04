"""Reasons: effects that add up, words that point, sentences that decide."""

from __future__ import annotations

import numpy as np
import pytest

import headcheck
from headcheck.features import FEATURES
from headcheck.features.context import Context
from headcheck.features.words import INDEX
from headcheck.model import default_judge
from headcheck.odds import softmax
from headcheck.reading import read_body, read_headline
from headcheck.reasons import FLOOR, LONGEST, kinds, phrase, reasons, speaking
from training import reasons_check as check
from training.sets import Example

BODY = (
    "Ashwell council may close the swing bridge next spring, its leader Anna Reed said. Engineers found rust in 14 of the 60 beams. "
    "A repair would cost £2.4 million. Traders fear for their income. Nobody was hurt."
)
HEADLINE = "Council will close swing bridge after rust is found in 41 of 60 beams"


@pytest.fixture(scope="module")
def context() -> Context:
    return read_headline(HEADLINE, read_body(BODY), default_judge().words).context


def only(kind: str, effect: float = 1.0) -> np.ndarray:
    """Contributions in which one kind of reason alone speaks."""
    mine = [f.reason == kind for f in FEATURES]
    return np.array(mine) * effect / sum(mine)


def test_strongest_first_and_none_too_weak() -> None:
    for headline in (HEADLINE, "Volcano buries fishing fleet", "Council may close swing bridge"):
        found = headcheck.score(headline, BODY).reasons
        assert found
        sizes = [abs(r.effect) for r in found]
        assert sizes == sorted(sizes, reverse=True)
        assert min(sizes) >= FLOOR


def test_effects_sum_to_the_contributions(context: Context) -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        contributions = rng.normal(0, 1.0, len(FEATURES))
        found = reasons(context, contributions, context.doubt)
        kinds = {f.reason for f in FEATURES}
        # what is too weak to tell is all that may be missing
        assert abs(sum(r.effect for r in found) - contributions.sum()) <= FLOOR * 2 * len(kinds)
    strong = np.where(np.arange(len(FEATURES)) % 2 == 0, 5.0, -4.0)
    assert sum(r.effect for r in reasons(context, strong, context.doubt)) == pytest.approx(strong.sum(), abs=FLOOR * 4)


def test_a_body_with_nothing_left_bears_nothing_out() -> None:
    for headline in ("Town might close bridge?", "Town closes bridge"):
        for reason in headcheck.score(headline, "Advertisement").reasons:
            assert (reason.effect > 0) == ("does not bear out" in reason.text)


def test_no_effect_no_reason(context: Context) -> None:
    assert reasons(context, np.zeros(len(FEATURES)), context.doubt) == []


def test_text_quotes_the_words_pointed_at() -> None:
    for reason in headcheck.score(HEADLINE, BODY).reasons:
        assert f"“{HEADLINE[slice(*reason.headline_span)]}”" in reason.text
        assert reason.text[0].isupper() or reason.text[0] == "“"


def test_for_and_against_read_differently(context: Context) -> None:
    for kind in {f.reason for f in FEATURES}:
        (against,), (favour,) = reasons(context, only(kind), context.doubt), reasons(context, only(kind, -1.0), context.doubt)
        assert against.effect == pytest.approx(1.0)
        assert favour.effect == pytest.approx(-1.0)
        assert against.text != favour.text


def blaming(context: Context, word: str) -> np.ndarray:
    """Blame that lies on one word of the headline."""
    return np.array([6.0 if context.alignment.headline.low[t] == word else 0.0 for t in context.alignment.words])


def test_a_kind_points_at_the_words_it_marks(context: Context) -> None:
    for kind, word in (("number", "41"), ("hedge", "close")):
        (reason,) = reasons(context, only(kind), blaming(context, word))
        assert HEADLINE[slice(*reason.headline_span)] == word


def test_only_the_main_reason_leaves_the_words_its_kind_marks(context: Context) -> None:
    blame = blaming(context, "close")
    (alone,) = reasons(context, only("number"), blame)
    assert HEADLINE[slice(*alone.headline_span)] == "close"
    first, second = reasons(context, only("hedge", 2.0) + only("number"), blame)
    assert (first.kind, second.kind) == ("hedge", "number")
    assert set(HEADLINE[slice(*second.headline_span)].split()) <= {"41", "of", "60"}


def test_blame_leads_the_main_reason(context: Context) -> None:
    words = context.alignment.words.tolist()
    for i in range(len(words)):
        blame = np.full(len(words), -9.0)
        blame[i] = 9.0
        (reason,) = reasons(context, only("unsupported"), blame)
        assert reason.headline_span == context.alignment.headline.span(words[i], words[i] + 1)


@pytest.mark.parametrize(
    ("headline", "kind", "said"),
    [
        ("Smith told members", "roles", "The body has the words of"),
        ("Members told Smith", "roles", "In the body,"),
        ("Members told Smith", "scattered", "The body has the words of"),
        ("Smith voted", "scattered", "What “Smith voted” joins stands in different places"),
    ],
)
def test_nothing_is_said_to_stand_elsewhere_that_stands_there(headline: str, kind: str, said: str) -> None:
    read = read_headline(headline, read_body(TOWN), default_judge().words).context
    text = kinds.says(read, kind, list(range(len(read.words))), for_it=False).format(words=f"“{headline}”")
    assert text.startswith(said)


@pytest.mark.parametrize(
    ("headline", "body", "kind", "credited"),
    [
        ("Solvent recovers 95% of cobalt", "The solvent recovers 95% of the lithium.", "number", False),
        ("Solvent recovers 95% of lithium", "The solvent recovers 95% of the lithium.", "number", True),
        ("Ministry denies it", "The ministry denied it, and nobody else in the ministry spoke.", "name", False),
        ("Anna Reed denies it", "The ministry and Anna Reed denied it.", "name", True),
    ],
)
def test_credit_is_given_for_what_is_the_same(headline: str, body: str, kind: str, credited: bool) -> None:
    context = read_headline(headline, read_body(body), default_judge().words).context
    assert kinds.in_favour(context, kind).any() == credited


def test_a_body_of_another_article_is_a_reason_of_its_own() -> None:
    read = read_headline("Zebra violin kangaroo moon", read_body(TOWN), default_judge().words).context
    (reason,) = reasons(read, 3 * only("elsewhere"), read.doubt)
    assert (reason.kind, reason.body_span) == ("elsewhere", None)
    assert reason.headline_span == (0, len("Zebra violin kangaroo moon"))
    (slight,) = reasons(read, only("elsewhere"), read.doubt)
    assert slight.kind == "unsupported"


def test_vague_reasons_tell_both_sides(context: Context) -> None:
    mine = [i for i, f in enumerate(FEATURES) if f.reason == "unsupported"]
    contributions = np.zeros(len(FEATURES))
    contributions[mine[:2]], contributions[mine[2:4]] = 1.0, -0.8
    first, second = reasons(context, contributions, context.doubt)
    assert (first.effect, second.effect) == (pytest.approx(2.0), pytest.approx(-1.6))
    assert first.headline_span != second.headline_span


def test_a_phrase_stays_in_one_claim_and_short(context: Context) -> None:
    a = context.alignment
    rng = np.random.default_rng(5)
    for _ in range(40):
        share = softmax(rng.normal(0, 3, len(a.words)))
        rows = phrase(a, share, np.ones(len(a.words), bool))
        assert rows == list(range(rows[0], rows[-1] + 1))
        assert len(rows) <= LONGEST
        assert len(set(a.claim_of[rows].tolist())) == 1
        assert share[rows].sum() >= share.max() - 1e-9


TOWN = (
    "The council met on Monday. Mayor Anne Smith told members that the bridge could be shut for repairs. Nobody voted against the plan. "
    "The repairs would cost the town a great deal, she added, and buses would take another way round for a decade."
)


@pytest.mark.parametrize(
    "headline",
    ["Bus drivers stage walkout", "Smith: bridge could be shut for repairs", "Mayor Smith will shut bridge", "Bridge shut for 20 years, says Anne Smith"],
)
def test_what_speaks_for_a_headline_holds_of_the_words_pointed_at(headline: str) -> None:
    context = read_headline(headline, read_body(TOWN), default_judge().words).context
    a = context.alignment
    met = {a.headline.low[t]: bool(a.worth[i].max() >= 0.7) for i, t in enumerate(a.words.tolist())}
    for reason in headcheck.score(headline, TOWN).reasons:
        said = headline[slice(*reason.headline_span)].lower().split()
        if reason.effect > 0 or reason.kind == "rest":
            continue
        if reason.kind == "number":
            assert any(word.isdigit() for word in said)
        if reason.kind in ("name", "unsupported", "roles", "scattered"):
            assert all(met.get(word, True) for word in said)
        if reason.kind in ("roles", "scattered"):
            assert len(said) > 1
        if reason.kind == "attribution":
            assert "says" in headline or ":" in headline


def test_the_rest_is_told_in_one_reason() -> None:
    found = [r for r in headcheck.score("Bus drivers stage walkout", TOWN).reasons if r.kind == "rest"]
    assert len(found) == 1
    assert found[0].effect < 0
    assert found[0].body_span is None


@pytest.mark.parametrize(
    ("headline", "whole"),
    [
        ("Rust found in 64% of beams", "64%"),
        ("Repair costs £9m in long-term plan", "£9m"),
        ("Holt wins long-term tenancy", "long-term"),
        ("Reed beats New Hampshire", "New Hampshire"),
    ],
)
def test_no_phrase_is_cut_in_two(headline: str, whole: str) -> None:
    context = read_headline(headline, read_body(BODY), default_judge().words).context
    words = [context.alignment.headline.low[t] for t in context.alignment.words]
    for i in range(len(words)):
        blame = np.full(len(words), -9.0)
        blame[i] = 9.0
        (reason,) = reasons(context, only("unsupported"), blame)
        said = headline[slice(*reason.headline_span)]
        assert whole in said or said not in whole


def test_the_sentence_is_the_one_that_speaks_of_the_words(context: Context) -> None:
    a = context.alignment
    words = [a.headline.low[t] for t in a.words]
    for word, telling in (("close", "swing bridge"), ("rust", "14 of the 60"), ("41", "14 of the 60")):
        value = speaking(a, [words.index(word)])
        assert value.shape == (a.body.document.n_sentences,)
        assert telling in BODY[slice(*a.body.document.sentence_span(int(np.argmax(value))))]


def test_no_evidence_no_sentence() -> None:
    assert all(r.body_span is None for r in headcheck.score("Volcano erupts", "Nobody came.").reasons)
    assert headcheck.score("?!", BODY).reasons == []


def test_lost_hedge_is_seen_on_the_verb() -> None:
    context = read_headline("Council will close swing bridge", read_body(BODY), default_judge().words).context
    words = [context.alignment.headline.low[t] for t in context.alignment.words]
    assert context.words[words.index("close"), INDEX["lost_hedge"]] == 1


# the command that measures


def restored(fix: str, wrong: str, right: str) -> tuple[bool, bool]:
    """What the command says of a fix; the body has nothing more than the faithful headline."""
    return check.restores(fix, check.Edit(Example("seeds", "a", wrong, right, 1, marks=()), Example("seeds", "a", right, right, 0, marks=())))


def test_what_counts_as_restored() -> None:
    wrong, right = "Board will close bridge in May", "Board may close bridge in May"
    assert restored("Board may close bridge in May", wrong, right) == (True, True)
    assert restored("Board could close bridge in May", wrong, right) == (True, False)
    assert restored("Board will close bridge in June", wrong, right) == (False, False)
    assert restored(wrong, wrong, right) == (False, False)


def test_numbers_restore_by_value_and_swaps_by_order() -> None:
    assert restored("2 hurt in crash", "Five hurt in crash", "Two hurt in crash") == (True, False)
    assert restored("Holt beats Reed", "Reed beats Holt", "Holt beats Reed") == (True, True)
    assert restored("Reed beats Holt", "Reed beats Holt", "Holt beats Reed") == (False, False)


def test_edits_are_overreaching_with_their_faithful_headline() -> None:
    every = check.edits()
    assert len(every) > 100
    assert all(e.wrong.label == 1 and e.right.label == 0 and e.wrong.body == e.right.body for e in every)


def test_measures_are_shares() -> None:
    edit = check.edits()[0]
    measured = check.measure(edit, default_judge())
    assert set(measured) == set(check.KEYS)
    assert all(0 <= measured[key] <= 1 or np.isnan(measured[key]) for key in check.KEYS if key != "words")
    assert "| all | 1 |" in check.table({"all": [measured]})


def test_reasons_name_the_changed_words_better_than_chance() -> None:
    hits, chances = [], []
    for edit in check.edits()[::3]:
        headline, marks = edit.wrong.headline, edit.wrong.marks or ()
        span = next((r.headline_span for r in headcheck.score(headline, edit.wrong.body).reasons if r.effect > 0), None)
        hits.append(span is not None and check.overlap(span, marks))
        chances.append(0.0 if span is None else check.chance(headline, span, marks))
    assert np.mean(hits) > np.mean(chances) + 0.05
