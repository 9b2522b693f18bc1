"""Comparing and choosing spellings."""
import math
import re
import unicodedata

# Letters of Arabic itself; Farsi, Urdu and Kurdish spellings have others.
ARABIC = re.compile(r"^[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي \-]+$")
LATIN = re.compile(r"^[A-Za-zÀ-ÖØ-öø-ÿŒœ' .\-]+$")
KINDS = r"محافظة|ولاية|منطقة|إقليم|اقليم|مقاطعة|إدارة|ناحية|شعبية|مدينة|دائرة|بلدية"


def fold(name):
    """A name in bare lower-case letters and digits."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]", "", bare.replace("œ", "oe").replace("ø", "o").replace("ı", "i"))


def skeleton(name):
    """What stays of a Latin name when the habits of transcription are taken off."""
    key = fold(name)
    for old, new in (("ou", "u"), ("oo", "u"), ("w", "u"), ("dj", "j"), ("gu", "g"), ("c", "k"), ("q", "k"), ("y", "i"), ("h", "")):
        key = key.replace(old, new)
    return re.sub(r"(.)\1", r"\1", key)


def slug(name):
    """The part of an id that a name makes."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower().replace("'", "").replace("’", "")) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def latin(name):
    """A Latin name in the house's spelling, or nothing if it has other letters."""
    name = re.sub(r"\s+", " ", re.sub(r"[’‘`ʼʿʾ]", "'", name)).strip(" '-")
    name = unicodedata.normalize("NFC", name)
    if not LATIN.match(name):
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = plain if LATIN.match(plain) else ""
    return name[:1].upper() + name[1:]


def arabic(name):
    """An Arabic name without vowel signs and without the kind of unit before it, or nothing."""
    name = re.sub("[\u064b-\u0652\u0670\u0640\u200e\u200f]", "", name).strip(" ،,.")
    name = re.sub(rf"^(?:{KINDS})\s+", "", name)
    return name if ARABIC.match(name) and len(name) > 2 else ""


def km(a, b):
    """Great-circle distance."""
    (la1, lo1), (la2, lo2) = [(math.radians(x), math.radians(y)) for x, y in (a, b)]
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))
