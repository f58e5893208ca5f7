"""Is the service of a letter guessed right, and is an answer found? On questions to ministers and their translations.

``PYTHONPATH=src:. python -m benchmarks.routing``. It needs ``../shared/data/text`` and says so when that is not there.
The oldest 70 % of the questions are learned from, the newest 30 % are guessed; everything was chosen on the former. The
peer, TF-IDF with logistic regression of scikit-learn as its documentation shows it, takes part when it is installed, as
does the encoder. It fails when a limit is missed. Pictures are written to ``docs/screenshots``.
"""

import csv
import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import django
import numpy as np
import numpy.typing as npt

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from benchmarks.routing_languages import other_languages  # noqa: E402 - Django comes first
from benchmarks.routing_pictures import calibration_picture, curves_picture  # noqa: E402
from zenne.mailroom.desk.command_line.evaluate import names_as_texts, subject_and_body  # noqa: E402
from zenne.mailroom.routing.bilingual import Projection, learned_projection  # noqa: E402
from zenne.mailroom.routing.encoding import Encoder, installed_encoder  # noqa: E402
from zenne.mailroom.routing.evaluation import Evaluation, evaluated  # noqa: E402
from zenne.mailroom.routing.finding import finder_of  # noqa: E402
from zenne.mailroom.routing.passages import Passage  # noqa: E402
from zenne.mailroom.routing.public import Example, Model  # noqa: E402
from zenne.mailroom.routing.rules.chances import calibration_curve, coverage_curve  # noqa: E402
from zenne.mailroom.routing.training import learned_model  # noqa: E402

PROJECT = Path(__file__).resolve().parents[1]
TEXTS = PROJECT.parent / "shared" / "data" / "text"
PICTURES = PROJECT / "docs" / "screenshots"
LEAST_OF_A_LABEL = 20
OLDEST = 0.7
CANDIDATES = 6_059
TASKS = {"department": ("answer_department", 0.68, 0.86), "theme": ("question_theme_main", 0.83, 0.94)}
LIMIT_TWIN, LIMIT_FIRST, LIMIT_FIVE, LIMIT_MILLISECONDS = 0.955, 0.70, 0.85, 30.0
Row = Mapping[str, str]


def rows_of(name: str) -> list[Row]:
    csv.field_size_limit(50_000_000)
    with gzip.open(TEXTS / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parted(rows: Sequence[Row], label: str) -> tuple[list[Example], list[Example]]:
    """The oldest and the newest questions whose label is frequent enough."""
    frequent = Counter(row[label] for row in rows)
    kept = [row for row in rows if row["question"].strip() and row[label] and frequent[row[label]] >= LEAST_OF_A_LABEL]
    kept.sort(key=lambda row: (row["depotdat"], row["doc_id"]))
    examples = [example_of(row, label) for row in kept]
    end = int(len(examples) * OLDEST)
    return examples[:end], examples[end:]


def example_of(row: Row, label: str) -> Example:
    day = datetime.fromisoformat(row["depotdat"]).replace(tzinfo=UTC)
    return Example(*subject_and_body(row["question"].strip()), "nl", row[label], day)


def main() -> int:
    if not TEXTS.is_dir():
        print(f"Left out: there are no texts in {TEXTS.relative_to(PROJECT.parent)}.")
        return 0
    missed: list[str] = []
    questions = rows_of("parliament_questions_nl.csv.gz")
    encoder = installed_encoder()
    print(f"also by meaning: {encoder.name if encoder else 'not installed'}\n")
    print("| question → | peer, right | right | among three | macro-F1 | calibration error | alone | of these right |")
    print("|---|---|---|---|---|---|---|---|")
    seen = {name: measure(name, questions, missed, encoder) for name in TASKS}
    (PICTURES / "routing-curves.svg").write_text(
        curves_picture({name: coverage_curve(*each) for name, each in seen.items()})
    )
    curves = {name: calibration_curve(*each) for name, each in seen.items()}
    (PICTURES / "routing-calibration.svg").write_text(calibration_picture(curves))
    other_languages(encoder)
    answers(questions, missed)
    twins(rows_of("parliament_nl_fr.csv.gz"), missed)
    print(f"\nmissed: {'; '.join(missed) or 'nothing'}")
    return 1 if missed else 0


def measure(
    name: str, questions: Sequence[Row], missed: list[str], encoder: Encoder | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    label, least, least_of_three = TASKS[name]
    known, unknown = parted(questions, label)
    examples = [*known, *names_as_texts({each.service for each in known})]
    model, seconds = timed(lambda: learned_model(examples, encoder=encoder))
    if encoder:
        print(row_of(f"{name}, by words alone", "", evaluated(model, unknown)))
    found = evaluated(model, unknown, encoder=encoder)
    print(row_of(name, peer(known, unknown), found))
    slow = milliseconds(model, unknown, encoder)
    print(
        f"{len(known)} learned in {seconds:.0f} s, {len(unknown)} guessed, with reasons p95 {slow:.1f} ms",
        file=sys.stderr,
    )
    missed.extend(
        f"{name}: {what} {value:.3g}, wanted {wanted}"
        for what, value, wanted, is_kept in (
            ("right", found.accuracy, least, found.accuracy >= least),
            ("among three", found.top_3, least_of_three, found.top_3 >= least_of_three),
            ("milliseconds", slow, LIMIT_MILLISECONDS, slow < LIMIT_MILLISECONDS),
        )
        if not is_kept
    )
    chances = model.chances(((each.subject, each.text) for each in unknown), encoder=encoder)
    is_right = [model.services[row.argmax()] == each.service for row, each in zip(chances, unknown, strict=True)]
    return chances.max(axis=1), np.array(is_right)


def row_of(name: str, beside: str, found: Evaluation) -> str:
    return (
        f"| {name} | {beside} | {found.accuracy:.1%} | {found.top_3:.1%} | {found.macro_f1:.1%} "
        f"| {found.expected_calibration_error:.3f} | {found.coverage_at_95_precision:.1%} "
        f"| {found.precision_there or 0:.1%} |"
    )


def timed(work: Callable[[], Model]) -> tuple[Model, float]:
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def milliseconds(model: Model, letters: Sequence[Example], encoder: Encoder | None) -> float:
    """The 95th percentile of one guess with its reasons, in time of the processor: other work does not count."""
    taken = []
    for each in letters[:300]:
        begun = time.process_time()
        model.route(subject=each.subject, text=each.text, encoder=encoder)
        taken.append(1000 * (time.process_time() - begun))
    return float(np.quantile(taken, 0.95))


def peer(known: Sequence[Example], unknown: Sequence[Example]) -> str:
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - only when it is installed
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
        from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    except ImportError:
        return "not installed"
    pipeline = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000))
    pipeline.fit([f"{each.subject}\n{each.text}" for each in known], [each.service for each in known])
    guessed = pipeline.predict([f"{each.subject}\n{each.text}" for each in unknown])
    return f"{np.mean([guess == each.service for guess, each in zip(guessed, unknown, strict=True)]):.1%}"


