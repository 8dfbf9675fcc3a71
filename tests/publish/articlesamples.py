"""Articles that several tests publish."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

HEAD = """---
headline: Two pumps at Lessa were never connected
standfirst: The audit office misses contracts, and the town had no water for three weeks.
byline: [Ada Lind, Jon Berg]
date: 2025-05-04T09:30:00+02:00
language: en
slug: lessa-pumps
topics: [Public money, Floods]
pictures:
  - file: hall.jpg
    caption: The hall at Lessa
    credit: "Photo: Ada Lind"
    alt: Two grey pumps without pipes
sources:
  - title: Audit report 12
    url: https://audit.example/12
    publisher: Audit Office
  - key: letter
    title: Letter of the ministry
corrections:
  - date: 2025-05-05
    text: The first version named a wrong year.
reviews:
  - claim: All five pumps ran during the flood
    claimant: Ministry of Works
    date: 2025-05-02
    rating: Mostly false
  - claim: Nobody in Lessa was without water
    rating: Nobody can tell
    step: unproven
---
"""

BODY = """The ministry spent 310 million crowns on flood defences since 2021.[^1] Two of five pumps were **never
connected**, said Karel Benda, who keeps the hall.

## What the town says

About 60 percent of Lessa had no water for three weeks, the mayor estimated.[^letter]

![](hall.jpg)

> We unloaded them, and then nobody came.

Will it happen again?
"""

ARTICLE = HEAD + BODY


def photo(side: tuple[int, int] = (1000, 640), seed: int = 1, form: str = "JPEG") -> bytes:
    """Return a picture with something to see in it."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 255, (8, 12, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(coarse).resize(side, Image.Resampling.BICUBIC).save(out, form, quality=85)
    return out.getvalue()


def folder_with_article(folder: Path, text: str = ARTICLE) -> Path:
    """Write the article and its picture into a folder and return the article's file."""
    (folder / "hall.jpg").write_bytes(photo())
    file = folder / "lessa.md"
    file.write_text(text, encoding="utf-8")
    return file
