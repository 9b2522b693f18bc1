"""Administrative units: those that admin.tsv has, the ones that other lists add, and their official codes."""
import re
from collections import defaultdict

import names
from packages import geonames_admin1, pcodes

# OCHA's lists, oldest first.
LISTS = ("4.0.1", "4.2.5")
CREDIT = "OCHA, GeoNames"


class Registry:
    """All units by country, level and any of their names."""

    def __init__(self, hand, spellings, same):
        self.rows = {row[0]: row for row in hand}
        self.same = same
        self.by_name = defaultdict(list)
        self.extra = {"ar": {}, "fr": {}, "en": {}}
        self.unit_codes = set()
        self.unmatched = []
        self.hand = set(self.rows)
        for row in hand:
            known = [row[2], *spellings["fr"].get(row[0], []), *spellings["en"].get(row[0], [])]
            self.index(row, known)

    def index(self, row, known):
        for key in {names.fold(name) for name in known} - {""}:
            if row[0] not in self.by_name[row[3], row[1], key]:
                self.by_name[row[3], row[1], key].append(row[0])

    def find(self, country, level, name, parent=None):
        """The unit of a country, a level and a name; of several the one with that parent."""
        bare = re.sub(r"(?i)\b(region|state|governorate|province|district|cercle|wilaya)( of)?\b|^ville de ", "", name).strip()
        for key in (names.fold(name), names.fold(bare)):
            unit = self.same.get((country, key))
            if unit and self.rows[unit][1] == level:
                return unit
            found = self.by_name.get((country, level, key), [])
            inside = [u for u in found if parent is None or self.rows[u][4] == parent]
            if inside or found:
                return (inside or found)[0]
        return None

    def add(self, row, known=()):
        self.rows[row[0]] = row
        self.index(row, [row[2], *known])

    def spell(self, language, unit, more):
        """Notes further spellings of a built unit."""
        have = self.extra[language].setdefault(unit, [])
        have.extend(name for name in more if name and name not in have and name != self.rows[unit][2])

    def spellings(self, language):
        out = [[unit, "|".join(more)] for unit, more in sorted(self.extra[language].items()) if more]
        return [("Units of built tables", out)]

    def codes(self):
        return [("OCHA", [list(entry) for entry in sorted(self.unit_codes)])]


def build(countries, registry, display, towns, words):
    """Adds what the lists have and admin.tsv lacks; the sections of new rows."""
    sections = []
    for country in countries:
        if "1" in country["levels"]:
            sections.append((f"{country['name']}: level 1", first_level(country, registry, display, towns, words)))
    for country in countries:
        if country["alpha3"]:
            rows = second_level(country, registry, towns, words)
            sections.append((f"{country['name']}: level 2, of OCHA's lists", rows))
    return sections


def first_level(country, registry, display, towns, words):
    """GeoNames' units of level 1 with CLDR's names of the same."""
    code, out = country["code"], []
    iso = [key for key in display["en"] if key.startswith(code.lower())]
    for unit, name in sorted(geonames_admin1().items()):
        if not unit.startswith(f"{code}."):
            continue
        other = partner(name, iso, display)
        title = plain(display["en"][other]) if other else plain(name)
        title = names.latin(title) or names.latin(name)
        if not title or words.bars(code, title):
            continue
        seat = towns.largest(unit)
        row = [f"{code.lower()}1-{names.slug(title)}", "1", title, code, "", seat[0] if seat else "", *(seat[1:] if seat else ["", ""]), "GeoNames, CLDR"]
        if row[0] in registry.rows:
            continue
        registry.add(row, [name])
        towns.units[unit] = title
        registry.spell("en", row[0], [n for n in [names.latin(plain(name))] if not words.bars(code, n)])
        if other:
            french = names.latin(plain(display["fr"].get(other, "")))
            registry.spell("fr", row[0], [] if words.bars(code, french) else [french])
            spelt = names.arabic(display["ar"].get(other, ""))
            if not words.bars(code, spelt):
                registry.spell("ar", row[0], [spelt])
        out.append(row)
    return sorted(out, key=lambda row: row[0])


def plain(name):
    """A unit's name without the word for its kind."""
    name = re.sub(r"(?i)\b(governorate|province|region|state|district|prefecture|county)\b", "", name)
    return re.sub(r"\s+", " ", re.sub(r"(?i)^\s*(of|de|du|d')\s+", "", name)).strip(" -,")


def partner(name, iso, display):
    """The CLDR subdivision of that name, by name, bare name or its consonants."""
    for read in (names.fold, lambda n: names.fold(plain(n)), lambda n: re.sub("^(al|ad|an|ar|as|at|az|ash|el)(?=.{4})", "", names.skeleton(plain(n))), lambda n: re.sub("[aeiou]", "", names.skeleton(plain(n)))):
        found = [key for key in iso if read(display["en"][key]) == read(name) != ""]
        if len(found) == 1:
            return found[0]
    return None


def second_level(country, registry, towns, words):
    """OCHA's units: the codes of all, rows for those of level 2 that are new."""
    code, out = country["code"], []
    for version in LISTS:
        ours = {}
        for unit in pcodes(version):
            if unit["country"] != country["alpha3"]:
                continue
            parent = ours.get(unit["parent"]) if unit["level"] == "2" else None
            found = registry.find(code, unit["level"], unit["name"], parent)
            if unit["level"] == "2" and found is None and parent and "2" in country["levels"]:
                found = new_unit(country, unit, parent, registry, towns, words, out)
            if found is None:
                if unit["level"] == "1":
                    registry.unmatched.append(f"{unit['name']} ({unit['code']}, {version})")
                continue
            ours[unit["code"]] = found
            registry.unit_codes.add((found, unit["code"], unit["list"]))
    return sorted(out, key=lambda row: (row[4], row[0]))


def new_unit(country, unit, parent, registry, towns, words, out):
    name = names.latin(re.sub(r"\(.*", "", unit["name"]))
    if not name or words.bars(country["code"], name) or towns.misleads(country["code"], name, 0):
        return None
    base = f"{country['code'].lower()}2-{names.slug(name)}"
    number = base if base not in registry.rows else f"{base}-{registry.rows[parent][0].split('-', 1)[1]}"
    seat = towns.seat(country["code"], name, registry.rows[parent][2])
    row = [number, "2", name, country["code"], parent, seat[0] if seat else "", *(seat[1:] if seat else ["", ""]), CREDIT]
    registry.add(row)
    out.append(row)
    return number
