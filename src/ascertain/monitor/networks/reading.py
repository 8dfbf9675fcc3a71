"""Reading posts from tables: who posted what when, from CSV, Parquet or JSON lines of any of the usual shapes.

Daft reads and takes apart (decision 27); with ``runner="ray"`` the same code runs on a cluster.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ascertain.errors import Invalid, NotFound
from ascertain.monitor.networks.nearby import near_pictures, near_texts
from ascertain.monitor.networks.shares import Shares, ordered
from ascertain.records import SharedKind

if TYPE_CHECKING:
    from daft import DataFrame, Expression

NAMES: dict[str, tuple[str, ...]] = {
    "account": ("account_id", "user_id", "author_id", "account", "user", "username", "author", "channel"),
    "message": ("content_id", "post_id", "message_id", "tweet_id", "status_id", "id"),
    "time": ("timestamp_share", "timestamp", "published", "publish_date", "created_at", "created", "time", "date"),
    "link": ("url", "urls", "link", "links", "expanded", "url_id", "object_id"),
    "hashtag": ("hashtag", "hashtags", "hashtag_id", "object_id"),
    "text": ("text", "content", "message", "body", "title", "object_id"),
    "picture": ("pdq", "phash", "phash_id", "image_hash", "object_id"),
}
"""Column names that are known, best first: those of CooRTweet, the coordination network toolkit, and exports."""

_LINK = r"https?://[^\s\"'<>\\)\]]+"
_HASHTAG = r"#[\p{L}\p{N}_]{2,100}"
_LIST = r"[\s,;|]+"


@dataclass(frozen=True)
class Posts:
    """The shares of one kind in a table."""

    shares: Shares
    read: int
    """Rows of the table."""
    notes: tuple[str, ...]
    """What could not be used, in words."""


def read_posts(path: Path, kind: SharedKind, columns: dict[str, str] | None = None, *, runner: str = "native") -> Posts:
    """Return the shares of one kind in a table of posts (``.csv``, ``.csv.gz``, ``.tsv``, ``.parquet``, ``.jsonl``).

    ``columns`` maps ``account``, ``message``, ``time`` and the kind to the table's own names, where they are not among
    :data:`NAMES`. Without a column of links or hashtags they are read out of the text. Rows without account or time
    are left out and counted. Raises :class:`NotFound` and :class:`Invalid`.
    """
    if not path.exists():
        raise NotFound(f"There is no file {path}.")
    import daft
    from daft import col
    from daft.exceptions import DaftCoreException

    if runner == "ray":
        daft.set_runner_ray()
    try:
        table = _opened(path)
        places = _places(table.column_names, kind, columns or {})
        table = table.select(
            _text(col(places["account"])).alias("account"),
            *([col(places["message"]).alias("message")] if "message" in places else []),
            _seconds(table, places["time"]).alias("time"),
            _text(col(places[kind] if kind in places else places["text"])).alias("object"),
        ).collect()
        read = len(table)
        table = table.where(col("account").not_null() & (col("account") != daft.lit(""))).where(col("time").not_null())
        dated = table.count_rows()
        table = table.where(col("object").not_null()).where(col("object") != daft.lit(""))
        if "message" not in places:
            table = table._add_monotonically_increasing_id("message")
        shares = _shares(_taken_apart(table, kind, from_text=kind not in places), kind)
    except (DaftCoreException, FileNotFoundError, OSError, UnicodeDecodeError, ValueError) as error:
        raise Invalid(
            f"{path} cannot be read as a table of posts: {_short(error)}.",
            "Give CSV with a header, Parquet, or one JSON object a line; compressed only as .csv.gz.",
        ) from error
    notes = (f"{read - dated:,} of {read:,} rows have no account or no time and are left out.",) if dated < read else ()
    return Posts(shares, read, notes)


def _opened(path: Path) -> DataFrame:
    import daft

    name = path.name.lower()
    if name.endswith((".parquet", ".pq")):
        return daft.read_parquet(str(path))
    if name.endswith((".jsonl", ".ndjson")):
        return daft.read_json(str(path))
    if name.endswith((".tsv", ".tsv.gz")):
        return daft.read_csv(str(path), delimiter="\t")
    return daft.read_csv(str(path))


def _places(known: list[str], kind: str, given: dict[str, str]) -> dict[str, str]:
    """Return the column of each part; decides, and raises :class:`Invalid` that names what is missing."""
    lower = {name.lower(): name for name in known}
    places: dict[str, str] = {}
    for part in ("account", "message", "time", kind, "text"):
        if part in given:
            if given[part] not in known:
                raise Invalid(f"There is no column {given[part]!r}.", f"The table has: {', '.join(known)}.")
            places[part] = given[part]
        else:
            found = next((lower[name] for name in NAMES[part] if name in lower), None)
            if found:
                places[part] = found
    missing = [part for part in ("account", "time") if part not in places]
    if kind not in places and not (kind in {"link", "hashtag"} and "text" in places):
        missing.append(kind)
    if missing:
        raise Invalid(
            f"No column for {' and '.join(missing)} was found among {', '.join(known)}.",
            f"Name it: --map {missing[0]}=NAME.",
        )
    return places


def _text(column: Expression) -> Expression:
    import daft

    return column.cast(daft.DataType.string())


def _seconds(table: DataFrame, name: str) -> Expression:
    """Return whole seconds since 1970 from numbers (milliseconds too), times, or written times."""
    import daft
    from daft import col
    from daft.functions import to_unix_epoch

    kind = table.schema()[name].dtype
    whole = daft.DataType.int64()
    if kind.is_numeric():
        number = col(name).cast(daft.DataType.float64())
        # Seconds reach 100 billion in the year 5138; what is larger was counted in milliseconds.
        milliseconds = (number / 1e11).floor().clip(daft.lit(0), daft.lit(1))
        return (number * (1 - milliseconds) + number / 1000 * milliseconds).cast(whole)
    if kind.is_temporal():
        seconds: Expression = to_unix_epoch(col(name), "s")
        return seconds
    return col(name).apply(_parsed, return_dtype=whole)


def _parsed(written: Any) -> int | None:
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    text = str(written).strip()
    if text.replace(".", "", 1).isdigit():
        number = float(text)
        return int(number / 1000 if number > 1e11 else number)
    for read in (datetime.fromisoformat, parsedate_to_datetime, _of_twitter):
        try:
            when = read(text)
        except (ValueError, TypeError):
            continue
        return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    return None


def _of_twitter(text: str) -> Any:
    from datetime import datetime

    return datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y")


def _taken_apart(table: DataFrame, kind: SharedKind, *, from_text: bool) -> Any:
    """Return an Arrow table with one row for each object of each post."""
    import daft
    from daft import col
    from daft.functions import explode, regexp_extract_all, regexp_split

    if kind in {"link", "hashtag"}:
        several = (
            regexp_extract_all(col("object"), _LINK if kind == "link" else _HASHTAG)
            if from_text
            else regexp_split(col("object"), _LIST)
        )
        table = table.with_column("object", explode(several))
        table = table.where(col("object").not_null()).where(col("object") != daft.lit(""))
    return table.to_arrow()


def _shares(rows: Any, kind: SharedKind) -> Shares:
    import pyarrow as pa

    def coded(name: str) -> tuple[Any, Any]:
        column = rows[name]
        column = column.combine_chunks() if column.num_chunks else pa.array([], column.type)
        encoded = column.dictionary_encode()
        return encoded.indices.to_numpy(zero_copy_only=False), encoded.dictionary.to_numpy(zero_copy_only=False)

    account, accounts = coded("account")
    message, _ = coded("message")
    object, objects = coded("object")
    merge = {"text": near_texts, "picture": near_pictures, "hashtag": _folded}.get(kind)
    if merge is not None and len(objects):
        same, objects = merge(objects)
        kept = same[object] >= 0
        account, message, object = account[kept], message[kept], same[object][kept]
        time = rows["time"].to_numpy()[kept]
    else:
        time = rows["time"].to_numpy()
    return ordered(
        account.astype(np.int32),
        object.astype(np.int32),
        message.astype(np.int64),
        time.astype(np.int64),
        accounts,
        objects,
    )


def _folded(objects: Any) -> tuple[Any, Any]:
    """Return hashtags with capitals and the sign in front left aside."""
    plain = np.array([str(name).lstrip("#").casefold() for name in objects], dtype=object)
    names, same = np.unique(plain, return_inverse=True)
    return same, names


def _short(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__)[:200].rstrip(".")
