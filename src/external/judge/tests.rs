//! Records are judged alike however they come, and can be compared later.

use super::*;
use crate::external::ClaimsFormat;
use crate::model::RelationKind;

fn claims() -> Vec<String> {
    crate::dataset().claims().take(3).map(|claim| serde_json::to_string(claim.get()).expect("a claim can be written")).collect()
}

fn of_records(records: &[String]) -> Feed<'static> {
    let mut left = records.to_vec().into_iter();
    Feed::records(move |part| {
        if let Some(record) = left.next() {
            part.push(record.as_bytes());
        }
        Ok(left.len() > 0)
    })
}

/// The rows, rules and pointers of what is found.
fn found(judgement: &Judgement) -> Vec<(Option<u32>, &str, Option<&str>)> {
    let place = |finding: &'_ Finding<RecordPlace>| finding.place.as_ref().map(|place| place.row);
    let rows: Vec<_> = judgement.findings.iter().map(place).collect();
    let pointers = judgement.findings.iter().map(|finding| finding.place.as_ref()?.pointer.as_deref());
    rows.into_iter().zip(&judgement.findings).zip(pointers).map(|((row, finding), pointer)| (row, finding.rule, pointer)).collect()
}

#[test]
fn lines_and_records_are_judged_alike_with_any_number_of_threads() {
    let mut records = claims();
    records.push(records[0].clone());
    records.push(records[1].replace("\"speaker\":\"", "\"speaker\":\"x-"));
    records.push("{".to_owned());
    let text = records.join("\n");
    for threads in [1, 3] {
        let settings = Settings { threads, ..Settings::default() };
        let of_text = || Ok(Some(Feed::text(std::io::Cursor::new(text.clone().into_bytes()), ClaimsFormat::Lines)));
        let lines = judge(Register::Embedded, None, of_text, &settings).expect("memory can be read");
        let records = judge(Register::Embedded, None, || Ok(Some(of_records(&records))), &settings).expect("memory can be read");
        assert_eq!(found(&lines), found(&records));
        assert_eq!((lines.records, lines.refused), (6, 3));
        assert_eq!(lines.count_of(Severity::Error), lines.findings.len());
    }
}

#[test]
fn records_can_be_compared_later() {
    let mut records = claims();
    records.push("{\"id\":\"flga-2025-12.900\",\"relations\":[{\"kind\":\"supports\",\"target\":\"flga-2025-12.901\"}]}".to_owned());
    let settings = Settings { compare: false, keep_records: true, ..Settings::default() };
    let judgement = judge(Register::Embedded, None, || Ok(Some(of_records(&records))), &settings).expect("memory can be read");
    let ids: Vec<_> = judgement.judged.iter().map(|record| (record.row, record.id.as_deref(), record.whole)).collect();
    let expected: Vec<_> = crate::dataset().claims().take(3).map(crate::ClaimRef::get).collect();
    for (row, claim) in (0..).zip(&expected) {
        assert_eq!(ids[row as usize], (row, Some(claim.id.as_str()), true));
        let relations = &judgement.judged[row as usize].relations;
        let stated: Vec<(Option<RelationKind>, String)> =
            claim.relations.iter().map(|relation| (Some(relation.kind), relation.target.to_string())).collect();
        assert_eq!(*relations, stated);
    }
    assert_eq!(ids[3], (3, Some("flga-2025-12.900"), false));
    assert_eq!(judgement.judged[3].relations, [(None, "flga-2025-12.901".to_owned())]);
}

#[test]
fn nothing_is_an_error_and_a_flag_stops() {
    let nothing = judge(Register::Embedded, None, || Ok(Some(of_records(&[]))), &Settings::default()).expect("nothing can be read");
    assert_eq!((nothing.records, found(&nothing)), (0, vec![(None, "missing-file", None)]));
    let stop = AtomicBool::new(true);
    let settings = Settings { stop: Some(&stop), ..Settings::default() };
    let stopped = judge(Register::Embedded, None, || Ok(Some(of_records(&claims()))), &settings);
    assert_eq!(stopped.expect_err("it was told to stop").kind(), crate::ErrorKind::Io);
}
