"""OpenVINO, imported without what tells its maker of each use over the network."""

import sys
from types import ModuleType


def import_openvino() -> ModuleType:
    """Return the module `openvino`; nothing else may import it first."""
    # Its import alone sends an event and leaves an id in the user's home. Where the package for
    # that cannot be imported, which None stands for, OpenVINO does without.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino  # noqa: F401

    return sys.modules["openvino"]
