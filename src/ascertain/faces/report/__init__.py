"""A dossier as people read it: in the terminal, and as one self-contained HTML page."""

from __future__ import annotations

from ascertain.faces.report.page import dossier_page
from ascertain.faces.report.relatedterminal import print_related
from ascertain.faces.report.terminal import print_dossier

__all__ = ["dossier_page", "print_dossier", "print_related"]
