//! `.eml`: the words of an e-mail, with its subject as the headline.

use super::error::IngestError;
use super::{Options, Warnings, days, fields, html, paragraphs};
use crate::report::Report;
use mail_parser::{MessageParser, MimeHeaders, PartType};
use std::sync::Arc;

/// Reads a message. The plain text goes over the HTML, whose layout is mostly that of a newsletter.
pub(super) fn report(bytes: &[u8], name: &Arc<str>, options: &Options, warnings: &mut Warnings) -> Result<Report, IngestError> {
    let broken = || IngestError::BrokenMail { file: name.clone() };
    let message = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    // Any bytes with a colon have a header; those of a message say who wrote what or when.
    if message.from().is_none() && message.subject().is_none() && message.date().is_none() && message.message_id().is_none() {
        return Err(broken());
    }
    let mut body = String::new();
    for part in message.text_bodies() {
        let words = match &part.body {
            PartType::Text(text) => paragraphs::tidied(&paragraphs::unwrapped(text)),
            PartType::Html(page) => html::words(page),
            _ => continue,
        };
        if !body.is_empty() && !words.is_empty() {
            body.push_str("\n\n");
        }
        body.push_str(&words);
    }
    let attachments = message.attachments().filter(|a| a.attachment_name().is_some()).count();
    if attachments > 0 {
        warnings.push(IngestError::Attachments { file: name.clone(), count: attachments });
    }
    if fields::is_blank(&body) {
        return Err(IngestError::Empty { file: name.clone() });
    }
    let title = message.subject().map(subject).filter(|s| !s.is_empty());
    let sender = message.from().and_then(|from| from.first());
    let source = sender.and_then(|s| s.name().or_else(|| s.address())).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let text = paragraphs::headed(title.as_deref(), &body);
    let mut report = Report { text, title, source, ..Report::default() };
    if let Some(date) = message.date() {
        // The sender's own day, as it is written.
        let written = date.to_rfc3339();
        if let Some(day) = options.date_format.as_deref().and_then(|f| days::formatted(&written, f)).or_else(|| days::iso(&written)) {
            fields::dated(&mut report, day, &written);
        }
    }
    Ok(report)
}

/// A subject without the marks of answering and forwarding.
fn subject(text: &str) -> String {
    let mut rest = text.trim();
    while let Some((mark, after)) = rest.split_once(':')
        && matches!(mark.trim().to_lowercase().as_str(), "re" | "fw" | "fwd" | "tr" | "rép" | "رد" | "إعادة توجيه")
    {
        rest = after.trim();
    }
    rest.to_owned()
}
