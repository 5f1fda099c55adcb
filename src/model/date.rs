//! Calendar dates and durations.

use crate::syntax::ast::Unit;

/// A calendar date without a time or zone.
pub use jiff::civil::Date;

/// The date of a year, month and day; `None` where the calendar has no such day.
pub fn date(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Reads `YYYY-MM-DD`, and nothing else.
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The day that lies a duration later; the last day of the month where the month is too short, and the
/// last day of the calendar (9999-12-31) where it ends.
pub fn add(date: Date, count: u32, unit: Unit) -> Date {
    let count = i64::from(count);
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Days => span.try_days(count),
        Unit::Weeks => span.try_weeks(count),
        Unit::Months => span.try_months(count),
        Unit::Years => span.try_years(count),
    };
    span.and_then(|span| date.checked_add(span)).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Date, add, date, parse_date};
    use crate::syntax::ast::Unit;

    #[test]
    fn months_end_where_the_calendar_says() {
        let january = date(2026, 1, 31);
        assert_eq!(january.map(|day| add(day, 1, Unit::Months)), date(2026, 2, 28));
        assert_eq!(january.map(|day| add(day, u32::MAX, Unit::Years)), Some(Date::MAX));
        assert_eq!(date(2026, 2, 29), None);
        assert_eq!(parse_date("2028-02-29"), date(2028, 2, 29));
        assert_eq!(parse_date("2028-2-29"), None);
    }
}
