"""ONNX Runtime, imported in the one way that keeps this machine's affairs to itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ascertain.errors import NotConfigured

_AGAIN = "Run: ascertain prepare"


def open_session(model: Path, threads: int) -> Any:
    """Return an inference session for an ONNX file on the processor, using ``threads`` threads for one call.

    Raises NotConfigured when the file is not a model that ONNX Runtime can run.

    Since 1.29 the published builds report usage to their maker unless this variable is set before the library
    loads; a desk for checking facts must not tell others when it works.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that spin while they wait take the processor from everybody else on a shared machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except (
        state.Fail,
        state.InvalidArgument,
        state.InvalidGraph,
        state.InvalidProtobuf,
        state.NotImplemented,
        state.RuntimeException,
    ) as error:
        raise NotConfigured(f"{model} is damaged or not a model for this version of ONNX Runtime.", _AGAIN) from error


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
