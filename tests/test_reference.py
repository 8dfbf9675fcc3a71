"""The documentation says what the code does."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


def written() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("write_reference", ROOT / "tools" / "write_reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    files: dict[str, str] = module.reference()
    return files


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    return written()


@pytest.mark.parametrize("name", ["settings.md", "errors.md", "commands.md", "dossier.schema.json", "openapi.json"])
def test_the_reference_is_what_the_code_gives(name: str, reference: dict[str, str]) -> None:
    stored = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert stored == reference[name], "run: make docs"


def test_every_field_of_a_dossier_is_described(reference: dict[str, str]) -> None:
    def fields(schema: Any, path: str) -> list[str]:
        missing = []
        for name, field in schema.get("properties", {}).items():
            if "description" not in field and "$ref" not in field:
                missing.append(f"{path}.{name}")
        return missing

    schema = json.loads(reference["dossier.schema.json"])
    undescribed = fields(schema, "Dossier")
    for name, part in schema["$defs"].items():
        undescribed += fields(part, name)
    assert undescribed == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_help_loads_nothing_heavy() -> None:
    heavy = ["lancedb", "pyarrow", "onnxruntime", "sqlalchemy", "faiss", "lxml", "trafilatura", "fastapi", "numpy"]
    code = (
        "import sys; sys.argv = ['ascertain', '--help']\n"
        "from ascertain.faces.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "verify" in done.stdout
    assert done.stderr.strip() == "[]"


def test_nothing_tracked_names_a_registry_or_a_place_on_this_machine() -> None:
    patterns = ["--index" + "-url", "pypi" + ".org/simple", "files.python" + "hosted", "registry.npm" + "js"]
    found = []
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if (
            path.is_file()
            and path.suffix in {".md", ".txt", ".toml", ".py", ".html", ""}
            and inside[0] not in {".git", ".venv", "build"}
        ):
            text = path.read_text(encoding="utf-8", errors="ignore")
            found += [f"{path}: {pattern}" for pattern in patterns if pattern in text and "no-emit" not in text]
    assert found == []
