"""Networks of accounts that share the same within seconds, with what chance alone would give."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ascertain.records.record import Probability, Record, UtcTime

SharedKind = Literal["link", "hashtag", "text", "picture"]
"""What accounts share: an address, a hashtag, words that are nearly the same, or a picture by its PDQ hash."""


class NetworkParameters(Record):
    """How a network was looked for; the same parameters over the same posts give the same network."""

    kind: SharedKind
    """What sharing means."""

    window: Annotated[int, Field(ge=1, le=3600)]
    """Seconds within which two shares count as together."""

    window_by: Literal["given", "estimated"]
    """Whether somebody gave the window or it was read off the data (CooRnet's rule)."""

    rate: Probability
    """False discovery rate up to which a tie is reported."""

    copies: Annotated[int, Field(ge=0)]
    """Shuffled copies that the groups were compared with."""


class SharedObject(Record):
    """Something that accounts shared together."""

    name: str
    """The address, hashtag, words, or hash."""

    meetings: int
    """In how many hours accounts of the group or tie shared it within the window."""


class Tie(Record):
    """Two accounts that lie within the window of each other more often than chance explains."""

    first: str
    """The account that came first more often."""

    second: str
    """The other."""

    led: int
    """Pairs of shares in which ``first`` came first."""

    followed: int
    """Pairs of shares in which ``second`` came first; shares of the same second are in neither."""

    weight_first: int
    """Messages of ``first`` that have a counterpart by ``second`` within the window."""

    weight_second: int
    """Messages of ``second`` that have one by ``first``."""

    met: int
    """Object-hours in which both shared within the window."""

    hours: int
    """Object-hours in which both shared at all."""

    expected: float
    """Object-hours in which chance alone would bring them within the window, on average."""

    chance: Probability
    """Probability that chance alone brings them together as often."""

    rate: Probability
    """Share of false ties to be expected among all ties that are at least as unlikely."""


class CoordinatedGroup(Record):
    """Accounts held together by such ties; a hint that they act in step, not who steers them or why."""

    number: int
    """1 and up, the least explained by chance first."""

    accounts: tuple[str, ...]
    """Its accounts, those with most ties first."""

    ties: int
    """Ties between them."""

    score: float
    """Sum of -ln(chance) over the strongest tree of its ties."""

    chance: Probability
    """Share of shuffled copies, itself counted as one, in which some group reaches this score."""

    objects: tuple[SharedObject, ...]
    """What they shared together most often."""

    first: UtcTime
    """First share within the window."""

    last: UtcTime
    """Last share within the window."""


class Network(Record):
    """One look for coordinated sharing; every look is kept with its parameters."""

    id: str
    """Depends on the posts, the parameters and the time."""

    name: str
    """The file or collection that was looked at."""

    parameters: NetworkParameters
    """How it was looked for."""

    posts: int
    """Posts read."""

    shares: int
    """Shares of objects of this kind in them."""

    accounts: int
    """Accounts that shared any."""

    objects: int
    """Different objects shared."""

    pairs: int
    """Pairs of accounts that lie within the window at least once."""

    tested: int
    """Pairs of accounts that chance was asked about."""

    ties: tuple[Tie, ...]
    """Ties that chance does not explain, least likely first."""

    groups: tuple[CoordinatedGroup, ...]
    """Groups that chance does not explain."""

    ties_by_chance: float
    """Ties that a shuffled copy shows on average where nobody acts together."""

    groups_by_chance: float
    """Groups of such scores that a shuffled copy shows on average."""

    notes: tuple[str, ...] = ()
    """What could not be read or done, in words."""

    made_by: str
    """``name@version`` of what looked."""

    at: UtcTime
    """When it was made."""

    seconds: float
    """How long it took."""
