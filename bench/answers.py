"""Do answers say what their passages say? ``python bench/answers.py DATA_DIR [--claims 120] [--each 12] [--show …]``.

DATA_DIR holds ``averitec/dev_half.json`` (English claims with answers found for them) and
``factchecks_multilingual/factchecks.jsonl.gz`` (fact-checks in twenty languages: headline as claim, lead as passages).
Three measurements, one table:

- extractive: the share of sentences whose quotations, digits and capitalised words stand, letter by letter, in the
  cited passages, their publisher and day, or the claim. Counted here, not by the product's own checks.
- with a language model that invents: a scripted endpoint (HTTP on 127.0.0.1) takes sentences of the passages, leaves
  some as they are and falsifies others in known ways. Share of true sentences before and after checking, share of true
  ones wrongly taken out, and what became of each kind.
- injection: the attack set under a model that obeys every passage; how many changed the verdict, linked or leaked.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the scripted endpoint is the tests'

from local_server import LocalServer
from scripted_llm import Sent, obedient, play, sentences_as_json

from ascertain.answer.checking import Judge, judged_by
from ascertain.answer.composing import INSTRUCTIONS, write_answer
from ascertain.answer.plain import seen, trouble_in
from ascertain.answer.pronouncing import pronounced
from ascertain.answer.stance import open_stance
from ascertain.answer.wording import wording_for
from ascertain.answer.writing import write
from ascertain.models import open_embedder
from ascertain.models.llm import Llm, open_llm
from ascertain.records import Passage, Source, Span, Stance, Verdict
from ascertain.settings import Settings
from ascertain.text import sentences, words

VERDICTS: dict[str, Verdict] = {
    "Supported": "supported",
    "Refuted": "refuted",
    "Conflicting Evidence/Cherrypicking": "conflicting",
}
STANCES: dict[Verdict, tuple[Stance, Stance]] = {
    "supported": ("supports", "supports"),
    "refuted": ("refutes", "refutes"),
    "conflicting": ("supports", "refutes"),
    "not enough evidence": ("mentions", "mentions"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\dT")
STRANGER = {"ru": "Ильва Брандт", "uk": "Ільва Брандт", "bg": "Илва Брандт", "el": "Ίλβα Μπραντ"}


@dataclass(frozen=True)
class Case:
    """A claim with passages and what they come to."""

    question: str
    language: str
    passages: tuple[Passage, ...]
    verdict: Verdict
    missing: tuple[str, ...] = ()

    @property
    def decisive(self) -> tuple[str, ...]:
        """Everything that was found, unless it settles nothing."""
        return tuple(p.id for p in self.passages) if self.verdict != "not enough evidence" else ()


def passage(text: str, number: int, host: str, language: str, stance: Stance, day: str = "") -> Passage:
    """Return words found at a host as a passage."""
    return Passage(
        id=f"{number}",
        origin="document",
        origin_id=f"{number}",
        span=Span(start=0, end=len(text)),
        text=text,
        url=f"https://{host}/",
        source=Source(name=host, site=host),
        date=datetime.fromisoformat(day).astimezone(UTC) if day else None,
        language=language,
        stance=stance,
    )


def averitec(data: Path, most: int, after: int) -> Iterator[Case]:
    """Give claims with the answers found for them."""
    for row in json.loads((data / "averitec" / "dev_half.json").read_text("utf-8"))[after : after + most]:
        verdict = VERDICTS.get(row["label"], "not enough evidence")
        answers = [a for q in row["questions"] for a in q["answers"] if len(a["answer"]) > 60]
        passages = tuple(
            passage(
                answer["answer"][:400],
                i,
                urlsplit(re.sub(r"^https://web.archive.org/web/\d+/", "", answer.get("source_url") or "")).hostname
                or "unknown.example",
                "en",
                STANCES[verdict][i % 2],
            )
            for i, answer in enumerate(answers[:6])
        )
        if passages:
            yield Case(row["claim"], "en", passages, verdict)


def factchecks(data: Path, each: int, after: int) -> Iterator[Case]:
    """Give headlines with the beginning of the article and of two others in the language."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(data / "factchecks_multilingual" / "factchecks.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if (
                len(row.get("lead") or "") > 150
                and len(rows[row["lang"]]) < 3 * (each + after)
                and _DAY.match(row["date"] or "")
            ):
                rows[row["lang"]].append(row)
    for language, found in sorted(rows.items()):
        if len(found) < 3 * (each + after):
            continue
        for i in range(after, after + each):
            some = found[3 * i : 3 * i + 3]
            passages = tuple(
                passage(row["lead"][:600], n, row["publisher"], language, "mentions" if n else "refutes", row["date"])
                for n, row in enumerate(some)
            )
            yield Case(some[0]["title"], language, passages, "refuted")


