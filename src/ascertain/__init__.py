"""Ascertain: a desk for verifying what is published.

``open_desk()`` gives a :class:`~ascertain.desk.Desk`; its methods are the verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ascertain.version import VERSION as __version__

if TYPE_CHECKING:
    from ascertain.desk import Desk, open_desk

__all__ = ["Desk", "__version__", "open_desk"]


def __getattr__(name: str) -> object:
    """Import the desk on first use, so that ``import ascertain`` and ``--help`` stay fast."""
    if name in {"Desk", "open_desk"}:
        from ascertain import desk

        return getattr(desk, name)
    raise AttributeError(f"module 'ascertain' has no attribute {name!r}")
