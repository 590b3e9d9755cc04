"""The seed articles keep their format, their grades agree, and their surface gives nothing away."""

import csv
import difflib
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from headcheck.text import read
from training import agreement, data, sets, surface

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = (
    *("article", "headline_id", "topic", "style", "furniture", "role", "headline"),
    *("accuracy", "sensationalism", "kind", "edit_of", "fault", "evidence", "body"),
)
KINDS = {
    *("faithful", "hedge_dropped", "attribution_dropped", "number_inflated", "causal_inflated", "generalised"),
    *("escalated", "proposal_as_fact", "wrong_actor", "wrong_time", "reversed", "invented_event"),
}
TOPICS = {"politics", "health", "science", "crime", "business", "technology", "sport", "celebrity", "weather", "consumer", "local"}
STYLES = {"tabloid", "broadsheet", "wire", "magazine", "press_release"}
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def rows_of(name):
    with open(ROOT / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_article(rows):
    articles = defaultdict(list)
    for row in rows:
        articles[row["article"]].append(row)
    return articles


def wrong(rows, good):
    """Ids of the rows that fail a check, so that a failure names them."""
    return [row["headline_id"] for row in rows if not good(row)]


SEEDS = rows_of("seeds/headlines.csv")
REAL = rows_of("training/real_headlines.csv")
BOTH = pytest.mark.parametrize("rows", [SEEDS, REAL], ids=["seeds", "real"])


def test_columns_and_number_of_articles():
    assert tuple(SEEDS[0]) == COLUMNS
    assert tuple(REAL[0]) == ("document", *COLUMNS[:-1])
    assert len(by_article(SEEDS)) >= 160


@BOTH
def test_eight_headlines_an_article_three_of_them_faithful_one_a_role(rows):
    for article, eight in by_article(rows).items():
        assert len(eight) == 8, article
        assert sorted(r["role"] for r in eight if r["accuracy"] == "0") == ["loud", "paraphrase", "plain"], article
        assert {r["role"] for r in eight if r["accuracy"] != "0"} <= {"minimal", "dry", "loud_false", "reworded"}, article


@BOTH
def test_overreaching_ones_of_every_article_have_grades_1_2_and_3(rows):
    for article, eight in by_article(rows).items():
        assert {r["accuracy"] for r in eight} == set("0123"), article


@BOTH
def test_grades_and_kinds_are_spread_over_the_whole(rows):
    over = [r for r in rows if r["accuracy"] != "0"]
    grades, kinds = Counter(r["accuracy"] for r in over), Counter(r["kind"] for r in over)
    assert all(0.25 <= grades[g] / len(over) <= 0.42 for g in "123"), grades
    assert set(kinds) == KINDS - {"faithful"}
    assert min(kinds.values()) / len(over) >= 0.03, kinds
    for side in (over, [r for r in rows if r["accuracy"] == "0"]):
        assert {r["sensationalism"] for r in side} == set("0123")


@BOTH
def test_values_are_known_and_agree(rows):
    assert wrong(rows, lambda r: r["kind"] in KINDS) == []
    assert wrong(rows, lambda r: r["accuracy"] in {"0", "1", "2", "3"} and r["sensationalism"] in {"0", "1", "2", "3"}) == []
    assert wrong(rows, lambda r: (r["accuracy"] == "0") == (r["kind"] == "faithful") == (not r["fault"])) == []
    assert wrong(rows, lambda r: r["headline_id"].startswith(r["article"] + "-")) == []


@BOTH
def test_ids_and_headlines_are_unique(rows):
    for column in ("headline_id", "headline"):
        assert [value for value, n in Counter(r[column] for r in rows).items() if n > 1] == []


@BOTH
def test_faults_are_words_of_the_headline(rows):
    over = [r for r in rows if r["accuracy"] != "0"]
    assert wrong(over, lambda r: all(part and part in r["headline"] for part in r["fault"].split(" | "))) == []


def has_evidence(row, body):
    straight = body.translate(STRAIGHT)
    return all(part and part in straight for part in row["evidence"].translate(STRAIGHT).split(" | "))


def test_evidence_is_words_of_the_body():
    assert wrong(SEEDS, lambda r: has_evidence(r, r["body"])) == []


def test_evidence_over_real_bodies_is_words_of_the_body():
    try:
        data.folder()
    except FileNotFoundError as error:
        pytest.skip(str(error))
    examples = {e.key: e for e in sets.load("real")}
    assert wrong(REAL, lambda r: has_evidence(r, examples[r["headline_id"]].body)) == []


def test_evidence_is_never_page_furniture():
    for article, eight in by_article(SEEDS).items():
        body = eight[0]["body"]
        straight = body.translate(STRAIGHT)
        aside = [(s.start, s.end) for s in read(body).set_aside]
        for row in eight:
            for part in row["evidence"].translate(STRAIGHT).split(" | "):
                at = straight.find(part)
                assert not any(a < at + len(part) and at < b for a, b in aside), (article, part)


@BOTH
def test_two_minimal_edits_an_article_each_of_one_to_five_words(rows):
    byid = {r["headline_id"]: r for r in rows}
    edits = [r for r in rows if r["edit_of"]]
    assert min(Counter(r["article"] for r in edits).values()) >= 2
    assert len({r["article"] for r in edits}) == len(by_article(rows))
    assert wrong(rows, lambda r: bool(r["edit_of"]) == (r["role"] == "minimal")) == []
    assert wrong(edits, lambda r: byid[r["edit_of"]]["article"] == r["article"] and byid[r["edit_of"]]["accuracy"] == "0") == []
    assert wrong(edits, lambda r: 1 <= words_changed(byid[r["edit_of"]]["headline"], r["headline"]) <= 5) == []


def words_changed(right, over):
    a, b = (re.findall(r"[\w'£$€%.,-]*\w%?", text.translate(STRAIGHT).lower()) for text in (right, over))
    codes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in codes if tag != "equal")


