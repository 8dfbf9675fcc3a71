"""Bring the message catalogues of the site up to date with its templates and Python files.

Finds every ``_("…")``, ``ngettext("…", "…", n)`` and ``to_say("…")``, adds what a catalogue lacks as untranslated,
drops what nobody says any more, and tells how many are left to translate. Run it after changing words::

    .venv/bin/python tools/update_catalogues.py [--check]

``--check`` writes nothing and ends with 1 when a catalogue would change or a translation is missing.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).resolve().parents[1] / "src" / "ascertain" / "faces" / "web"
LANGUAGES = ("ar", "de", "fr")

_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}
"""Where the usual rule of gettext has the forms in another order than Babel: few, many, other."""

_METHODS = [("templates/**.j2", "jinja2"), ("**.py", "python")]
_OPTIONS = {"templates/**.j2": {"encoding": "utf-8", "trimmed": "false", "silent": "false"}}
_KEYWORDS = {"_": None, "ngettext": (1, 2), "to_say": None, "say": None}


def said() -> Catalog:
    """Return every message of the site, with the files that say it."""
    found = Catalog(project="Ascertain", charset="utf-8")
    for name, _line, message, _comments, _context in extract_from_dir(
        WEB, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS
    ):
        # Without line numbers: a catalogue changes only when words do.
        found.add(message, locations=[(name, 0)])
    return found


def catalogue(language: str) -> Catalog:
    """Return a language's catalogue as it is, empty when there is none."""
    path = WEB / "locale" / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, project="Ascertain", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> tuple[bytes, list[str]]:
    """Return a language's catalogue brought up to date, and the messages that are left to translate."""
    old, new = catalogue(language), Catalog(locale=language, project="Ascertain", charset="utf-8", fuzzy=False)
    left = []
    for message in said():
        if not message.id:
            continue
        known = old.get(message.id)
        same = known is not None and known.id == message.id and not known.fuzzy
        string = known.string if known is not None and same else None
        plural = isinstance(message.id, tuple)
        if not string or (plural and not all(string)):
            left.append(message.id[0] if plural else str(message.id))
        files = sorted({name for name, _ in message.locations})
        new.add(message.id, string or None, locations=[(name, 0) for name in files])
    written = io.BytesIO()
    write_po(written, new, width=110, omit_header=False, sort_output=True, include_lineno=False)
    return _steady(written.getvalue(), language), left


def _steady(po: bytes, language: str) -> bytes:
    """Return a catalogue with a head that depends on nothing but the language, so that no run changes it."""
    plural = _PLURALS.get(language, Catalog(locale=language).plural_forms)
    head = (
        f"# Words of the site in the language {language}; tools/update_catalogues.py adds new ones.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {plural}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )
    return head.encode() + b"\n" + po.split(b"\n\n", 1)[1]


def main() -> None:
    """Write the catalogues, or with ``--check`` only look at them."""
    check, wrong = "--check" in sys.argv[1:], False
    for language in LANGUAGES:
        po, left = updated(language)
        path = WEB / "locale" / f"{language}.po"
        changes = not path.exists() or path.read_bytes() != po
        wrong |= changes or bool(left)
        if not check and changes:
            path.write_bytes(po)
        print(f"{language}: {len(left)} to translate{', changed' if changes else ''}")
        for message in left if "--list" in sys.argv[1:] else ():
            print(f"  {message}")
    if check and wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
