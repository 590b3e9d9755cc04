"""Measure where sentences end: ours and NLTK's Punkt against the sentence boundaries of UD English EWT.

    python -m training.sentences
    python -m training.sentences --differences 40     # also print places where ours and Punkt differ on news

Documents are put together again from the CoNLL-U files (SpaceAfter, newpar) and read in two layouts: paragraphs kept
apart by a blank line, and everything in one long line. A boundary is the place of the first character of a sentence,
counted in characters that are not spaces. Punkt is tried untrained, and trained on the visible news bodies together with
the training part of EWT; it is given each paragraph by itself, which is how NLTK users spare it line breaks.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

from headcheck.text import read
from training import data, described

Splitter = Callable[[str], list[int]]
_PARAGRAPH = re.compile(r"\n\s*")


@dataclass(frozen=True)
class Gold:
    """One EWT document: its text and the offsets at which its sentences start."""

    text: str
    starts: tuple[int, ...]


@dataclass
class Counts:
    """Boundaries found rightly, found in all and there in all."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.there)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"{precision:9.4f} {recall:7.4f} {f1:7.4f}"


def gold_documents(name: str, *, paragraphs: bool) -> list[Gold]:
    """Documents of one CoNLL-U file, with their paragraphs apart or in one line."""
    documents: list[Gold] = []
    parts: list[str] = []
    starts: list[int] = []
    at = 0

    def close() -> None:
        if parts:
            documents.append(Gold("".join(parts), tuple(starts)))

    for notes, tokens in data.conllu(name):
        if "newdoc id" in notes:
            close()
            parts, starts, at = [], [], 0
        elif "newpar id" in notes and paragraphs and parts:
            parts[-1] = parts[-1].rstrip() + "\n\n"
            at = sum(map(len, parts))
        sentence = surface(tokens)
        starts.append(at)
        parts.append(sentence)
        at += len(sentence)
    close()
    return documents


def surface(tokens: list[list[str]]) -> str:
    """The written words of one sentence, with the space after it."""
    out: list[str] = []
    covered = 0
    for row in tokens:
        first, _, last = row[0].partition("-")
        if "." in row[0] or not last and int(first) <= covered:
            continue
        if last:
            covered = int(last)
        out.append(row[1] + ("" if "SpaceAfter=No" in row[9] else " "))
    return "".join(out)


def ours(text: str) -> list[int]:
    """Offsets at which headcheck's sentences start."""
    document = read(text, furniture=False)
    return [document.sentence_span(i)[0] for i in range(document.n_sentences)]


def punkt(tokenizer: PunktSentenceTokenizer) -> Splitter:
    """Offsets at which Punkt's sentences start, each paragraph by itself."""

    def split(text: str) -> list[int]:
        starts, at = [], 0
        for gap in [*_PARAGRAPH.finditer(text), None]:
            end = len(text) if gap is None else gap.start()
            starts += [at + a for a, _ in tokenizer.span_tokenize(text[at:end])]
            at = len(text) if gap is None else gap.end()
        return starts

    return split


def trained_punkt(texts: Iterable[str]) -> PunktSentenceTokenizer:
    """Punkt trained as its documentation advises, collocations included."""
    trainer = PunktTrainer()
    trainer.INCLUDE_ALL_COLLOCS = True
    for text in texts:
        trainer.train(text, finalize=False)
    trainer.finalize_training()
    return PunktSentenceTokenizer(trainer.get_params())


def places(text: str, starts: Iterable[int]) -> set[int]:
    """Starts counted in characters that are not spaces, without the start of the text itself."""
    before, count = [0] * (len(text) + 1), 0
    for i, character in enumerate(text):
        before[i] = count
        count += not character.isspace()
    before[len(text)] = count
    return {before[start] for start in starts} - {0, count}


def measure(split: Splitter, documents: list[Gold]) -> Counts:
    """Boundaries of one splitter against EWT's."""
    total = Counts()
    for gold in documents:
        there, found = places(gold.text, gold.starts), places(gold.text, split(gold.text))
        total.right += len(there & found)
        total.found += len(found)
        total.there += len(there)
    return total


def news() -> dict[str, list[str]]:
    """Bodies of the visible news sets, each once."""
    return {
        "polnear": [row["body"] for row in data.json_lines("polnear/articles.jsonl")],
        "health_news": [row["body"] for row in data.rows("health_news/articles.csv")],
        "fnc1": [row["articleBody"] for row in data.rows("fnc1/train_bodies.csv")],
    }


def differences(text: str, split: Splitter) -> list[str]:
    """What stands around each boundary that only one of the two sets."""
    mine, theirs = ours(text), split(text)
    a, b = places(text, mine), places(text, theirs)
    solid = [i for i, character in enumerate(text) if not character.isspace()]
    lines = []
    for place in sorted(a ^ b):
        at = solid[place]
        who = "ours " if place in a else "punkt"
        lines.append(f"{who} | {text[max(0, at - 50) : at]!r} || {text[at : at + 40]!r}")
    return lines


def main() -> None:
    """Print the tables."""
    options = described(__doc__)
    options.add_argument("--differences", type=int, default=0, metavar="N", help="print N places where ours and trained Punkt differ on news")
    options.add_argument("--news", type=int, default=300, metavar="N", help="news bodies compared, of each set (default 300)")
    chosen = options.parse_args()
    bodies = news()
    training_texts = [text for texts in bodies.values() for text in texts] + [gold.text for gold in gold_documents("ud_ewt/train.conllu.gz", paragraphs=True)]
    splitters: dict[str, Splitter] = {
        "headcheck": ours,
        "punkt, untrained": punkt(PunktSentenceTokenizer()),
        "punkt, trained": punkt(trained_punkt(training_texts)),
    }
    print(f"{'UD English EWT':<42} precision  recall      F1")
    for part in ("dev", "test"):
        for layout in ("paragraphs", "one line"):
            documents = gold_documents(f"ud_ewt/{part}.conllu", paragraphs=layout == "paragraphs")
            for name, split in splitters.items():
                print(f"{part + ', ' + layout:<22} {name:<20}{measure(split, documents)}")
    print(f"\n{'Agreement of headcheck with trained Punkt':<42} shared  only ours  only Punkt      F1   characters/s ours, Punkt")
    shown: list[str] = []
    for name, texts in bodies.items():
        sample = random.Random(0).sample(texts, min(chosen.news, len(texts)))
        shared = mine = theirs = 0
        for text in sample:
            a, b = places(text, ours(text)), places(text, splitters["punkt, trained"](text))
            shared, mine, theirs = shared + len(a & b), mine + len(a - b), theirs + len(b - a)
            if len(shown) < chosen.differences * 10:
                shown += [f"{name}: {line}" for line in differences(text, splitters["punkt, trained"])]
        speeds = [f"{sum(map(len, sample)) / clock(splitters[who], sample):,.0f}" for who in ("headcheck", "punkt, trained")]
        print(f"{name:<42} {shared:6d} {mine:10d} {theirs:11d} {2 * shared / max(1, 2 * shared + mine + theirs):7.4f}   {', '.join(speeds)}")
    for line in random.Random(0).sample(shown, min(chosen.differences, len(shown))):
        print(line)


def clock(split: Splitter, texts: list[str]) -> float:
    """Seconds one splitter takes for some texts (ours reads everything, not the boundaries alone)."""
    begun = time.perf_counter()
    for text in texts:
        split(text)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