def test_bodies_are_long_enough_and_the_same_in_every_row():
    for article, eight in by_article(SEEDS).items():
        assert len({(r["body"], r["topic"], r["style"], r["furniture"]) for r in eight}) == 1, article
        assert 180 <= len(eight[0]["body"].split()) <= 520, article


def test_topics_and_styles_are_spread_and_a_third_have_furniture():
    articles = [eight[0] for eight in by_article(SEEDS).values()]
    assert {a["topic"] for a in articles} == TOPICS
    assert {a["style"] for a in articles} == STYLES
    assert min(Counter(a["topic"] for a in articles).values()) >= 0.5 * len(articles) / len(TOPICS)
    assert min(Counter(a["style"] for a in articles).values()) >= 0.5 * len(articles) / len(STYLES)
    assert 0.25 <= sum(a["furniture"] == "yes" for a in articles) / len(articles) <= 0.45


def test_no_two_bodies_are_alike():
    def shingles(text):
        words = re.findall(r"\w+", text.lower())
        return set(zip(*(words[i:] for i in range(4))))

    bodies = {article: shingles(eight[0]["body"]) for article, eight in by_article(SEEDS).items()}
    alike = [(a, b) for a, b in combinations(bodies, 2) if len(bodies[a] & bodies[b]) > 0.08 * min(len(bodies[a]), len(bodies[b]))]
    assert alike == []


# The second grading


def test_each_second_grade_is_for_a_known_headline_once_a_round():
    rows = agreement.read_second()
    headlines = agreement.read_headlines()
    assert {r.headline_id for r in rows} <= set(headlines)
    assert [key for key, n in Counter((r.headline_id, r.round) for r in rows).items() if n > 1] == []
    blind = {r.headline_id for r in rows if r.round == 1}
    assert {r.headline_id for r in rows if r.round == 2} <= blind
    assert {grade for r in rows for grade in (*r.second, *r.first)} <= {0, 1, 2, 3}


@pytest.mark.parametrize(("scale", "least"), [("accuracy", 0.8), ("sensationalism", 0.8)])
@pytest.mark.parametrize("power", [1, 2])
def test_graders_agree_even_before_mending(scale, least, power):
    blind = agreement.before(scale, agreement.read_second(), agreement.read_headlines())
    assert agreement.weighted_kappa([(g.writer, g.second) for g in blind], power=power) >= least


