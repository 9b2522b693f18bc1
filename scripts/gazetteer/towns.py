"""Towns of the listed countries that no hand-kept table has."""
import difflib
from collections import defaultdict
from functools import cache

import names
import tables
from packages import cities, geonames_admin1

# A town is the same as a known place within so many kilometres if their names are alike.
NEAR = 12
# In these countries the reports play; a lesser place elsewhere that is called alike only misleads.
HEART = ("ML", "BF", "NE")
# From this size on all Latin spellings of a town are taken, not only its own.
KNOWN_ABROAD = 100_000


class Towns:
    def __init__(self, countries, registry, spellings, words):
        self.countries = {country["code"]: country for country in countries}
        self.registry = registry
        self.words = words
        self.units = {}
        self.rows = []
        self.extra = {"ar": {}, "fr": {}, "en": {}}
        self.by_unit = defaultdict(list)
        self.known = defaultdict(list)
        capitals = {names.fold(row[3]): row[0] for row in tables.rows(tables.hand("en/countries.tsv"), 4)}
        self.cities = []
        largest = {}
        for city in cities():
            if capitals.get(names.fold(city["name"])) == city["countrycode"]:
                largest[city["countrycode"]] = max(largest.get(city["countrycode"], city), city, key=lambda c: c["population"])
        for city in cities():
            self.by_unit[f"{city['countrycode']}.{city['admin1code']}"].append(city)
            least = self.countries.get(city["countrycode"])
            capital = largest.get(city["countrycode"]) is city
            if capital or least and city["population"] >= int(least["population"]):
                self.cities.append((city, capital))
        heart = [row for row in hand_places() if row[2] in HEART and row[7] in ("town", "capital", "village", "seat")]
        self.heart = {row[2]: {names.fold(r[1]) for r in heart if r[2] == row[2]} for row in heart}
        self.taken, self.hand_keys = set(registry.rows), defaultdict(set)
        for row in hand_places():
            self.taken.add(row[0])
            keys = {names.skeleton(n) for n in [row[1], *spellings["fr"].get(row[0], []), *spellings["en"].get(row[0], [])]}
            for key in keys:
                self.hand_keys[row[2]].add(key)
            if row[5]:
                self.known[row[2]].append((float(row[5]), float(row[6]), keys))

    def misleads(self, country, name, population):
        """Whether a place elsewhere has the name of one in the heart of the gazetteer."""
        return population < KNOWN_ABROAD and any(names.fold(name) in known for code, known in self.heart.items() if code != country)

    def largest(self, unit):
        """Name and coordinates of a unit's largest town."""
        found = self.by_unit.get(unit)
        return spot(max(found, key=lambda c: (c["population"], -c["geonameid"]))) if found else None

    def seat(self, country, name, unit):
        """Name and coordinates of the town that a unit is called after."""
        for code, title in self.unit_names(country):
            if title == unit:
                for city in self.by_unit[code]:
                    if names.skeleton(city["name"]) == names.skeleton(name):
                        return spot(city)
        for row in hand_places():
            if row[2] == country and row[5] and names.skeleton(row[1]) == names.skeleton(name) and row[3] == unit:
                return [row[1], row[5], row[6]]
        return None

    def unit_names(self, country):
        for code, name in geonames_admin1().items():
            if code.startswith(f"{country}."):
                yield code, self.unit_name(code, name)

    def unit_name(self, code, name=None):
        """What we call a GeoNames unit of level 1."""
        if code not in self.units:
            name = name or geonames_admin1().get(code, "")
            unit = self.registry.find(code[:2], "1", name)
            self.units[code] = self.registry.rows[unit][2] if unit else names.latin(name)
        return self.units[code]

    def build(self):
        """The rows, by country and unit."""
        sections = defaultdict(list)
        for city, capital in sorted(self.cities, key=lambda c: (-c[0]["population"], c[0]["geonameid"])):
            name, code = names.latin(city["name"]), city["countrycode"]
            if not name or len(names.fold(name)) < 3 or self.words.bars(code, name) or self.misleads(code, name, city["population"]) or self.is_known(city):
                continue
            unit = self.unit_name(f"{code}.{city['admin1code']}")
            number = self.id_of(code, name, unit)
            population = str(city["population"]) if city["population"] else ""
            feature = "capital" if capital else "town"
            self.spell(number, name, city)
            row = [number, name, code, unit, "", *spot(city)[1:], feature, population, "GeoNames"]
            title = self.countries.get(code, {"name": "Capitals of further countries"})["name"]
            sections[title].append(row)
        return [(title, sorted(part, key=lambda row: (row[3], row[0]))) for title, part in sorted(sections.items())]

    def is_known(self, city):
        keys = {names.skeleton(n) for n in [city["name"], *city["alternatenames"]]} - {""}
        here = (city["latitude"], city["longitude"])
        for lat, lon, known in self.known[city["countrycode"]]:
            if abs(lat - here[0]) < 0.2 and abs(lon - here[1]) < 0.2 and keys & known and names.km(here, (lat, lon)) <= NEAR:
                return True
        self.known[city["countrycode"]].append((*here, {names.skeleton(city["name"])}))
        return False

    def id_of(self, code, name, unit):
        base = f"{code.lower()}-{names.slug(name)}"
        number = base if base not in self.taken else f"{base}-{names.slug(unit)}"
        count = 2
        while number in self.taken:
            number, count = f"{base}-{names.slug(unit)}-{count}", count + 1
        self.taken.add(number)
        return number

    def spell(self, number, name, city):
        """Notes a town's further spellings: Arabic ones, and Latin ones if it is known abroad."""
        code = city["countrycode"]
        spelt = {names.arabic(n) for n in city["alternatenames"]} - {""}
        spelt = sorted(n for n in spelt if not self.words.bars(code, n))
        if spelt:
            self.extra["ar"][number] = spelt
        more = {}
        if city["population"] >= KNOWN_ABROAD:
            for other in map(names.latin, sorted(city["alternatenames"])):
                if self.is_spelling(name, other) and not self.words.bars(code, other) and names.skeleton(other) not in self.hand_keys[code]:
                    more.setdefault(names.fold(other), other)
        bare = name.split(" ", 1)
        if len(bare) == 2 and bare[0].lower() in ("al", "ar", "as", "az", "ad", "at", "an", "ash", "el") and len(names.fold(bare[1])) >= 5 and not self.words.bars(code, bare[1]):
            more.setdefault(names.fold(bare[1]), bare[1])
        if more:
            self.extra["en"][number] = sorted(more.values())

    @staticmethod
    def is_spelling(name, other):
        """Whether a name is another spelling of a town's name and no name of its own: Mossoul, not Ninua."""
        alike = difflib.SequenceMatcher(None, names.skeleton(name), names.skeleton(other)).ratio()
        return len(names.fold(other)) >= 5 and " " not in other and not other.isupper() and names.fold(name) != names.fold(other) and alike >= 0.7

    def spellings(self, language):
        rows = [[number, "|".join(more)] for number, more in sorted(self.extra[language].items())]
        if language == "fr":
            rows = []
            for number, more in sorted(self.extra["en"].items()):
                accented = [n for n in more if not n.isascii() or " " in n]
                if accented:
                    rows.append([number, "|".join(accented)])
        return [("Towns of places/towns.tsv", rows)]


def spot(city):
    return [names.latin(city["name"]), f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"]


@cache
def hand_places():
    """Rows of all place tables but the built one."""
    rows = []
    for path in [tables.FOLDER / "places.tsv", *sorted((tables.FOLDER / "places").glob("*.tsv"))]:
        if path.name != "towns.tsv":
            rows += tables.rows(path.read_text(encoding="utf-8").splitlines(), 10)
    return rows
