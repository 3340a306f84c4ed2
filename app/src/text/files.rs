//! Files as people read of them: how large one is, and of which kind.

/// A size, rounded up.
pub fn file_size(bytes: u64) -> String {
    const UNIT: u64 = 1024;
    match bytes {
        0..UNIT => format!("{bytes} B"),
        bytes if bytes < UNIT * UNIT => format!("{} KB", bytes.div_ceil(UNIT)),
        bytes => {
            let tenths = (bytes * 10).div_ceil(UNIT * UNIT);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// A media type by the name people know.
pub fn file_kind(media_type: &str) -> String {
    match media_type {
        "image/jpeg" => "JPG".to_owned(),
        other => other.rsplit('/').next().unwrap_or(other).to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_kinds_are_readable() {
        for (bytes, expect) in
            [(0, "0 B"), (1024, "1 KB"), (1025, "2 KB"), (1_258_291, "1.2 MB"), (10 << 20, "10.0 MB")]
        {
            assert_eq!(file_size(bytes), expect);
        }
        for (media_type, expect) in [("image/jpeg", "JPG"), ("image/png", "PNG"), ("application/pdf", "PDF")]
        {
            assert_eq!(file_kind(media_type), expect);
        }
    }
}