def test_no_disagreement_is_left_that_must_be_mended():
    for scale in agreement.SCALES:
        left = agreement.disagreements(agreement.after(scale, agreement.read_second(), agreement.read_headlines()), scale)
        assert [(g.headline_id, g.writer, g.second) for g in left] == []


@pytest.mark.parametrize(("power", "weights"), [(1, "linear"), (2, "quadratic")])
def test_weighted_kappa_is_scikit_learns(power, weights):
    draw = np.random.default_rng(3)
    writer = draw.integers(0, 4, 200)
    second = np.clip(writer + draw.integers(-1, 2, 200), 0, 3)
    expected = cohen_kappa_score(writer, second, weights=weights, labels=[0, 1, 2, 3])
    assert 0.3 < expected < 0.95
    assert agreement.weighted_kappa(list(zip(writer.tolist(), second.tolist())), power=power) == pytest.approx(expected)


def test_weighted_kappa_is_undefined_where_one_grade_is_given_throughout():
    assert np.isnan(agreement.weighted_kappa([(0, 0), (0, 0)], power=2))


def test_disagreements_to_mend():
    def graded(writer, second):
        return agreement.TwoGrades("x", "faithful", "", writer, second)

    pairs = [graded(a, b) for a in range(4) for b in range(4)]
    accuracy = {(g.writer, g.second) for g in agreement.disagreements(pairs, "accuracy")}
    wording = {(g.writer, g.second) for g in agreement.disagreements(pairs, "sensationalism")}
    assert wording == {(0, 2), (2, 0), (0, 3), (3, 0), (1, 3), (3, 1)}
    assert accuracy == wording | {(0, 1), (1, 0)}


# The surface


def test_surface_cues_stay_within_their_bounds():
    together, alone, _ = surface.measure(surface.pairs(sets.load("seeds")))
    assert together.mean <= surface.TOGETHER
    assert {cue: r.mean for cue, r in zip(surface.CUES, alone) if r.gain > surface.ALONE} == {}


def test_cues_of_a_headline():
    body = read('The council may close two libraries in May, its leader said. "We have no choice," she said.')
    found = dict(zip(surface.CUES, surface.cues("WHY this? Council 'may not' close 2 libraries: your shelves!", body)))
    assert found["words"] == 10
    assert (found["question marks"], found["exclamation marks"], found["colons"], found["quotation marks"]) == (1, 1, 1, 2)
    assert (found["capital words"], found["digits"], found["hedges"], found["negations"], found["address"]) == (1, 1, 1, 1, 2)
    assert found["unseen share"] == pytest.approx(2 / 5)  # of council, close, 2, libraries and shelves the body lacks "2" and "shelves"


def leaky(seed=1, articles=40):
    """Pairs in which the overreaching headline has one exclamation mark more, the rest being noise."""
    draw = np.random.default_rng(seed)
    difference = draw.normal(size=(articles * 6, len(surface.CUES)))
    difference[:, surface.CUES.index("exclamation marks")] = 1.0
    return surface.Pairs(difference, np.repeat(np.arange(articles), 6), ("plain",) * len(difference), np.zeros(len(difference), dtype=bool))


def test_a_leak_is_found_and_noise_is_not():
    together, alone, _ = surface.measure(leaky())
    assert together.mean > 0.95
    assert not surface.holds(together, alone)
    noise = leaky()
    sign = np.random.default_rng(5).choice([-1.0, 1.0], size=(len(noise.difference), 1))
    margin, fold = surface.held_out_margins(surface.Pairs(noise.difference * sign, noise.group, noise.role, noise.edit))
    assert abs(surface.rank(margin, fold).mean - 0.5) < 0.1


def test_ties_count_half():
    assert surface.rank(np.array([0.0, 0.0, 1.0, -1.0]), np.array([0, 0, 1, 1])) == surface.Rank(0.5, 0.0)
