//! Bad documents: text, pages, tables, JSON, XML, e-mails, PDFs, and files that lie about their kind.

use crate::Bad;
use std::fs;
use std::path::Path;

const MEGABYTE: usize = 1 << 20;

/// A good file of the fixtures, to be broken.
pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/inputs").join(name)).expect("a fixture")
}

/// Bytes without any order, the same every time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    };
    (0..length).map(|_| next()).collect()
}

fn half(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2);
    bytes
}

pub fn files() -> Vec<Bad> {
    [text(), lies(), pages(), data(), xml(), mail(), pdf()].into_iter().flatten().collect()
}

fn text() -> Vec<Bad> {
    let arabic = "قتل جنديان في هجوم قرب غاو. ".repeat(20);
    let mut mixed = arabic.clone().into_bytes();
    mixed.extend(encoding_rs::WINDOWS_1256.encode("وقع").0.iter());
    let mut odd: Vec<u8> = format!("\u{feff}{arabic}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    odd.pop();
    vec![
        ("t-empty.txt", Vec::new(), "empty"),
        ("t-blank.md", b"---\ntitle: x\n---\n\n".to_vec(), ""),
        ("t-noise.txt", noise(100_000), "binary"),
        ("t-zeros.txt", vec![0; 100_000], "binary"),
        ("t-nul.txt", b"Two soldiers\0 were killed in an attack on their post.".to_vec(), "nul-characters"),
        ("t-two-bytes.txt", b"deux soldats tu\xe9s \xe0 Gao".to_vec(), "broken-utf8"),
        ("t-mixed.txt", mixed, "broken-characters"),
        ("t-odd-utf-16.txt", odd, "broken-characters"),
        ("t-unsaid.txt", encoding_rs::WINDOWS_1256.encode(&arabic).0.into_owned(), "encoding-guessed"),
        ("t-too-long.txt", vec![b'x'; 65 * MEGABYTE], "too-long"),
        ("t-quotes.md", format!("{} words", "> ".repeat(100_000)).into_bytes(), ""),
        ("t-brackets.md", "[".repeat(200_000).into_bytes(), ""),
        ("t-stars.md", "*a _b ".repeat(50_000).into_bytes(), ""),
    ]
}

fn lies() -> Vec<Bad> {
    vec![
        ("l-pdf.txt", fixture("paper-en.pdf"), "wrong-extension"),
        ("l-html.pdf", fixture("page-en.html"), "wrong-extension"),
        ("l-docx.json", fixture("letter-ar.docx"), "wrong-extension"),
        ("l-text.docx", b"Only words, no archive.".to_vec(), "wrong-extension"),
        ("l-text.gz", b"Only words, nothing packed.".to_vec(), "wrong-extension"),
        ("l-old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old word".to_vec(), "foreign-kind"),
        ("l-image.pdf", b"\x89PNG\r\n\x1a\n....".to_vec(), "foreign-kind"),
    ]
}

fn pages() -> Vec<Bad> {
    let attributes: String = (0..500_000).map(|i| format!(" a{i}=1")).collect();
    vec![
        ("h-deep.html", format!("<html><body>{}Two soldiers were killed.", "<div>".repeat(100_000)).into_bytes(), "deep-page"),
        ("h-deep-bold.html", format!("<p>{}Two soldiers were killed.", "<b><i>".repeat(50_000)).into_bytes(), "deep-page"),
        ("h-tags.html", format!("<html>{}", "<p>Two.</p>".repeat(250_000)).into_bytes(), "large-page"),
        ("h-large.html", format!("<html><p>Two soldiers.</p><script>{}</script>", "x = 1; ".repeat(2 * MEGABYTE)).into_bytes(), "large-page"),
        ("h-attributes.html", format!("<html><p{attributes}>Two soldiers were killed.</p>").into_bytes(), ""),
        ("h-empty.html", b"<html><head><title>No words</title></head><body><script>x</script></body></html>".to_vec(), "empty"),
        ("h-cut.html", half(fixture("page-ar.html")), ""),
        ("h-tables.html", format!("<html>{}Two.", "<table><tr><td>".repeat(400)).into_bytes(), "deep-page"),
        ("h-date.html", b"<html><meta name=date content='some day'><p>Two soldiers were killed in an attack.</p>".to_vec(), "date-unread"),
    ]
}

fn data() -> Vec<Bad> {
    let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    vec![
        ("d-deep.json", deep(200_000).into_bytes(), "not-an-object"),
        ("d-deep-field.json", format!("{{\"id\": \"deep\", \"text\": \"x\", \"more\": {}}}", deep(200_000)).into_bytes(), ""),
        ("d-deep-text.jsonl", format!("{{\"text\": {}}}", deep(200_000)).into_bytes(), "not-a-string"),
        ("d-numbers.json", format!("{{\"more\": [{}0]}}", "0,".repeat(8 * MEGABYTE)).into_bytes(), "no-text"),
        ("d-cut.json", half(fixture("array.json")), "not-json"),
        ("d-nothing.jsonl", b"{}\n[]\nnull\n".to_vec(), "no-text"),
        ("d-surrogate.jsonl", b"{\"text\": \"\\ud800\"}".to_vec(), "not-json"),
        ("d-date.json", b"{\"text\": \"x\", \"published\": \"soon\"}".to_vec(), "bad-date"),
        ("d-twice.jsonl", b"{\"id\": \"twice\", \"text\": \"x\"}\n{\"id\": \"twice\", \"text\": \"y\"}".to_vec(), "duplicate-id"),
        ("d-no-column.csv", b"day,colour\n1,red\n".to_vec(), "no-text-column"),
        ("d-open-quote.csv", [b"id,text\n1,\"".as_slice(), &vec![b'x'; 65 * MEGABYTE]].concat(), "broken-table"),
        ("d-rows.csv", b"id,text\nr1,x\nr2,\xff\xfe\nr3\nr4,y,z,too,many\n".to_vec(), "broken-utf8"),
        ("d-date.csv", b"id,date,text\ncsv-date,03/04/2023,x\n".to_vec(), "date-unread"),
        ("d-noise.csv", noise(100_000), "no-text-column"),
    ]
}

fn xml() -> Vec<Bad> {
    let entities: String = (1..20).map(|i| format!("<!ENTITY e{i} \"{}\">", format!("&e{};", i - 1).repeat(10))).collect();
    let bomb = format!("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY e0 \"boom\">{entities}]><rss><item><title>x &e19;</title></item></rss>");
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><item><title>y &f;</title></item></rss>";
    vec![
        ("x-entities.xml", bomb.into_bytes(), "xml-entities"),
        ("x-outside.xml", outside.as_bytes().to_vec(), "xml-entities"),
        ("x-deep.rss", format!("<rss><item><description>{}", "<a>".repeat(100_000)).into_bytes(), "deep-xml"),
        ("x-cut.rss", half(fixture("feed-ar.rss")), "broken-xml"),
        ("x-picture.xml", b"<?xml version=\"1.0\"?><svg><text>x</text></svg>".to_vec(), "unknown-xml"),
        ("x-open.rss", [b"<rss><item><description><![CDATA[".as_slice(), &vec![b'x'; 65 * MEGABYTE]].concat(), "too-long"),
        ("x-no-items.atom", b"<feed><title>none</title></feed>".to_vec(), "empty"),
        ("x-empty-item.rss", b"<rss><item><link>http://x.example/</link></item></rss>".to_vec(), "empty-text"),
    ]
}

fn mail() -> Vec<Bad> {
    let head = "From: a@b.example\r\nTo: c@d.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n";
    let nested: String = (0..5_000).map(|i| format!("Content-Type: multipart/mixed; boundary=\"b{i}\"\r\n\r\n--b{i}\r\n")).collect();
    vec![
        ("m-noise.eml", noise(50_000), "broken-mail"),
        ("m-nested.eml", format!("{head}{nested}Content-Type: text/plain\r\n\r\nwords").into_bytes(), "empty"),
        ("m-no-words.eml", format!("{head}Content-Type: image/png\r\n\r\nxx").into_bytes(), "empty"),
        ("m-cut.eml", half(fixture("mail-ar.eml")), "empty"),
        ("m-attachment.eml", fixture("mail-ar.eml"), "attachments"),
    ]
}

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    [format!("<< {dictionary} /Length {} >>\nstream\n", content.len()).as_bytes(), content, b"\nendstream"].concat()
}

