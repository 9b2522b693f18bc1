//! The classes that the code itself asks for, apart from those of the tables.

/// Classes that the lookup gives to units by their shape, and those that the code asks for.
#[rustfmt::skip]
pub(super) const KNOWN: &[&str] = &[
    "word", "number", "unknown", "capital", "latin", "article", "enclitic", "proclitic", "comma", "stop",
    "semicolon", "colon", "quote", "open", "close", "dash", "hash", "apostrophe", "percent", "punct", "actor",
    "country", "nat", "place", "deed", "cause", "light", "occur", "people", "anaphor", "source", "channel", "cue",
    "according", "settlement", "admin", "facility", "natural", "item", "weapon", "num", "vague", "qual", "partof",
    "other", "month", "feast", "hijri-month", "weekday", "deictic", "dayperiod", "timeunit", "dateword", "daterel", "in",
    "near", "between", "from", "to", "on", "by", "of", "with", "and", "or", "but", "rel", "that", "neg", "future",
    "modal", "purpose", "if", "habit", "after", "before", "during", "while", "same", "another", "dir", "distance",
    "suspected", "abbr", "title", "firstname", "notplace", "be", "have", "det", "pron", "NUM", "DATE", "PLACE",
    "ACTOR", "ITEM", "v", "affil", "blamed", "body", "aside", "life", "absolute", "common", "axis", "adverb",
    "do", "adjective", "boundary", "told-name", "origin", "casualty-noun", "together", "thing", "role",
    "target", "minor", "clitic-w", "clitic-b", "clitic-l", "clitic-k", "about", "as", "split", "tried", "collective",
    "pointer", "held", "ranks", "ownside", "oppose", "accident", "deathtoll", "rises", "reduced", "away", "there", "achieve",
    "injuredtoll", "legal", "alongside", "notion", "question", "where", "heading", "nominative", "oblique", "border",
    "homeland", "like", "recalls", "elative", "learnt", "motion", "kin", "hyphened", "particle", "superlative",
    "responsible", "elsewhere", "townword", "nameword", "inquiry", "possessive",
];

/// Further classes that code asks for by feature or grammatical mark.
#[rustfmt::skip]
pub(super) const KNOWN_FEATURES: &[&str] = &[
    "level=3", "n", "adj", "x", "voice=active", "voice=passive", "voice=any", "weak=1", "target=civilian",
    "target=armed", "stance=report", "stance=claim", "stance=accuse", "stance=deny", "stance=admit",
    "stance=confirm", "stance=hedge", "stance=noclaim", "stance=threat", "stance=condemn", "stance=demand",
    "unit=1", "coded=1", "soft=1", "full=1", "tried=1", "mutiny=1", "mutual=1", "natural=1", "symbol=1", "reason=1", "ethnic=1", "refl=1", "perp=1", "aim=1", "creed=1",
    "kind=killed", "digits=day", "digits=year", "digits=hijri", "digits=date", "digits=day-month",
    "digits=clock", "digits=group", "digits=short", "kind=turn", "kind=medium", "deed=take-place", "deed=explosion",
    "deed=release", "deed=abduct", "deed=arrest", "self=1", "deed=ied", "deed=kill", "deed=clash", "deed=injure", "kind=injured", "deed=attack", "deed=execute",
    "pos=before", "pos=after", "ordinal=1", "rel=last", "rel=this", "rel=next", "rel=ago", "rel=since",
    "rel=early", "rel=mid", "rel=late", "rel=during", "rel=before", "rel=after", "rel=on", "rel=until", "rel=nth",
    "rel=era", "rel=earlier", "rel=later", "scale=1", "definite=1", "unit=day", "unit=year", "unit=season",
    "unit=hour", "feature=region",
];
