"""Authors who comment again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ascertain.monitor.hint import Hint, feature
from ascertain.records import Comment

LABEL = "several comments by one author"

_FROM = 3


def frequent_authors(comments: Sequence[Comment]) -> Hint | None:
    """Return the authors with three comments or more, as plain counts; ``None`` when there are none."""
    counts = Counter(comment.author for comment in comments if comment.author)
    frequent = [(author, count) for author, count in counts.most_common() if count >= _FROM]
    if not frequent:
        return None
    named = sum(counts.values())
    share = sum(count for _, count in frequent) / named
    features = tuple(
        feature("comments by one author", count, f"{author} wrote {count} of {named} comments")
        for author, count in frequent[:10]
    )
    authors = f"{len(frequent)} authors" if len(frequent) > 1 else "1 author"
    explanation = (
        f"{authors} wrote three comments or more, together {100 * share:.0f} % of the {named} comments with a name. "
        "This is a count, without a baseline: in a lively discussion a few people write most."
    )
    return Hint(LABEL, share, None, explanation, features)
