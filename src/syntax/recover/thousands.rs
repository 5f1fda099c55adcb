//! `records = 1,000`: a number with commas between its digits.

/// Digits behind a comma that follows a number directly: where the whole begins and ends, and the number without commas.
/// The number ends at `before`, and what is bad begins at `start`.
pub fn thousands(text: &str, (before, start): (usize, usize)) -> Option<(usize, usize, i64)> {
    if text.get(before..start)? != "," {
        return None;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let head = text.get(..before)?;
    let first = head.len() - head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let mut end = before;
    while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(','))
        && digits(rest) == 3
    {
        end += 4;
    }
    let number = text.get(first..end)?.replace(',', "").parse().ok()?;
    (end > before && before - first <= 3).then_some((first, end, number))
}
