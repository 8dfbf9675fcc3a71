"""Write the reference made from code: settings, errors, commands, the HTTP API and the dossier's shape.

Usage: python tools/write_reference.py [FOLDER]   (docs/reference by default)
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from pathlib import Path

from ascertain import errors
from ascertain.desk import Desk
from ascertain.faces.api.app import create_app
from ascertain.faces.cli.commands import app as commands
from ascertain.records import Dossier
from ascertain.settings import Settings


def reference() -> dict[str, str]:
    """Return the reference files by name."""
    dossier = Dossier.model_json_schema(mode="serialization")
    openapi = create_app(Desk(Settings())).openapi()
    return {
        "settings.md": _settings(),
        "errors.md": _errors(),
        "commands.md": _commands(),
        "dossier.schema.json": json.dumps(dossier, indent=1, ensure_ascii=False) + "\n",
        "openapi.json": json.dumps(openapi, indent=1, ensure_ascii=False) + "\n",
    }


def _settings() -> str:
    lines = ["# Settings", "", inspect.getdoc(Settings) or "", "", "| variable | default | meaning |", "|---|---|---|"]
    docs = _attribute_docs(Settings)
    for name, field in Settings.model_fields.items():
        plain = f"`{field.default}`" if field.default or field.default == 0 else "none"
        default = "in the user's folders" if field.default_factory else plain
        lines.append(f"| `ASCERTAIN_{name.upper()}` | {default} | {docs[name]} |")
    return "\n".join(lines) + "\n"


def _attribute_docs(of: type) -> dict[str, str]:
    """Return the docstrings that stand below a class's fields; a field without one is an error."""
    body = ast.parse(inspect.getsource(of)).body[0]
    if not isinstance(body, ast.ClassDef):
        raise TypeError(f"{of} is not a class")
    docs = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            if not (isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)):
                raise TypeError(f"{of.__name__}.{field.target.id} has no description")
            docs[field.target.id] = " ".join(str(text.value.value).split())
    return docs


def _errors() -> str:
    lines = ["# Errors", "", "| error | exit code | HTTP status | meaning |", "|---|---|---|---|"]
    kinds: list[type[errors.AscertainError]] = [errors.AscertainError, *errors.AscertainError.__subclasses__()]
    for kind in kinds:
        doc = (inspect.getdoc(kind) or "").split("\n", 1)[0]
        lines.append(f"| {kind.__name__} | {kind.exit_code} | {kind.http_status} | {doc} |")
    lines += ["", "Exit code 2 stands for wrong options or arguments, 130 for a run stopped with Ctrl-C."]
    return "\n".join(lines) + "\n"


def _commands() -> str:
    import typer

    lines = ["# Commands", ""]

    def describe(command: object, path: str) -> None:
        subcommands = getattr(command, "commands", None)
        if subcommands:
            for name in sorted(subcommands):
                describe(subcommands[name], f"{path} {name}")
            return
        lines.extend([f"## `{path}`", "", str(getattr(command, "help", "")).strip(), ""])
        for param in getattr(command, "params", []):
            names = ", ".join(f"`{name}`" for name in param.opts)
            text = getattr(param, "help", None) or ""
            label = names if names.startswith("`-") else f"`{param.metavar or str(param.name).upper()}`"
            lines.append(f"- {label} — {text}")
        lines.append("")

    describe(typer.main.get_command(commands), "ascertain")
    return "\n".join(lines)


def main() -> None:
    """Write the files."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in reference().items():
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)


if __name__ == "__main__":
    main()