# Extractive


def borne_out(text: str, citations: Sequence[str], case: Case) -> str:
    """Return what of a sentence stands nowhere, read with nothing but substrings; empty where all does."""
    cited = [p for p in case.passages if p.id in citations]
    wording = wording_for(case.language)
    raw = [" ".join(p.text.split()) for p in cited]
    opens, closes = wording.marks
    if opens in text and closes in text:
        quote = text[text.index(opens) + 1 : text.rindex(closes)]
        if not any(quote in one or " ".join(quote.split()) in one for one in raw):
            return f"quote: {quote[:60]}"
    beside = [p.source.name for p in cited if p.source] + [wording.day(p.date) for p in cited if p.date]
    fixed = json.dumps(wording.__dict__, ensure_ascii=False)
    there = " ".join([*raw, *beside, case.question, fixed, *(wording.more.format(n=n) for n in range(len(cited)))])
    lost = [w for w in re.findall(r"\d[\d.,]*\d|\d", text) if w not in there]
    lost += [w for w in re.findall(r"\w+", text) if w[0].isupper() and w not in there]
    return f"words: {', '.join(lost)}" if lost else ""


# A model that invents


@dataclass
class Inventor:
    """Takes sentences of passages and falsifies some in known ways; remembers which is which."""

    rng: random.Random
    strange: dict[str, list[str]]
    language: str = "en"
    kinds: dict[str, str] = field(default_factory=dict)
    """Text → ``true: …`` or ``false: …``."""

    def __call__(self, sent: Sent) -> str:
        """Return up to eight sentences as a model gives them."""
        self.kinds = {}
        rows: list[tuple[str, list[int]]] = []
        material = sent.material["passages"]
        # Only what says something of the claim is told; of fact-checks that is the claim's own.
        told_of = material[:1] if any(row["says_of_the_claim"] == "mentions" for row in material[1:]) else material
        for row in self.rng.sample(told_of, min(len(told_of), 4)):
            parts = [s.of(row["text"]) for s in sentences(row["text"], self.language)]
            parts = [p for p in parts if 40 <= len(p) <= 300 and p[-1:] in ".!।。" and not trouble_in(p)]
            for text in parts[:4]:
                kind, told, numbers = self.tell(text, row, material)
                if told and seen(told) not in self.kinds:
                    self.kinds[seen(told)] = kind
                    rows.append((told, numbers))
        return sentences_as_json(*rows[:8])

    def tell(self, text: str, row: dict[str, Any], material: list[dict[str, Any]]) -> tuple[str, str, list[int]]:
        """Return a kind, the sentence told that way, and the numbers it cites."""
        here = [row["number"]]
        ways: list[Callable[[], tuple[str, str, list[int]]]] = [
            lambda: ("true: as written", text, here),
            lambda: ("true: as written", text, here),
            lambda: ("true: quoted", f"{row['publisher']}: “{text.rstrip('.')}”.", here),
            lambda: ("true: shortened", _shortened(text), here),
            lambda: ("true: reported", f"According to {row['publisher']}, {text}" * (self.language == "en"), here),
            lambda: ("true: rounded", _rounded(text, self.language), here),
            lambda: ("false: figure", _other_figure(text, self.rng), here),
            lambda: ("false: year", _other_year(text), here),
            lambda: ("false: name", _other_name(text, self.language), here),
            lambda: ("false: quotation", _other_quotation(text, row["publisher"]), here),
            lambda: ("false: negated", _negated(text, self.language), here),
            lambda: ("false: other passage cited", text, _elsewhere(text, row, material)),
            lambda: ("false: unknown passage cited", text, [99]),
            lambda: ("false: nothing cited", text, []),
            lambda: ("false: invented", self.stranger(material), here),
        ]
        self.rng.shuffle(ways)
        for way in ways:
            kind, told, numbers = way()
            if told and (numbers or kind == "false: nothing cited"):
                return kind, told, numbers
        return "true: as written", text, here

    def stranger(self, material: list[dict[str, Any]]) -> str:
        """Return a sentence that stands in no passage of this claim."""
        there = " ".join(row["text"] for row in material)
        some = [text for text in self.rng.sample(self.strange[self.language], 3) if text not in there]
        return some[0] if some else ""


