"""Loading LanceDB in half the time."""

from __future__ import annotations

import importlib.util
import os
import sys
import threading
from types import ModuleType

_REMOTE = "lance_namespace_urllib3_client"
_LOCK = threading.Lock()


def lancedb() -> ModuleType:
    """Return the module ``lancedb``, loaded at the first call.

    LanceDB imports the client of a remote catalogue, of which it needs the models only: loading its 150 other
    modules takes 0.6 of 1.2 CPU seconds (version 0.40). While LanceDB is loaded an empty package stands in
    for the client, so that only the models are read; afterwards anybody can import the whole client.
    """
    # Its log goes to the standard error; what goes wrong is raised as well.
    os.environ.setdefault("LANCEDB_LOG", "error")
    with _LOCK:
        spec = None if {"lancedb", _REMOTE} & set(sys.modules) else importlib.util.find_spec(_REMOTE)
        if spec is not None:
            sys.modules[_REMOTE] = importlib.util.module_from_spec(spec)
            try:
                import lancedb
            except (ImportError, AttributeError):
                # Another version of LanceDB uses more of the client: loaded in full below.
                for name in [name for name in sys.modules if name.partition(".")[0] in ("lancedb", "lance_namespace")]:
                    del sys.modules[name]
            else:
                return lancedb
            finally:
                del sys.modules[_REMOTE]
        import lancedb

        return lancedb
