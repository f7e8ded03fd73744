"""Looks for inputs that break a target: ``python -m tests.fuzz SECONDS [TARGET…]``; needs the extra ``fuzz``.

What breaks a target is kept under ``tests/fuzz/found``, where the tests try it from then on; what opens new ways
through the code under ``build/fuzz``, from where the next run goes on.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
CORPUS = Path("build/fuzz")
ONE_INPUT = 20  # seconds
MEMORY = 3000  # megabytes
LONGEST = 6000  # bytes


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target; libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["truceline"]):
        from tests.fuzz.changing import changed
        from tests.fuzz.targets import seeds, target

    def kept(data: bytes) -> None:
        """Tries an input, and keeps it where it breaks the target: libFuzzer's own keeping fails with some errors."""
        try:
            run(data)
        except BaseException:
            (found / f"crash-{hashlib.sha1(data).hexdigest()}").write_bytes(data)
            raise

    def other(data: bytes, most: int, seed: int) -> bytes:
        """Libfuzzer's changes, or ours, which know JSON."""
        chance = Random(seed)
        if chance.random() < 0.7:
            return bytes(atheris.Mutate(data, len(data) + chance.randrange(1, 64)))[:most]
        return changed(chance, data, chance.choice(seeds(name)))[:most]

    run = target(name)
    for data in seeds(name)[:1]:
        run(data)  # what is loaded once is no time of an input's
    corpus, found = CORPUS / name, HERE / "found" / name
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", f"-timeout={ONE_INPUT}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}"]
    folders = [str(corpus), *(str(f) for f in (HERE / "seeds" / name, found) if f.is_dir())]
    atheris.Setup(
        [sys.argv[0], *limits, f"-artifact_prefix={found}/", "-print_final_stats=0", *folders],
        kept,
        custom_mutator=other,
    )
    atheris.Fuzz()


def main() -> int:
    """Fuzz each target in a process of its own."""
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        fuzz(sys.argv[2], int(sys.argv[3]))
    seconds, names = int(sys.argv[1]), sys.argv[2:] or sorted(folder.name for folder in (HERE / "seeds").iterdir())
    broken = []
    for name in names:
        print(f"{name}: {seconds} seconds", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", "--one", name, str(seconds)], stderr=subprocess.PIPE, text=True
        )
        last = [line for line in done.stderr.splitlines() if line.startswith("#") and line[1:2].isdigit()]
        print(f"  {last[-1] if last else 'nothing was tried'}", flush=True)
        if done.returncode:
            broken.append(name)
            print(done.stderr[-6000:], flush=True)
    print(f"broken: {', '.join(broken)}" if broken else "none broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
