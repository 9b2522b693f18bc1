//! A file that is one report: the kind's reader draws out the text and what the file says of itself; a
//! sidecar `NAME.meta.json` knows better; the file's name has the last word on what is missing.

use super::error::IngestError;
use super::fields::{self, Reading};
use super::kind::Kind;
use super::{Found, Item, Options, Place, Sidecar, Warnings, days, docx, encoding, file, html, json, mail, markdown, pdf};
use crate::report::Report;

/// Reads a document: warnings first, then the report or why there is none.
pub(super) fn read(mut item: Item, kind: Kind, options: &Options) -> Vec<Found> {
    let mut warnings = std::mem::take(&mut item.warnings);
    let place = Place::file(&item.name);
    let report = report(&mut item, kind, options, &mut warnings);
    warnings.into_iter().map(Err).chain([report.map(|r| (r, place))]).collect()
}

fn report(item: &mut Item, kind: Kind, options: &Options, warnings: &mut Warnings) -> Result<Report, IngestError> {
    let (name, stream) = (item.name.clone(), item.stream.as_mut());
    let mut report = match kind {
        Kind::Markdown => markdown::report(&file::text(stream, &name, None, options, warnings)?, &Place::file(&name), options, warnings)?,
        Kind::Html => {
            let bytes = file::whole(stream, &name)?;
            let declared = encoding::declared(&bytes);
            html::report(&encoding::decode(bytes, &name, declared, options, warnings)?, &name, options, warnings)?
        }
        Kind::Pdf => pdf::report(&file::whole(stream, &name)?, &name, warnings)?,
        Kind::Docx => docx::report(file::whole(stream, &name)?, &name, warnings)?,
        Kind::Mail => mail::report(&file::whole(stream, &name)?, &name, options, warnings)?,
        _ => Report { text: file::text(stream, &name, None, options, warnings)?, ..Report::default() },
    };
    if let Some(sidecar) = item.sidecar.take() {
        metadata(sidecar, &mut report, options, warnings)?;
    }
    let stem = item.stem();
    if report.published.is_none()
        && let Some(day) = stem.as_deref().and_then(|s| s.get(..10)).and_then(days::iso)
    {
        fields::dated(&mut report, day, &day.to_string());
    }
    fields::settle_id(&mut report, stem.as_deref());
    Ok(report)
}

/// What the sidecar says goes over what the document says of itself.
fn metadata(mut sidecar: Sidecar, report: &mut Report, options: &Options, warnings: &mut Warnings) -> Result<(), IngestError> {
    let place = Place::file(&sidecar.name);
    let reading = Reading { options, lenient: false };
    let text = file::utf8(sidecar.stream.as_mut(), &sidecar.name)?;
    let mut row = json::object(json::document(&text, &place, reading)?, &place)?;
    fields::metadata(&mut row, &place, reading, report, warnings)
}
