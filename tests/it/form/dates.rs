//! Partial dates against a calendar that nobody here wrote.

use arrow_array::temporal_conversions::date32_to_datetime;
use guarantee_claims::PartialDate;

#[test]
fn every_day_of_the_calendar_is_read_and_no_other() {
    let mut days = 0;
    for year in [1, 4, 99, 100, 400, 1600, 1899, 1900, 1970, 2000, 2023, 2024, 2025, 2100, 9999] {
        for month in 0..=13_u32 {
            for day in 0..=32_u32 {
                let text = format!("{year:04}-{month:02}-{day:02}");
                let valid = chrono::NaiveDate::from_ymd_opt(year, month, day);
                let read = text.parse::<PartialDate>().ok();
                assert_eq!(read.map(|date| date.to_string()), valid.map(|date| date.to_string()), "{text}");
                if let Some((read, valid)) = read.zip(valid) {
                    let same = date32_to_datetime(read.earliest().days_since_epoch()).map(|time| time.date());
                    assert_eq!(same, Some(valid));
                    let first = read.earliest();
                    assert_eq!((first.year().into(), first.month().into(), first.day().into()), (year, month, day));
                    days += 1;
                }
            }
        }
    }
    assert_eq!(days, 15 * 365 + 5);
}

#[test]
fn a_partial_date_means_all_its_days() {
    let date = |text: &str| text.parse::<PartialDate>().expect("the date is valid");
    for (text, earliest, latest) in
        [("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2025-08-22", "2025-08-22", "2025-08-22")]
    {
        assert_eq!(date(text).earliest().to_string(), earliest);
        assert_eq!(date(text).latest().to_string(), latest);
    }
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "",
        "25",
        "02025",
        "2025-",
        "2025-8",
        "2025-13",
        "2025-00",
        "0000",
        "2025-08-",
        "2025-08-22 ",
        "+2025",
        "２０２５",
        "2025-08-22T00:00",
    ] {
        assert!(text.parse::<PartialDate>().is_err(), "{text}");
    }
}
