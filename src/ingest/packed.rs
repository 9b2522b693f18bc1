//! `.gz` and `.zst`: a packed stream -> the stream, as it is read, within limits.

use super::file::StreamFault;
use super::limits::{LARGEST_RATIO, LARGEST_WINDOW, RATIO_FROM};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};
use std::rc::Rc;

/// Counts what is read, for the ratio.
pub(super) struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// What comes out of a packed stream; breaks off where it grows beyond all reason, and says what is
/// damaged.
pub(super) struct Unpacked<R> {
    inner: R,
    out: u64,
    taken: Rc<Cell<u64>>,
}

impl<R> Unpacked<R> {
    /// `taken` counts the packed bytes.
    pub(super) fn new(inner: R, taken: Rc<Cell<u64>>) -> Unpacked<R> {
        Unpacked { inner, out: 0, taken }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(damaged)?;
        self.out += read as u64;
        if self.out > RATIO_FROM && self.out / LARGEST_RATIO > self.taken.get() {
            return Err(io::Error::other(StreamFault::Bomb(format!("{LARGEST_RATIO} times its packed size"))));
        }
        Ok(read)
    }
}

/// Faults of unpacking; those of the disk below it stay what they are.
fn damaged(error: io::Error) -> io::Error {
    let told = error.get_ref().is_some_and(|e| e.is::<StreamFault>());
    match error.kind() {
        _ if told => error,
        io::ErrorKind::UnexpectedEof => io::Error::other(StreamFault::Damaged("it ends too early".to_owned())),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => io::Error::other(StreamFault::Damaged(error.to_string())),
        _ => error,
    }
}

/// Unpacks gzip, all members one after the other.
pub(super) fn gzip(stream: Box<dyn Read>) -> Box<dyn Read> {
    let count = Rc::default();
    let counted = Counted { inner: stream, count: Rc::clone(&count) };
    Box::new(Unpacked::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 16, counted)), count))
}

/// Unpacks zstd, all frames one after the other.
pub(super) fn zstd(stream: Box<dyn Read>) -> Box<dyn Read> {
    let count = Rc::default();
    let counted = Counted { inner: stream, count: Rc::clone(&count) };
    Box::new(Unpacked::new(Frames { state: Frame::Between(BufReader::with_capacity(1 << 16, counted)) }, count))
}

/// The frames of a zstd stream; those that hold no data are passed over.
struct Frames<R: BufRead> {
    state: Frame<R>,
}

/// A frame's signature, read to see what it is, and what stands behind it.
type Signed<R> = Chain<Cursor<[u8; 4]>, R>;

enum Frame<R: BufRead> {
    Between(R),
    Inside(Box<StreamingDecoder<Signed<R>, FrameDecoder>>),
    Ended,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, Frame::Ended) {
                Frame::Ended => return Ok(0),
                Frame::Between(mut source) => {
                    if source.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    self.state = next_frame(source)?;
                }
                Frame::Inside(mut decoder) => {
                    let read = decoder.read(buffer)?;
                    if read > 0 || buffer.is_empty() {
                        self.state = Frame::Inside(decoder);
                        return Ok(read);
                    }
                    self.state = Frame::Between(decoder.into_inner().into_inner().1);
                }
            }
        }
    }
}

/// Opens a frame, or passes over one that holds no data.
fn next_frame<R: BufRead>(mut source: R) -> io::Result<Frame<R>> {
    let mut signature = [0; 4];
    source.read_exact(&mut signature)?;
    if matches!(signature, [0x50..=0x5f, 0x2a, 0x4d, 0x18]) {
        let mut length = [0; 4];
        source.read_exact(&mut length)?;
        io::copy(&mut source.by_ref().take(u64::from(u32::from_le_bytes(length))), &mut io::sink())?;
        return Ok(Frame::Between(source));
    }
    let decoder = StreamingDecoder::new_with_max_window_size(Cursor::new(signature).chain(source), LARGEST_WINDOW);
    decoder.map(|d| Frame::Inside(Box::new(d))).map_err(|e| io::Error::other(StreamFault::Damaged(e.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).expect("packed");
        encoder.finish().expect("packed")
    }

    fn all(mut stream: Box<dyn Read>) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        stream.read_to_end(&mut out).map_err(|e| e.to_string())?;
        Ok(out)
    }

    #[test]
    fn members_and_frames_follow_one_another() {
        let two = [packed(b"one "), packed(b"two")].concat();
        assert_eq!(all(gzip(Box::new(io::Cursor::new(two)))).as_deref(), Ok(b"one two".as_slice()));
        let frame = |text: &[u8]| ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest);
        let skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
        let frames = [frame(b"one "), skipped, frame(b"two")].concat();
        assert_eq!(all(zstd(Box::new(io::Cursor::new(frames)))).as_deref(), Ok(b"one two".as_slice()));
    }

    #[test]
    fn what_is_cut_short_or_grows_without_end_is_told() {
        let whole = packed(&b"some words ".repeat(1000));
        assert_eq!(all(gzip(Box::new(io::Cursor::new(whole[..whole.len() / 2].to_vec())))), Err("it ends too early".to_owned()));
        let zeros = packed(&vec![0; RATIO_FROM as usize + (64 << 10)]);
        assert!(all(gzip(Box::new(io::Cursor::new(zeros)))).is_err_and(|e| e.contains("times its packed size")));
        assert!(all(zstd(Box::new(io::Cursor::new(b"\x28\xb5\x2f\xfdxxxxxxxxxxxx".to_vec())))).is_err());
    }
}