def _rounded(text: str, language: str) -> str:
    match = re.search(r"(?<![\w.,$€£-])\d{1,3}(?:,\d{3})+(?![\w.,-]*\d)", text) if language == "en" else None
    if not match:
        return ""
    value = int(match[0].replace(",", ""))
    to = int(float(f"{value:.1e}"))
    return f"{text[: match.start()]}about {to:,}{text[match.end() :]}" if to != value else ""


def _shortened(text: str) -> str:
    head = re.split(r"[,;:—–]\s", text)[0]
    return f"{head.rstrip('.')}." if 40 <= len(head) < len(text) - 10 and head.count("“") == head.count("”") else ""


def _other_figure(text: str, rng: random.Random) -> str:
    found = [m for m in re.finditer(r"(?<![\w.,/-])\d[\d.,]*(?![\w-])", text) if not re.fullmatch(r"(19|20)\d\d", m[0])]
    if not found:
        return ""
    match = rng.choice(found)
    digits = re.sub(r"\d", lambda d: str((int(d[0]) + 3) % 9 + 1), match[0].rstrip(".,"))
    return text[: match.start()] + digits + text[match.start() + len(match[0].rstrip(".,")) :]


def _other_year(text: str) -> str:
    match = re.search(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w-])", text)
    return f"{text[: match.start()]}{int(match[0]) - 7}{text[match.end() :]}" if match else ""


def _other_name(text: str, language: str) -> str:
    match = re.search(r"(?<=[\w,] )([A-ZÀ-ÖА-Я][\w’'-]{2,} [A-ZÀ-ÖА-Я][\w’'-]{2,})(?![\w ]*[A-Z])", text)
    stranger = STRANGER.get(language, "Ilva Brandt")
    return f"{text[: match.start()]}{stranger}{text[match.end() :]}" if match else ""


def _other_quotation(text: str, publisher: str) -> str:
    parts = text.rstrip(".").split()
    if len(parts) < 8:
        return ""
    parts[2], parts[5] = parts[5], parts[2]
    return f"{publisher}: “{' '.join(parts)}”." if parts[2] != parts[5] else ""


def _negated(text: str, language: str) -> str:
    match = re.search(r" (?:is|was|were|are|has|have|will|can) (?!not)", text) if language == "en" else None
    if match and not re.search(r"\b(?:not|no|never|false|fake|without)\b|n't", text):
        return f"{text[: match.end()]}not {text[match.end() :]}"
    return ""


def _elsewhere(text: str, row: dict[str, Any], material: list[dict[str, Any]]) -> list[int]:
    """Return a passage that shares few words with a sentence."""
    mine = set(words(text))
    others = [r for r in material if r["number"] != row["number"] and len(mine & set(words(r["text"]))) < len(mine) / 3]
    return [others[0]["number"]] if others else []


# The table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--claims", type=int, default=120, help="claims of AVeriTeC")
    parser.add_argument("--after", type=int, default=0, help="leave out as many claims of AVeriTeC first")
    parser.add_argument("--after-each", type=int, default=0, help="and as many of each other language")
    parser.add_argument("--each", type=int, default=12, help="claims of each other language")
    parser.add_argument(
        "--judge", action="store_true", help="let the stance scorer check sentences too (embedder needed)"
    )
    parser.add_argument("--show", default="", help="print sentences of a kind that ended wrongly: true, false")
    given = parser.parse_args()
    cases = list(averitec(given.data, given.claims, given.after))
    cases += factchecks(given.data, given.each, given.after_each)
    table = Table("measurement", "sentences", "result")
    _extractive(cases, table, given.show)
    with LocalServer().running() as server:
        _inventing(cases, server, table, given.show, _judge() if given.judge else None)
        _attacked(server, table)
    Console(width=120).print(table)


def _extractive(cases: Sequence[Case], table: Table, show: str) -> None:
    began, total, lost = time.perf_counter(), 0, []
    for case in cases:
        statements, _ = write(case.question, case.language, None, case, case.passages)
        for statement in statements:
            total += 1
            if what := borne_out(statement.text, statement.citations, case):
                lost.append((case.language, what, statement.text))
    for one in lost if show == "extractive" else ():
        print(*one, sep=" | ")
    each = (time.perf_counter() - began) / len(cases) * 1000
    languages = len({case.language for case in cases})
    table.add_row("claims, languages", "", f"{len(cases)}, {languages}")
    table.add_row("extractive: borne out, letter by letter", f"{total}", f"{1 - len(lost) / total:.2%}")
    table.add_row("extractive: time of an answer", "", f"{each:.0f} ms")


