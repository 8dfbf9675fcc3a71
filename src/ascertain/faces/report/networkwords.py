"""What a network is told in: what was looked at, what chance gives, and what this does not say."""

from __future__ import annotations

from ascertain.records import Network

_SHARED = {
    "link": "the same link",
    "hashtag": "the same hashtag",
    "text": "nearly the same text",
    "picture": "the same picture",
}


def summary(network: Network) -> list[str]:
    """Return the sentences above a network, the most important first."""
    settings = network.parameters
    given = "given" if settings.window_by == "given" else "estimated from the posts"
    lines = [
        f"{_many(len(network.groups), 'group')} and {_many(len(network.ties), 'tie')} of accounts that posted "
        f"{_SHARED[settings.kind]} within {settings.window} seconds of each other more often than chance explains.",
        f"{network.name}: {network.posts:,} posts, {network.shares:,} shares by {network.accounts:,} accounts; "
        f"{network.pairs:,} pairs came within the window ({given}) at least once.",
    ]
    if settings.copies:
        lines.append(
            f"In {settings.copies} copies of these posts with their times dealt anew within the hour, "
            f"{network.ties_by_chance:.1f} ties and {network.groups_by_chance:.2f} such groups appeared on average."
        )
    if network.ties and settings.copies and network.ties_by_chance >= 0.5 * len(network.ties):
        lines.append("That is about as many as were found: these ties may all be chance.")
    lines.append("Acting in step is a hint, not an accusation: newsrooms, fans and programs post together as well.")
    return [*lines, *network.notes]


def chance_in_words(chance: float, copies: int) -> str:
    """Return how likely chance is, never smaller than the copies can say."""
    if not copies:
        return "not compared with chance"
    if chance <= 1 / (1 + copies):
        return f"none as strong in {copies} shuffled copies (chance below {1 / (1 + copies):.3f})"
    return f"as strong in {chance:.0%} of shuffled copies"


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
