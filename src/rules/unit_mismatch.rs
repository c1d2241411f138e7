rule! {
    /// A quantity has a unit that cannot measure its measure.
    ///
    /// Money is spent in euros, dollars or per cent of output; personnel is counted in persons; a deadline is a year, a
    /// period a number of hours, days, months or years; equipment and participants are counted one by one. Correct the measure or the unit.
    "unit-mismatch", Error, scope: Scope::Record, checks: &[Check::Claim(check)]
}

use super::{Check, OfRecord, Registers, Scope};
use crate::model::{ClaimView, Measure, Unit};

fn check(_: &Registers<'_>, claim: &ClaimView<'_>, findings: &mut OfRecord<'_>) {
    for (i, quantity) in claim.quantities.iter().enumerate() {
        let units = units(quantity.measure);
        if !units.contains(&quantity.unit) {
            let expected: Vec<_> = units.iter().map(|unit| unit.as_str()).collect();
            let message = format!("\"{}\" cannot measure \"{}\": expected {}", quantity.unit, quantity.measure, expected.join(" or "));
            findings.add(&RULE, format!("/quantities/{i}/unit"), message);
        }
    }
}

const fn units(measure: Measure) -> &'static [Unit] {
    match measure {
        Measure::DefenceSpending => &[Unit::PercentOfGdp, Unit::Eur, Unit::Usd],
        Measure::MilitaryAid => &[Unit::Eur, Unit::Usd],
        Measure::Personnel => &[Unit::Persons],
        Measure::Contingent => &[Unit::Company, Unit::Persons, Unit::Items],
        Measure::Equipment | Measure::Participants => &[Unit::Items],
        Measure::Deadline => &[Unit::Year],
        Measure::Period => &[Unit::Hours, Unit::Days, Unit::Months, Unit::Years],
    }
}
