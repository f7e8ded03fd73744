"""Builds what the package ships but the repository does not keep: the gazetteer."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VOCABULARY = Path("src", "truceline", "vocabulary")


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes ``gazetteer.sqlite`` before a wheel is packed or an editable installation is linked."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of any wheel, editable ones included."""
        if self.target_name != "wheel":  # a source distribution is built from anew
            return
        folder = Path(self.root) / VOCABULARY
        # From its path: importing the package would ask for what is not installed yet.
        spec = importlib.util.spec_from_file_location("gazetteer_build", folder / "gazetteer_build.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(folder / "gazetteer_build.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look their module up there
        spec.loader.exec_module(module)
        module.build(folder / "gazetteer.sqlite")