/// A page whose drawing is `content`, with a resource dictionary and further objects from number 5 on.
fn page(content: Vec<u8>, resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << {resources} >> >>").into_bytes(),
        content,
    ];
    objects.extend_from_slice(more);
    pdf_of(&objects)
}

fn deflated(content: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).expect("packed");
    encoder.finish().expect("packed")
}

fn pdf() -> Vec<Bad> {
    let zeros = deflated(&vec![b' '; 300 * MEGABYTE]);
    let form =
        |name: &str| stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R /B 6 0 R >> >> {name}"), b"/A Do /B Do");
    let looping = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>".to_vec();
    let circle = pdf_of(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), looping, b"<< /Type /Page /Parent 2 0 R >>".to_vec()]);
    let list = deflated(&"0 ".repeat(8 * MEGABYTE).into_bytes());
    let many = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &list);
    vec![
        ("p-noise.pdf", [b"%PDF-1.7\n".as_slice(), &noise(100_000)].concat(), "broken-pdf"),
        ("p-cut.pdf", half(fixture("paper-ar.pdf")), "broken-pdf"),
        ("p-head.pdf", b"%PDF-1.4\n".to_vec(), "broken-pdf"),
        ("p-no-pages.pdf", pdf_of(&[b"<< /Type /Catalog >>".to_vec()]), "broken-pdf"),
        ("p-circle.pdf", circle, "broken-pdf"),
        ("p-bomb.pdf", page(stream("/Filter /FlateDecode", &zeros), "", &[]), "broken-pdf"),
        ("p-list.pdf", page(stream("", b""), "", &[many]), "bomb"),
        ("p-array.pdf", page(stream("", b""), "", &[format!("[{}]", "0 ".repeat(8 * MEGABYTE)).into_bytes()]), "bomb"),
        ("p-forms.pdf", page(stream("", b"/A Do"), "/XObject << /A 5 0 R /B 6 0 R >>", &[form(""), form("")]), "pdf-without-text"),
        ("p-deep.pdf", page(stream("", "[".repeat(MEGABYTE).as_bytes()), "", &[]), "pdf-without-text"),
        ("p-scan.pdf", page(stream("", b"q 600 0 0 800 0 0 cm /I Do Q"), "", &[]), "pdf-without-text"),
        ("p-locked.pdf", include_bytes!("../../fixtures/hostile/locked.pdf").to_vec(), "encrypted"),
        ("p-unknown-letters.pdf", include_bytes!("../../fixtures/hostile/unknown-letters.pdf").to_vec(), "doubtful-pdf"),
    ]
}
