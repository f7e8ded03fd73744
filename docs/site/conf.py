"""The documentation as a site: ``make docs``. The pages are those of the repository, read where they stand."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

import truceline

ROOT = Path(__file__).resolve().parents[2]

project = "Truceline"
version = release = truceline.__version__
language = "en"
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/*.md",
    "examples/README.md",
    "evaluation/chains/*.md",
    "evaluation/chains/check/*.md",
    "src/truceline/language/network/README.md",
    "training/passages/README.md",
]
# Not even looked into.
exclude_patterns = [".*", "build", "dist", "**/node_modules", "tests", "**/__pycache__"]
myst_heading_anchors = 4  # headings have the addresses that links within the repository use
html_theme = "furo"
html_title = "Truceline"
html_show_copyright = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
highlight_language = "text"  # blocks are commands and output; those in Python say so

# What stands at the left of each page. Not in the page itself, where it would be seen as code elsewhere.
CONTENTS = {
    "Start": "../README tutorial analysts-day ../examples/README",
    "Use": "reading commands python desk desk-api deploy",
    "Look up": "formats exports versions errors licences ../SECURITY ../CHANGELOG",
    "How it is made": (
        "architecture quality performance ../evaluation/chains/README ../evaluation/chains/GUIDELINES "
        "../evaluation/chains/check/README ../src/truceline/language/network/README "
        "../training/passages/README ../CONTRIBUTING"
    ),
}


def add_contents(app: Sphinx, page: str, source: list[str]) -> None:
    """Puts the table of contents under the first page."""
    if page == root_doc:
        for caption, pages in CONTENTS.items():
            listed = "\n".join(pages.split())
            source[0] += f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{listed}\n```\n"


def name_folders(app: Sphinx, tree: nodes.document) -> None:
    """Links to folders of the repository are shown as their words alone: a site has no folders to show."""
    beside = (ROOT / app.env.docname).parent
    for link in [*tree.findall(addnodes.pending_xref)]:
        target = str(link.get("reftarget", ""))
        if target and (beside / target).is_dir():
            link.replace_self(link.children)


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("source-read", add_contents)
    app.connect("doctree-read", name_folders)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
