"""Which names are words of the word tables, so that they would be found where no place is meant."""
import re
from pathlib import Path

import names
import tables

# The shortest Arabic name that is taken: behind clitics shorter ones are found everywhere.
SHORTEST = 4


def arabic_key(name):
    """An Arabic name without article, hamza seats and final letters that the press confuses."""
    name = re.sub("[أإآ]", "ا", name).replace("ى", "ي").replace("ة", "ه")
    return re.sub("^ال", "", name)


class Words:
    def __init__(self, skip, keep):
        self.skip = {(country, self.key(name)) for country, name, _ in skip}
        self.keep = {self.key(name) for (name,) in keep}
        self.words = set()
        for language in ("ar", "fr", "en"):
            for path in sorted((tables.FOLDER / language / "words").glob("*.tsv")):
                for row in tables.rows(Path(path).read_text(encoding="utf-8").splitlines(), 5):
                    if row[2] != "common":
                        forms = row[4].split("|") if language == "ar" else []
                        self.words.update(self.key(word) for word in [row[0], *forms])

    @staticmethod
    def key(name):
        return names.fold(name) or arabic_key(name)

    def bars(self, country, name):
        """Whether a name of that country must not be taken."""
        key = self.key(name)
        if key in self.keep:
            return False
        short = not names.fold(name) and len(key) < SHORTEST
        return short or key in self.words or (country, key) in self.skip or ("", key) in self.skip
