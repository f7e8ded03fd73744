"""Write the bill of materials of what an installation has: ``python scripts/sbom.py``.

It is CycloneDX's JSON, in ``dist/truceline.cdx.json``: every package of a clean environment into which Truceline's
wheel was installed, in the versions of ``constraints.txt``, as cyclonedx-py finds it, and what is bundled in the wheel
itself, from ``scripts/bundled.toml``. The same installation gives the same bytes. Where ``dist/wheelhouse`` is filled,
nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
BUNDLED = ROOT / "scripts" / "bundled.toml"
LOCK = ROOT / "src" / "truceline" / "desk" / "ui" / "package-lock.json"
EXTRAS = "parquet,postgres"


def environment(folder: Path, wheel: Path) -> Path:
    """A clean environment with the wheel and all that it needs; gives its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-compile"]
    house = DIST / "wheelhouse"
    if any(house.glob("*.whl")):
        command += ["--no-index", "--find-links", str(house)]
    command += ["--constraint", str(ROOT / "constraints.txt"), f"{wheel}[{EXTRAS}]"]
    subprocess.run(command, check=True)
    return python


def found_in(python: Path) -> dict[str, Any]:
    """What cyclonedx-py finds in an environment."""
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "environment",
        str(python),
        "--pyproject",
        str(ROOT / "pyproject.toml"),
    ]
    command += ["--output-reproducible", "--output-format", "JSON", "--spec-version", "1.6", "--output-file", "-"]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def bundled() -> list[dict[str, Any]]:
    """What the wheel itself bundles, as components, each with its licence."""
    locked = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    pinned = dict(
        line.strip().split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    )
    components = []
    for entry in tomllib.loads(BUNDLED.read_text(encoding="utf-8"))["component"]:
        name, kind = entry["name"], entry["from"]
        version = {"npm": locked.get(f"node_modules/{name}", {}).get("version"), "pypi": pinned.get(name)}.get(kind)
        reference = f"pkg:{kind}/{name}@{version}" if version else f"bundled:{name}"
        component: dict[str, Any] = {
            "bom-ref": reference,
            "type": entry["type"],
            "name": name,
            "description": entry["is"],
            "licenses": _licences(entry["licence"]),
            "properties": [{"name": "truceline:bundled", "value": entry["file"]}],
        }
        if version:
            component |= {"version": version, "purl": reference}
        components.append(component)
    return components


def _licences(said: str) -> list[dict[str, Any]]:
    if " AND " in said or " OR " in said:
        return [{"expression": said}]
    return [{"license": {"name": said} if " " in said else {"id": said}}]


def bill(python: Path) -> dict[str, Any]:
    """The whole bill."""
    found = found_in(python)
    known = {component["bom-ref"] for component in found["components"]}
    found["components"] += [component for component in bundled() if component["bom-ref"] not in known]
    found["components"].sort(key=lambda component: component["bom-ref"])
    # Where the environment stood is nobody's business, and differs each time.
    for component in found["components"]:
        component["externalReferences"] = [
            reference
            for reference in component.get("externalReferences", [])
            if not reference["url"].startswith("file:")
        ]
        if not component["externalReferences"]:
            del component["externalReferences"]
    return found


def main() -> None:
    """Write it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--python", type=Path, help="of an environment with Truceline; a clean one is made without it")
    given = options.parse_args()
    wheels = sorted(DIST.glob("truceline-*.whl"), key=lambda path: path.stat().st_mtime)
    if not wheels and given.python is None:
        sys.exit("no wheel is in dist/ yet: make wheel")
    with tempfile.TemporaryDirectory() as temporary:
        whole = bill(given.python or environment(Path(temporary) / "venv", wheels[-1]))
    DIST.mkdir(exist_ok=True)
    out = DIST / "truceline.cdx.json"
    out.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    unlicensed = [c["name"] for c in whole["components"] if not c.get("licenses")]
    print(
        f"{out}: {len(whole['components'])} components"
        + (f"; no licence stated: {', '.join(unlicensed)}" if unlicensed else "")
    )


if __name__ == "__main__":
    main()
