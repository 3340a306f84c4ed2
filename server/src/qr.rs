//! QR codes, for paper that leads back to the hall.

use crate::error::Result;

/// Modules of white around a code, as ISO/IEC 18004 wants them.
const QUIET: usize = 4;

/// A text as a QR code: SVG path data, one square a dark module, and how many squares it is across, quiet zone included.
pub fn qr(text: &str) -> Result<(String, u32)> {
    let code = qrcode::QrCode::new(text).map_err(anyhow::Error::from)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == qrcode::Color::Dark);
    let path: String = dark
        .map(|(place, _)| format!("M{} {}h1v1h-1z", place % width + QUIET, place / width + QUIET))
        .collect();
    Ok((path, (width + 2 * QUIET) as u32))
}
