"""What pages say about comments: why they wait, why they are reported, what decisions do; marked for the catalogues."""

from __future__ import annotations

from ascertain.faces.web.language import Words, to_say
from ascertain.records import Decision, Ground, HeldFor
from ascertain.records.reader_comment import Act, Holding

HOLDS: dict[Holding, str] = {
    "first": to_say("First comment of this account"),
    "links": to_say("Holds links: {value}"),
    "words": to_say("Holds words from the site's list: {detail}"),
    "reports": to_say("Reported by different accounts: {value}"),
    "copies": to_say("Nearly the same words as other comments: {value}"),
    "coordination": to_say("Kinds of evidence that stand out in the whole thread, to which it adds: {value} of 4"),
}
"""Why a comment waits."""

GROUNDS: dict[Ground, str] = {
    "spam": to_say("Advertising or spam"),
    "abuse": to_say("Insult, threat or hatred"),
    "personal": to_say("Somebody's private data"),
    "false": to_say("States something untrue"),
    "copied": to_say("The same comment many times over"),
    "topic": to_say("Has nothing to do with the article"),
    "other": to_say("Another reason"),
}
"""Why a comment is reported."""

DECISIONS: dict[Decision, tuple[str, str]] = {
    "approve": (to_say("Approve"), to_say("Everybody sees it; its reports are settled.")),
    "hide": (to_say("Hide"), to_say("Its words are no longer shown; your reason stands in their place.")),
    "restore": (to_say("Restore"), to_say("Everybody sees it again.")),
    "pin": (to_say("Pin"), to_say("It stands above all other threads.")),
    "unpin": (to_say("Unpin"), to_say("It goes back to its place.")),
    "lock": (to_say("Lock thread"), to_say("Nobody can answer it or what is below it.")),
    "unlock": (to_say("Unlock thread"), to_say("It can be answered again.")),
}
"""What a moderator can do, and what that does."""

ACTS: dict[Act, str] = {
    "write": to_say("written"),
    "edit": to_say("changed"),
    "approve": to_say("approved"),
    "hide": to_say("hidden"),
    "restore": to_say("restored"),
    "pin": to_say("pinned"),
    "unpin": to_say("unpinned"),
    "lock": to_say("locked"),
    "unlock": to_say("unlocked"),
    "hold": to_say("held for a moderator"),
    "withdraw": to_say("withdrawn by its author"),
    "remove": to_say("account removed"),
}
"""What was done to a comment."""

SAID = {
    "written": to_say("Your comment is published."),
    "held": to_say("Your comment is kept and waits for a moderator. Only you can see it until then."),
    "changed": to_say("Your comment is changed."),
    "withdrawn": to_say("Your comment is withdrawn."),
    "reported": to_say("Thank you. A moderator will look at this comment."),
    "again": to_say("You reported this comment before; a moderator will look at it."),
    "decided": to_say("The decision is kept and in force."),
}
"""What a page says after something was done."""


def why_held(held: HeldFor, words: Words) -> str:
    """Return why a comment waits, in the reader's language."""
    from ascertain.faces.web.formats import number

    value = number(held.value, words.language)
    return words.say(HOLDS[held.rule]).replace("{value}", value).replace("{detail}", held.detail)
