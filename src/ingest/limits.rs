//! How much of an input is taken in. Each limit keeps one bad file from costing more than itself;
//! what goes beyond it is told by a message and left there.

/// The longest report, line of a `.jsonl` file, row of a table or file that is one document, in bytes.
pub const LONGEST: u64 = 64 << 20;

/// The largest page of which the article is told from the rest, in bytes: a page in memory takes many
/// times its size on disk.
pub const LARGEST_PAGE: usize = 8 << 20;

/// The most tags of a page of which the article is told from the rest.
pub const MOST_TAGS: usize = 200_000;

/// The deepest nesting of a page of which the article is told from the rest.
pub const DEEPEST_PAGE: usize = 512;

/// The deepest nesting of an XML document.
pub const DEEPEST_XML: usize = 256;

/// Archives inside archives: an `.eml.gz` in a `.zip` stands in two.
pub const MOST_NESTED: u8 = 3;

/// The most entries of one archive.
pub const MOST_ENTRIES: u64 = 250_000;

/// The largest list of entries of one archive, in bytes.
pub const LARGEST_LIST: u64 = 64 << 20;

/// How many times its packed size something may grow, once it is larger than [`RATIO_FROM`]. Deflate
/// cannot pack text that says anything beyond 20 times, zstd not beyond some hundred times even where
/// reports repeat.
pub const LARGEST_RATIO: u64 = 1000;

/// The unpacked size, in bytes, from which [`LARGEST_RATIO`] holds.
pub const RATIO_FROM: u64 = 64 << 20;

/// The largest archive inside an archive, in bytes; it is kept in a temporary file.
pub const LARGEST_INNER: u64 = 1 << 30;

/// The window of memory that a `.zst` file may ask for, in bytes: what `zstd --ultra` makes at most.
pub const LARGEST_WINDOW: u64 = 128 << 20;

/// The largest stream of a PDF that is read (a page, a font's table), unpacked, in bytes. Parsed, it
/// takes many times that.
pub const LARGEST_PDF_STREAM: usize = 4 << 20;

/// All that a PDF holds beside pictures, fonts and pages, unpacked, in bytes.
pub const LARGEST_PDF_LIST: usize = 8 << 20;

/// The most pages of a PDF.
pub const MOST_PAGES: usize = 5_000;

/// The most glyphs of one page of a PDF.
pub const MOST_GLYPHS: usize = 200_000;

/// Forms inside forms of a PDF, and states of drawing inside states.
pub const DEEPEST_FORM: usize = 12;
