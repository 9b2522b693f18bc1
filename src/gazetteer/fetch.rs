//! GeoNames' country dumps over the network.
//!
//! In: a country's code. Out: the unpacked dump in the user's folder. A download that broke off goes on
//! where it stopped; the archive's checksums tell whether it is whole. Not done here: reading the dump.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a dump could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("\"{0}\" is no country code\n  mend: write the two letters of ISO 3166-1: ML, BF, NE")]
    Code(String),
    #[error(
        "{url}: cannot be reached ({reason})\n  mend: connect to the internet and run the command again, which goes on where it stopped; or download the file elsewhere, unpack it and run `khabar gazetteer import`"
    )]
    Offline { url: String, reason: String },
    #[error("{url}: the server answers {status}\n  mend: check the country code, or give another server with --from")]
    Refused { url: String, status: u16 },
    #[error("{url}: the archive is broken ({reason}); it was removed\n  mend: run the command again")]
    Broken { url: String, reason: String },
    #[error("{path}: {reason}", path = path.display())]
    File { path: PathBuf, reason: io::Error },
}

const CONNECT: Duration = Duration::from_secs(15);
const SILENCE: Duration = Duration::from_secs(60);

/// Downloads and unpacks `XX.zip`; the path of `XX.txt`.
///
/// # Errors
/// The code is none, the server cannot be reached or has no such file, the archive is broken, or the folder
/// cannot be written.
pub fn country(from: &str, code: &str, folder: &Path) -> Result<PathBuf, FetchError> {
    let code = code.to_ascii_uppercase();
    if code.len() != 2 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(FetchError::Code(code));
    }
    let url = format!("{}/{code}.zip", from.trim_end_matches('/'));
    let downloads = folder.join("downloads");
    let file_error = |path: &Path| {
        let path = path.to_path_buf();
        move |reason| FetchError::File { path, reason }
    };
    fs::create_dir_all(&downloads).map_err(file_error(&downloads))?;
    let archive = downloads.join(format!("{code}.zip.part"));
    download(&url, &archive)?;
    let text = downloads.join(format!("{code}.txt"));
    let unpacked = unpack(&archive, &format!("{code}.txt"), &text);
    fs::remove_file(&archive).map_err(file_error(&archive))?;
    unpacked.map_err(|reason| FetchError::Broken { url, reason: reason.to_string() })?;
    Ok(text)
}

/// Downloads what is missing of a file.
fn download(url: &str, file: &Path) -> Result<(), FetchError> {
    let offline = |reason: String| FetchError::Offline { url: url.into(), reason };
    let file_error = |reason| FetchError::File { path: file.into(), reason };
    let config = ureq::Agent::config_builder().timeout_connect(Some(CONNECT)).timeout_recv_body(Some(SILENCE)).http_status_as_error(false).build();
    let have = fs::metadata(file).map_or(0, |m| m.len());
    let mut request = ureq::Agent::new_with_config(config).get(url);
    if have > 0 {
        request = request.header("Range", format!("bytes={have}-"));
    }
    let mut answer = request.call().map_err(|e| offline(e.to_string()))?;
    let mut out = match answer.status().as_u16() {
        206 => OpenOptions::new().append(true).open(file).map_err(file_error)?,
        200 => File::create(file).map_err(file_error)?,
        // Nothing is missing.
        416 if have > 0 => return Ok(()),
        status => return Err(FetchError::Refused { url: url.into(), status }),
    };
    let mut body = answer.body_mut().as_reader();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match body.read(&mut buffer).map_err(|e| offline(e.to_string()))? {
            0 => return out.flush().map_err(file_error),
            n => out.write_all(&buffer[..n]).map_err(file_error)?,
        }
    }
}

/// Unpacks one file of an archive, whose checksum is verified on the way.
fn unpack(archive: &Path, name: &str, target: &Path) -> io::Result<()> {
    let mut zip = zip::ZipArchive::new(File::open(archive)?).map_err(io::Error::other)?;
    let mut packed = zip.by_name(name).map_err(io::Error::other)?;
    let passing = target.with_extension("txt.part");
    io::copy(&mut packed, &mut File::create(&passing)?)?;
    fs::rename(passing, target)
}
