//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::export::tables::Kind;

/// The format in which what is typed into a cell stays text.
const TEXT: &str = "@";

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (9, 60);

pub(super) struct Style {
    pub(super) head: Format,
    pub(super) text: Format,
    /// Text in lines as wide as the column.
    pub(super) prose: Format,
    pub(super) link: Format,
    pub(super) date: Format,
    pub(super) number: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let text = Format::new().set_num_format(TEXT);
        Self {
            head: text.clone().set_bold().set_border_bottom(FormatBorder::Thin),
            prose: text.clone().set_text_wrap().set_align(FormatAlign::Top),
            link: text.clone().set_font_color(Color::RGB(0x05_63_C1)).set_underline(FormatUnderline::Single),
            text,
            date: Format::new().set_num_format("yyyy-mm-dd"),
            number: Format::new(),
        }
    }

    /// The format of the cells of a column.
    pub(super) const fn of(&self, kind: &Kind) -> &Format {
        match kind {
            Kind::Date => &self.date,
            Kind::Integer | Kind::Number => &self.number,
            Kind::Text | Kind::Term(_) | Kind::List | Kind::Records(_) | Kind::CompactRecords(_) | Kind::Record(_) => &self.text,
        }
    }
}

/// How wide a column is whose longest text has so many characters.
pub(super) fn width(longest: usize) -> f64 {
    let (least, most) = WIDTHS;
    u32::try_from((longest + 2).clamp(least, most)).map_or(0.0, f64::from)
}
