//! Cycles of relations.

/// A relation between two records that are known by numbers.
pub(crate) trait Edge {
    /// The number of the record that it leads from, and of the one that it leads to.
    fn ends(&self) -> (u32, u32);
}

/// The edges that close a cycle when the records are walked in order. The edges must be in the order of the records that they lead from.
pub(crate) fn closing<E: Edge>(edges: &[E]) -> impl Iterator<Item = &E> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        OnPath,
        Done,
    }
    let records: Vec<&[E]> = edges.chunk_by(|a, b| a.ends().0 == b.ends().0).collect();
    let mut states = vec![State::New; records.len()];
    let mut found = Vec::new();
    for start in 0..records.len() {
        // An own stack: chains may be longer than the thread's.
        let mut path = if states[start] == State::New { vec![(start, 0)] } else { Vec::new() };
        while let Some((record, next)) = path.last_mut() {
            states[*record] = State::OnPath;
            let Some(edge) = records[*record].get(*next) else {
                states[*record] = State::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let target = records.binary_search_by_key(&edge.ends().1, |edges| edges[0].ends().0).ok();
            match target.map(|target| (target, states[target])) {
                Some((_, State::OnPath)) => found.push(edge),
                Some((target, State::New)) => path.push((target, 0)),
                _ => {}
            }
        }
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Edge for (u32, u32) {
        fn ends(&self) -> Self {
            *self
        }
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_records_is_walked_and_its_one_cycle_found() {
        let last = 100_000;
        let mut edges: Vec<_> = (0..last).map(|number| (number, number + 1)).collect();
        assert_eq!(closing(&edges).count(), 0);
        edges.push((last, 0));
        assert_eq!(closing(&edges).collect::<Vec<_>>(), [&(last, 0)]);
        assert_eq!(closing(&[(3, 3)]).count(), 1);
    }
}