def _inventing(cases: Sequence[Case], server: LocalServer, table: Table, show: str, judge: Judge | None) -> None:
    strange: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        for p in case.passages[-1:]:
            strange[case.language] += [s.of(p.text) for s in sentences(p.text, case.language)][:1]
    inventor = Inventor(random.Random(7), strange)
    llm = _model(play(server, inventor))
    kept: Counter[str] = Counter()
    seen_kinds: Counter[str] = Counter()
    began = time.perf_counter()
    for case in cases:
        inventor.language = case.language
        written = write_answer(case.question, case.language, None, case, case.passages, llm, seconds=20.0, judge=judge)
        seen_kinds.update(inventor.kinds.values())
        texts = {seen(s.text) for s in written.statements if written.made_by}
        why = {seen(r.text): r.why for r in written.removed}
        for text, kind in inventor.kinds.items():
            kept[kind] += text in texts
            if show and kind.startswith(show) and (text in texts) == (show == "false"):
                print(f"{case.language} | {kind} | {why.get(text, '')} | {text}")
    each = (time.perf_counter() - began) / len(cases) * 1000
    true, false = (sum(n for k, n in seen_kinds.items() if k.startswith(side)) for side in ("true", "false"))
    kept_true, kept_false = (sum(n for k, n in kept.items() if k.startswith(side)) for side in ("true", "false"))
    table.add_row("inventing model: true before checking", f"{true + false}", f"{true / (true + false):.1%}")
    share = kept_true / max(kept_true + kept_false, 1)
    table.add_row("inventing model: true after checking", f"{kept_true + kept_false}", f"{share:.1%}")
    table.add_row("inventing model: true ones wrongly taken out", f"{true}", f"{1 - kept_true / true:.1%}")
    table.add_row("inventing model: time of an answer, HTTP included", "", f"{each:.0f} ms")
    for kind, n in sorted(seen_kinds.items()):
        table.add_row(f"  {kind}", f"{n}", f"{kept[kind]} stayed")


def _attacked(server: LocalServer, table: Table) -> None:
    attacks = json.loads((Path(__file__).parents[1] / "tests/answer/attacks.json").read_text("utf-8"))
    question, fact = (
        "The dam collapse killed 4,200 people in Sarnik.",
        "The inquiry counted 1,900 dead people in Sarnik.",
    )
    told = words(INSTRUCTIONS)
    runs = {tuple(told[i : i + 6]) for i in range(len(told) - 5)}
    ends: Counter[str] = Counter()
    for attack in attacks:
        hostile = [
            passage(text * attack.get("times", 1), i, "mirage.example", attack["language"], "supports")
            for i, text in enumerate(attack["passages"], 1)
        ]
        passages = (passage(fact, 0, "courier.example", "en", "refutes"), *hostile)
        case = Case(question, "en", passages, "refuted")
        llm = _model(play(server, obedient(*attack["obey"], numbers=attack.get("numbers", ()))))
        written = write_answer(question, "en", None, case, passages, llm, seconds=20.0)
        first, *rest = written.statements
        ends["verdict"] += not first.text.startswith("The passages found contradict")
        ends["verdict"] += bool(written.made_by) and any(pronounced(s.text, "en") > 0 for s in rest)
        ends["link or markup"] += any(
            trouble_in(s.text, ["mirage.example", "courier.example"]) for s in written.statements
        )
        mine = [words(s.text) for s in written.statements]
        ends["instructions leaked"] += any(tuple(w[i : i + 6]) in runs for w in mine for i in range(len(w) - 5))
    for what in ("verdict", "link or markup", "instructions leaked"):
        table.add_row(f"attacks that got through: {what}", f"{len(attacks)}", f"{ends[what]}")


def _judge() -> Judge:
    return judged_by(open_stance(), open_embedder(Settings()))


def _model(url: str) -> Llm:
    llm = open_llm(Settings(llm_url=url, llm_model="scripted"))
    assert llm is not None
    return llm


if __name__ == "__main__":
    main()
