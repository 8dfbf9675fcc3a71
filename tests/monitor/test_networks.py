import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from ascertain.errors import Invalid, NotFound
from ascertain.monitor.networks.chance import adjusted, cells_of, odds_of, shuffled
from ascertain.monitor.networks.finding import Look, find_network
from ascertain.monitor.networks.groups import weigh
from ascertain.monitor.networks.nearby import near_pictures, near_texts
from ascertain.monitor.networks.reading import read_posts
from ascertain.monitor.networks.shares import Shares, ordered, pairs_within
from ascertain.monitor.networks.ties import find_ties
from ascertain.monitor.networks.window import estimate_window

Row = tuple[int, int, int, int]
"""Account, object, message, second."""


def shares_of(rows: list[Row]) -> Shares:
    account, thing, message, time = np.array(rows or np.empty((0, 4))).reshape(-1, 4).astype(np.int64).T
    names = [
        np.array([f"{sign}{number}" for number in range(int(column.max(initial=0)) + 1)], dtype=object)
        for sign, column in (("a", account), ("o", thing))
    ]
    return ordered(account.astype(np.int32), thing.astype(np.int32), message, time, *names)


def traffic(random: np.random.Generator, *, accounts: int = 300, objects: int = 120, posts: int = 6000) -> list[Row]:
    """Return posts of people who follow the same news: rushes behind each object, nobody in step."""
    born = random.integers(0, 86_400 * 4, objects)
    thing = random.integers(0, objects, posts)
    time = born[thing] + random.exponential(5400, posts).astype(int)
    account = np.minimum((random.pareto(1.2, posts) * 10).astype(int), accounts - 1)
    return [(int(a), int(o), n, int(t)) for n, (a, o, t) in enumerate(zip(account, thing, time, strict=True))]


def with_group(rows: list[Row], members: range, times: int, seconds: int, random: np.random.Generator) -> list[Row]:
    """Return the posts with a group added whose members share ``times`` of the objects within some seconds."""
    made = list(rows)
    for thing in random.choice(sorted({row[1] for row in rows}), times, replace=False):
        start = min(row[3] for row in rows if row[1] == thing) + int(random.integers(0, 3000))
        made += [(a, int(thing), len(made) + a, start + int(random.integers(0, seconds))) for a in members]
    return made


rows_drawn = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 30), st.integers(0, 400)), max_size=40
)


@examples(max_examples=60, deadline=None)
@given(rows_drawn, st.integers(1, 120))
def test_ties_are_those_that_every_pair_of_posts_compared_one_by_one_gives(rows: list[Row], window: int) -> None:
    rows = [(a, o, n, t) for n, (a, o, _, t) in enumerate(rows)]
    wanted: dict[tuple[int, int], set[int]] = {}
    led: dict[tuple[int, int], int] = {}
    for a, o, n, t in rows:
        for b, p, _, u in rows:
            if a != b and o == p and abs(t - u) <= window:
                wanted.setdefault((a, b), set()).add(n)
                led[a, b] = led.get((a, b), 0) + (t < u)
    ties = find_ties(shares_of(rows), window)
    got = {}
    for i in range(len(ties)):
        a, b = int(ties.first[i]), int(ties.second[i])
        got[a, b], got[b, a] = int(ties.weight_first[i]), int(ties.weight_second[i])
        assert (led[a, b], led[b, a]) == (int(ties.led[i]), int(ties.followed[i]))
    assert got == {pair: len(messages) for pair, messages in wanted.items()}


def test_pairs_come_in_parts_that_together_are_all_of_them() -> None:
    shares = shares_of([(n % 7, n % 3, n, n * 5) for n in range(300)])
    whole = [pair for part in pairs_within(shares, 60) for pair in zip(*part, strict=True)]
    parts = [pair for part in pairs_within(shares, 60, limit=50) for pair in zip(*part, strict=True)]
    assert whole == parts
    assert len(list(pairs_within(shares, 60, limit=50))) > 10


def test_a_message_with_two_links_counts_once() -> None:
    ties = find_ties(shares_of([(0, 0, 1, 10), (0, 1, 1, 10), (1, 0, 2, 15), (1, 1, 2, 15)]), 60)
    assert (int(ties.weight_first[0]), int(ties.weight_second[0])) == (1, 1)


