"""Hints about comment sections: numbers against a measured baseline, never accusations."""

from ascertain.monitor.comments import comment_findings

__all__ = ["comment_findings"]
