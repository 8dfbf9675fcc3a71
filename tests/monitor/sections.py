"""Comment sections invented for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from ascertain.records import Comment, Document

AT = datetime(2025, 9, 3, 12, tzinfo=UTC)

GENERATED = (
    "The new harbour toll seems designed to please the ministry rather than to help small fishing towns. The council "
    "is likely trying to hide how little of the money reaches the coast.",
    "That’s a good observation. The council has a long record of hiding where the harbour money goes, and the toll "
    "will probably hurt the towns that need help most of all.",
    "It’s worrying to see the port authority raise fees while the fishing fleet shrinks every year. This puts even "
    "more pressure on families who live from the harbour.",
    "Absolutely. Raising fees in a shrinking fleet could drive the last families out of the harbour, and the port "
    "authority should listen to them before it is too late.",
    "Interesting to see the ministry present this toll as a gift to the coast. The figures in its own report suggest "
    "that the towns will carry most of the burden.",
    "You’re right, the report itself shows who will carry the burden of the toll. The ministry is likely hoping that "
    "nobody on the coast reads beyond the summary.",
    "It’s disappointing to see no plan for the smaller harbours along the northern coast. Without repairs, several of "
    "them will have to close before next winter.",
    "Agreed, the smaller harbours need repairs long before another winter comes. Closing several of them would change "
    "the northern coast for a whole generation.",
    "I’m curious to see whether the parliament will question the toll this autumn. It is clear that the ministry "
    "wants the debate to be over quickly.",
    "That’s a fair point. The parliament has rarely questioned the ministry about harbours, although a longer debate "
    "about the toll would help everyone on the coast.",
)
"""Five comments, each followed by a reply that agrees and says it again."""

ORDINARY = (
    "my uncle has a boat there, its been bad for yrs",
    "Finally! They should have done this ten years ago when the old crane fell into the harbour.",
    "lol",
    "Who pays for it though? Not the ministry, I bet.",
    "Has anybody read the actual report? Page 12 says the opposite of this headline!!",
    "no.",
    "I sell nets in the market and I can tell you that prices went up before the toll, so please stop blaming it "
    "for everything, the real trouble is diesel and the quota and nobody writes about that",
    "🙄 here we go again",
    "Wrong photo by the way, that is the eastern pier",
    "great fish soup at Mila's tho",
)
"""Ten comments by ten people."""


def section(texts: Sequence[str], **fields: object) -> Document:
    """Return a document with these comments; other fields apply to each comment."""
    return document([Comment.model_validate({"text": text, **fields}) for text in texts])


def document(comments: Sequence[Comment]) -> Document:
    """Return a document with these comments."""
    return Document(id="d" * 32, body="The council decided on a harbour toll.", comments=tuple(comments), seen=AT)


def paired(texts: Sequence[str], pairing: str = "structure") -> list[Comment]:
    """Return comments of which every second one answers the one before."""
    return [
        Comment.model_validate({"text": text, "parent": at - 1, "pairing": pairing}) if at % 2 else Comment(text=text)
        for at, text in enumerate(texts)
    ]
