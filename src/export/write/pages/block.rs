//! The rows of a block, column by column: where the cells of a table go.

use std::fmt::{Display, Write};

use super::leaf::{Leaf, LeafBlock, OF_ITS_KIND};
use crate::export::tables::{Cells, Column, Kind, Table};
use crate::model::{Amount, CalendarDate};

/// The rows of a block.
#[derive(Debug)]
pub(in crate::export) struct Block {
    scope: Scope,
}

/// The rows of a table, or of the records in a column.
#[derive(Debug)]
struct Scope {
    nodes: Vec<Node>,
    /// The place of the next cell in its row.
    next: usize,
    rows: usize,
    /// The level at which the next row repeats: that of the list around it if it is the list's first, its own otherwise.
    repeated: u8,
    /// The level at which the rows of this scope repeat one another.
    depth: u8,
    /// The level of a value of which all is there up to the row.
    defined: u8,
    /// What texts are written to before they are known.
    shown: String,
}

#[derive(Debug)]
enum Node {
    Value(LeafBlock),
    List { leaf: LeafBlock, empty: u8 },
    Records(Scope),
    Record(Scope),
}

impl Block {
    /// A block of a table with these columns and leaves.
    pub(in crate::export::write) fn new(columns: &[Column], leaves: &[Leaf]) -> Self {
        let mut leaves = leaves.iter();
        Self { scope: Scope::new(columns, &mut leaves, 0, 0, false) }
    }

    /// Takes the rows of a table, in the place of those that it has.
    pub(in crate::export::write) fn fill(&mut self, table: &Table<'_>) {
        self.scope.clear();
        table.write(&mut self.scope);
    }

    pub(in crate::export::write) const fn rows(&self) -> usize {
        self.scope.rows
    }

    /// The leaves of a column of the table.
    pub(super) fn leaves(&self, column: usize) -> Vec<&LeafBlock> {
        let mut leaves = Vec::new();
        self.scope.nodes[column].add_leaves(&mut leaves);
        leaves
    }
}

impl Scope {
    fn new(columns: &[Column], leaves: &mut std::slice::Iter<'_, Leaf>, depth: u8, defined: u8, nullable: bool) -> Self {
        let node = |column: &Column| {
            let present = defined + u8::from(nullable || !column.required);
            let mut leaf = || LeafBlock::new(leaves.next().expect("each column has its leaves"));
            match &column.kind {
                Kind::Text | Kind::Term(_) | Kind::Integer | Kind::Number | Kind::Date => Node::Value(leaf()),
                Kind::List => Node::List { leaf: leaf(), empty: present },
                Kind::Records(columns) | Kind::CompactRecords(columns) => {
                    Node::Records(Self::new(columns, leaves, depth + 1, present + 1, false))
                }
                Kind::Record(columns) => Node::Record(Self::new(columns, leaves, depth, present, true)),
            }
        };
        let nodes = columns.iter().map(node).collect();
        Self { nodes, next: 0, rows: 0, repeated: depth, depth, defined, shown: String::new() }
    }

    fn clear(&mut self) {
        (self.next, self.rows, self.repeated) = (0, 0, self.depth);
        self.nodes.iter_mut().for_each(|node| match node {
            Node::Value(leaf) | Node::List { leaf, .. } => leaf.clear(),
            Node::Records(scope) | Node::Record(scope) => scope.clear(),
        });
    }

    fn next(&mut self) -> &mut Node {
        self.next += 1;
        &mut self.nodes[self.next - 1]
    }

    fn word(&mut self, word: u64) {
        let repeated = self.repeated;
        let Node::Value(leaf) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        leaf.word(repeated, word);
    }
}

impl Node {
    /// Says that there is no value here, and how much of the path to it is there.
    fn absent(&mut self, repeated: u8, defined: u8) {
        match self {
            Self::Value(leaf) | Self::List { leaf, .. } => leaf.level(repeated, defined),
            Self::Records(scope) | Self::Record(scope) => scope.nodes.iter_mut().for_each(|node| node.absent(repeated, defined)),
        }
    }

    fn add_leaves<'n>(&'n self, leaves: &mut Vec<&'n LeafBlock>) {
        match self {
            Self::Value(leaf) | Self::List { leaf, .. } => leaves.push(leaf),
            Self::Records(scope) | Self::Record(scope) => scope.nodes.iter().for_each(|node| node.add_leaves(leaves)),
        }
    }
}

impl Cells for Scope {
    fn null(&mut self) {
        let (repeated, defined) = (self.repeated, self.defined);
        self.next().absent(repeated, defined);
    }

    fn text(&mut self, text: &str) {
        let repeated = self.repeated;
        let Node::Value(leaf) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        leaf.text(repeated, text);
    }

    fn term(&mut self, ordinal: usize, _: &str) {
        self.word(ordinal as u64);
    }

    fn shown(&mut self, text: &dyn Display) {
        let mut shown = std::mem::take(&mut self.shown);
        shown.clear();
        write!(shown, "{text}").expect("memory can be written to");
        self.text(&shown);
        self.shown = shown;
    }

    fn integer(&mut self, integer: i64) {
        self.word(integer.cast_unsigned());
    }

    fn number(&mut self, number: Amount) {
        self.word(number.get().to_bits());
    }

    fn figure(&mut self, figure: f64) {
        self.word(figure.to_bits());
    }

    fn date(&mut self, date: CalendarDate) {
        self.word(i64::from(date.days_since_epoch()).cast_unsigned());
    }

    fn list(&mut self, texts: &mut dyn Iterator<Item = &str>) {
        let (mut repeated, depth) = (self.repeated, self.depth);
        let Node::List { leaf, empty } = self.next() else { unreachable!("{OF_ITS_KIND}") };
        let before = leaf.count();
        for text in texts {
            leaf.text(repeated, text);
            repeated = depth + 1;
        }
        if leaf.count() == before {
            leaf.level(repeated, *empty);
        }
    }

    fn records(&mut self, write: &dyn Fn(&mut dyn Cells)) {
        let repeated = self.repeated;
        let Node::Records(scope) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        let before = scope.rows;
        scope.repeated = repeated;
        write(scope);
        if scope.rows == before {
            let empty = scope.defined - 1;
            scope.nodes.iter_mut().for_each(|node| node.absent(repeated, empty));
        }
    }

    fn record(&mut self, write: &dyn Fn(&mut dyn Cells)) {
        let repeated = self.repeated;
        let Node::Record(scope) = self.next() else { unreachable!("{OF_ITS_KIND}") };
        scope.repeated = repeated;
        write(scope);
    }

    fn end_row(&mut self) {
        (self.next, self.repeated) = (0, self.depth);
        self.rows += 1;
    }
}
