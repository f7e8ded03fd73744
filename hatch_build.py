"""Builds what the package ships but the repository does not keep: the gazetteer, the desk's scripts and outlines."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("truceline", "truceline.vocabulary")


class PackageHook(BuildHookInterface):  # type: ignore[misc, type-arg, unused-ignore]
    """Makes those files before a wheel is packed or an editable installation is linked."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files of any wheel, editable ones included."""
        if self.target_name == "wheel":  # a source distribution is built from anew
            source = Path(self.root) / "src"
            build = load(source, "truceline.vocabulary.gazetteer_build").build
            build(source / "truceline" / "vocabulary" / "gazetteer.sqlite")
            reason = beside(Path(self.root) / "desk_build.py").build(Path(self.root))
            if reason is not None:
                self.app.display_warning(f"The desk's pages will work without scripts, its map without land: {reason}")


def beside(path: Path) -> ModuleType:
    """Imports a module that stands beside this one, where no path leads."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(source: Path, module: str) -> ModuleType:
    """Imports a module of ours without running the packages above it: what those need is not installed yet."""
    kept = {name: sys.modules.pop(name) for name in [*sys.modules] if name.partition(".")[0] == "truceline"}
    try:
        for name in PACKAGES:
            package = sys.modules[name] = ModuleType(name)
            package.__path__ = [str(source.joinpath(*name.split(".")))]
        return import_module(module)
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "truceline"]:
            del sys.modules[name]
        sys.modules.update(kept)