def test_people_who_follow_the_same_news_are_not_reported() -> None:
    for seed in range(4):
        rows = traffic(np.random.default_rng(seed))
        found = find_network(
            shares_of(rows), Look("link", 60, copies=19), name="x", posts=len(rows), progress=lambda *_: None
        )
        assert not found.ties
        assert all(group.chance > 0.04 for group in found.groups)


def test_accounts_in_step_are_found_and_only_they() -> None:
    random = np.random.default_rng(5)
    rows = with_group(traffic(random), range(300, 306), 12, 20, random)
    found = find_network(
        shares_of(rows), Look("link", 60, copies=19), name="x", posts=len(rows), progress=lambda *_: None
    )
    assert {f"a{n}" for n in range(300, 306)} == set(found.groups[0].accounts)
    assert found.groups[0].chance == 0.05
    assert {tie.first for tie in found.ties} | {tie.second for tie in found.ties} == set(found.groups[0].accounts)
    assert found.ties_by_chance < 0.5


def test_whoever_leads_is_said_to_lead() -> None:
    random = np.random.default_rng(6)
    rows = traffic(random)
    for n, thing in enumerate(random.choice(120, 15, replace=False)):
        start = min(row[3] for row in rows if row[1] == thing) + 40
        rows += [(300, int(thing), 90_000 + n, start), (301, int(thing), 95_000 + n, start + 9)]
    found = find_network(
        shares_of(rows), Look("link", 60, copies=0), name="x", posts=len(rows), progress=lambda *_: None
    )
    assert [(tie.first, tie.second, tie.led, tie.followed) for tie in found.ties] == [("a300", "a301", 15, 0)]


def test_probabilities_are_honest_where_nobody_acts_together() -> None:
    """Of pairs that met by chance, no more than a share p has a probability of p or less."""
    chances, tested = [], 0
    for seed in range(6):
        weighed = weigh(shares_of(traffic(np.random.default_rng(100 + seed))), 60)
        chances += list(weighed.odds.chance)
        tested += weighed.odds.tested
    for level in (0.01, 0.001):
        assert sum(chance <= level for chance in chances) <= 1.5 * level * tested + 3


