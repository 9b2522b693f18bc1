"""The gazetteer's tables: rows by hand above a mark, built rows below it."""
from pathlib import Path

FOLDER = Path("gazetteers")
MARK = "# ---- From here on built by scripts/build-gazetteer; what stands below is written anew."


def hand(path):
    """The lines that were written by hand."""
    path = FOLDER / path
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return lines[: lines.index(MARK)] if MARK in lines else lines


def rows(lines, width):
    """The cells of the lines, padded to the width, without header and comments."""
    cells = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [row + [""] * (width - len(row)) for row in cells[1:]]


def write(path, lines, sections):
    """Writes hand-kept lines and, below the mark, built sections: (comment, rows)."""
    built = [line for comment, part in sections if part for line in [f"# {comment}", *("\t".join(row).rstrip("\t") for row in part)]]
    text = "\n".join([*lines, *([MARK, *built] if built else [])]) + "\n"
    (FOLDER / path).write_text(text, encoding="utf-8")