def answers(questions: Sequence[Row], missed: list[str]) -> None:
    """Question to its own answer, among the answers to the newest questions; what is there twice is left out."""
    ordered = sorted(questions, key=lambda row: (row["depotdat"], row["doc_id"]))
    pairs = list(unique((row["question"], row["answer"]) for row in ordered[int(len(ordered) * OLDEST) :]))
    passages = [Passage(str(number), answer, "nl") for number, (_, answer) in enumerate(pairs)]
    finder = finder_of(passages, Projection({}, {}))
    found = [[each.key for each in finder.suggestions(question, language="nl")] for question, _ in pairs]
    first = np.mean([keys[:1] == [str(number)] for number, keys in enumerate(found)])
    among_five = np.mean([str(number) in keys for number, keys in enumerate(found)])
    print(f"\nquestion → own answer among {len(pairs)}: first {first:.1%}, among five {among_five:.1%}")
    if first < LIMIT_FIRST or among_five < LIMIT_FIVE:
        missed.append("own answer")


def unique(pairs: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pairs of which neither text was there before, nor is empty."""
    seen: set[str] = set()
    for pair in pairs:
        plain = [" ".join(text.split()) for text in pair]
        if all(plain) and not seen & set(plain):
            seen.update(plain)
            yield pair


def twins(rows: Sequence[Row], missed: list[str]) -> None:
    """A Dutch text to its French translation, when both were not learned from.

    Candidates are all French texts, and so many halves of others that there are as many as were asked for.
    """
    pairs = list(unique((row["text_nl"], row["text_fr"]) for row in rows))
    order = np.random.default_rng(0).permutation(len(pairs))
    end = int(len(pairs) * OLDEST)
    known = [{"nl": pairs[place][0], "fr": pairs[place][1]} for place in order[:end]]
    begun = time.perf_counter()
    projection = learned_projection(known)
    seconds = time.perf_counter() - begun
    halves = [text for place in order[:end] for text in halved(pairs[place][1])]
    texts = [*(french for _, french in pairs), *halves][:CANDIDATES]
    there = np.array([projection.spaces["fr"].position(text) for text in texts])
    right = [
        (there @ projection.carried(pairs[place][0], language="nl", to="fr")).argmax() == place for place in order[end:]
    ]
    share = float(np.mean(right))
    print(
        f"Dutch → French twin of {len(right)} among {len(texts)}: {share:.1%} (learned from {end} in {seconds:.0f} s)"
    )
    if share < LIMIT_TWIN:
        missed.append("twin")


def halved(text: str) -> tuple[str, str]:
    middle = text.find(" ", len(text) // 2)
    return text[:middle], text[middle:]


if __name__ == "__main__":
    sys.exit(main())
