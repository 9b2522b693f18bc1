"""Builds the gazetteer's tables from published packages. See ../build-gazetteer."""
import os
import sys
from pathlib import Path

os.chdir(Path(__file__).resolve().parents[2])
sys.path.insert(0, str(Path(__file__).resolve().parent))

import names
import tables
import towns
import units
from packages import subdivisions
from words import Words

COUNTRY_COLUMNS = ["code", "alpha3", "name", "population", "levels"]


def own(name, width):
    """A table beside this script."""
    return tables.rows((Path(__file__).parent / name).read_text(encoding="utf-8").splitlines(), width)


def main():
    countries = [dict(zip(COUNTRY_COLUMNS, row)) for row in own("countries.tsv", len(COUNTRY_COLUMNS))]
    words = Words(own("skip.tsv", 3), own("keep.tsv", 1))
    same = {(code, names.fold(name)): unit for code, name, unit in own("same.tsv", 3)}
    kept = {name: tables.hand(f"{name}/places.tsv") for name in ("ar", "fr", "en")}
    spellings = {language: {row[0]: row[1].split("|") for row in tables.rows(lines, 2)} for language, lines in kept.items()}
    display = {language: subdivisions(language) for language in ("en", "fr", "ar")}

    registry = units.Registry(tables.rows(tables.hand("admin.tsv"), 9), spellings, same)
    built = towns.Towns(countries, registry, spellings, words)
    new_units = units.build(countries, registry, display, built, words)
    new_towns = built.build()

    tables.write("admin.tsv", tables.hand("admin.tsv"), new_units)
    header = "\t".join(["id", "name", "country", "admin1", "admin2", "lat", "lon", "feature", "population", "source"])
    tables.write("places/towns.tsv", ["# Towns of the region and of other theatres that places.tsv lacks.", header], new_towns)
    tables.write("pcodes.tsv", ["# Official codes of units (OCHA). Codes were used anew in new divisions, so a code counts only with its list.", "unit\tcode\tlist"], registry.codes())
    for language, lines in kept.items():
        tables.write(f"{language}/places.tsv", lines, registry.spellings(language) + built.spellings(language))
    for line in registry.unmatched:
        print(f"no unit of ours: {line}")
    print(f"{sum(len(r) for _, r in new_units)} units, {sum(len(r) for _, r in new_towns)} towns, {sum(len(r) for _, r in registry.codes())} codes")


main()
