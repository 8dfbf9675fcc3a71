"""What is loaded, and when."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def _run(code: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.strip()


def test_the_package_and_an_empty_search_load_nothing_heavy(tmp_path: Path) -> None:
    code = """
import sys
from ascertain.search import Where, open_search
print({"numpy", "lancedb", "pyarrow"} & set(sys.modules))
print(open_search(sys.argv[1]).words("factchecks", "dam", 5), {"lancedb", "pyarrow"} & set(sys.modules))
"""
    assert _run(code, str(tmp_path / "none")).splitlines() == ["set()", "[] set()"]


def test_lancedb_is_loaded_without_the_client_that_it_does_not_use() -> None:
    code = """
import sys
from ascertain.search.loading import lancedb
module = lancedb()
assert module is sys.modules["lancedb"] is lancedb()
print([n for n in sys.modules if n.startswith("lance_namespace_urllib3_client.api")])
import lance_namespace_urllib3_client as client
print(client.ApiClient.__name__)
"""
    assert _run(code).splitlines() == ["[]", "ApiClient"]


def test_lancedb_is_loaded_in_full_when_it_needs_more_of_the_client(tmp_path: Path) -> None:
    needy = tmp_path / "lancedb"
    needy.mkdir()
    (needy / "__init__.py").write_text("from lance_namespace_urllib3_client import ApiClient\n")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from ascertain.search.loading import lancedb; lancedb().ApiClient"
    )
    _run(code, str(tmp_path))