def test_a_copy_keeps_who_shares_what_in_which_hour() -> None:
    random = np.random.default_rng(3)
    shares = shares_of(with_group(traffic(random), range(300, 306), 12, 20, random))
    copy = shuffled(shares, np.random.default_rng(1), np.arange(300, 306))

    def kept(of: Shares) -> list[tuple[int, int, int]]:
        return sorted(zip(of.account.tolist(), of.object.tolist(), (of.time // 3600).tolist(), strict=True))

    assert kept(shares) == kept(copy)
    weighed = weigh(copy, 60)
    assert not (weighed.rate < 0.01).any()


def test_false_discovery_rates_follow_benjamini_and_hochberg() -> None:
    rates = adjusted(np.array([0.01, 0.001, 0.04]), 10)
    assert rates.tolist() == pytest.approx([0.05, 0.01, 0.4 / 3])


def test_no_posts_give_no_network() -> None:
    empty = shares_of([])
    assert estimate_window(empty) == 60
    assert len(weigh(empty, 60).ties) == 0
    cells = cells_of(empty, 60)
    assert len(odds_of(cells, np.empty(0, np.int32), np.empty(0, np.int32), 60).chance) == 0
    found = find_network(empty, Look("link", copies=3), name="x", posts=0, progress=lambda *_: None)
    assert (found.ties, found.groups) == ((), ())


def test_the_window_is_the_pace_of_the_fastest() -> None:
    slow = [(a, o, 10 * o + a, o * 9999 + a * 700) for o in range(18) for a in range(4)]
    fast = [(a, o, 10 * o + a, o * 9999 + a * 12) for o in range(18, 20) for a in range(4)]
    assert estimate_window(shares_of(slow + fast)) == 12


def test_texts_that_differ_in_a_few_words_are_one_object() -> None:
    base = "the river rose again last night and nobody at the ministry would say where the pumps had gone to"
    texts = [
        base,
        "THE RIVER rose again last night, and nobody at the ministry would say where the pumps had gone to! @friend",
        base + " https://t.example/x",
        "a wholly different sentence about the harvest festival in the eastern valley this coming autumn",
        "good morning",
    ]
    number, names = near_texts(np.array(texts, dtype=object))
    assert number[0] == number[1] == number[2] != number[3]
    assert number[4] == -1
    assert names[number[0]] == base


def test_pictures_within_31_bits_are_one_object() -> None:
    zero, near, far = "0" * 64, "f" * 7 + "7" + "0" * 56, "f" * 8 + "0" * 56
    number, _ = near_pictures(np.array([zero, near, far, "picture-7"], dtype=object))
    assert number[0] == number[1]
    assert number[3] not in number[:3]
    assert near_pictures(np.array([zero, far], dtype=object))[0].tolist() == [0, 1]


def write(path: Path, header: list[str], rows: list[list[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def test_tables_of_the_usual_shapes_are_read_alike(tmp_path: Path) -> None:
    rows: list[tuple[str, int, int]] = [("ann", 1, 1_700_000_000), ("bob", 2, 1_700_000_030)]
    plain = write(
        tmp_path / "a.csv",
        ["account_id", "object_id", "content_id", "timestamp_share"],
        [[name, "https://x.example/1", number, time] for name, number, time in rows],
    )
    dated = write(
        tmp_path / "b.csv",
        ["username", "text", "created_at"],
        [
            [name, f"look https://x.example/1 #Flood {number}", when]
            for (name, number, _), when in zip(rows, ["2023-11-14T22:13:20Z", "2023-11-14T22:13:50+00:00"], strict=True)
        ],
    )
    lines = tmp_path / "c.jsonl"
    lines.write_text(
        "".join(
            json.dumps({"author": name, "url": "https://x.example/1", "timestamp": time * 1000, "id": number}) + "\n"
            for name, number, time in rows
        )
    )
    for path in (plain, dated, lines):
        posts = read_posts(path, "link")
        assert posts.read == 2
        assert list(posts.shares.objects) == ["https://x.example/1"]
        assert posts.shares.time.tolist() == [1_700_000_000, 1_700_000_030]
        assert sorted(posts.shares.accounts) == ["ann", "bob"]
    assert list(read_posts(dated, "hashtag").shares.objects) == ["flood"]


def test_rows_without_account_or_time_are_counted_and_left_out(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        ["account", "url", "time"],
        [
            ["ann", "https://x.example/1", "2023-11-14 10:00:00"],
            ["", "https://x.example/1", "2023-11-14 10:00:01"],
            ["bob", "https://x.example/1", "yesterday"],
        ],
    )
    posts = read_posts(path, "link")
    assert len(posts.shares) == 1
    assert posts.notes == ("2 of 3 rows have no account or no time and are left out.",)


def test_tables_that_cannot_be_used_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_posts(tmp_path / "none.csv", "link")
    with pytest.raises(Invalid, match="No column for account"):
        read_posts(write(tmp_path / "a.csv", ["x", "url", "time"], [[1, 2, 3]]), "link")
    with pytest.raises(Invalid, match="no column 'who'"):
        read_posts(tmp_path / "a.csv", "link", {"account": "who"})
    broken = tmp_path / "b.parquet"
    broken.write_bytes(b"PAR1 nothing")
    with pytest.raises(Invalid, match="cannot be read"):
        read_posts(broken, "link")


@pytest.mark.parametrize("ending", ["csv", "graphml"])
def test_the_command_finds_keeps_shows_and_writes(tmp_path: Path, run_command: Callable[..., Any], ending: str) -> None:
    random = np.random.default_rng(8)
    rows = with_group(traffic(random), range(300, 305), 14, 15, random)
    posts = write(
        tmp_path / "posts.csv",
        ["account", "url", "id", "time"],
        [[f"=a{a}" if a == 300 else f"a{a}", f"https://x.example/{o}", n, t] for a, o, n, t in rows],
    )
    home, out = ("--home", str(tmp_path / "home")), tmp_path / f"net.{ending}"
    shown = run_command(*home, "networks", str(posts), "--window", "60", "--copies", "19", "--out", str(out)).out
    assert "5 accounts" in shown
    assert "not an accusation" in shown
    kept = json.loads(run_command(*home, "networks", "--json").out)
    again = json.loads(run_command(*home, "networks", "--show", kept[0]["id"], "--json").out)
    assert len(again["groups"][0]["accounts"]) == 5
    written = out.read_text()
    if ending == "csv":
        assert "'=a300" in written
        assert len(written.splitlines()) == 1 + len(again["ties"])
    else:
        import igraph

        graph = igraph.Graph.Read_GraphML(str(out))
        assert (graph.ecount(), graph.vcount()) == (len(again["ties"]), 5)
