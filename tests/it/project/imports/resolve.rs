//! Which file of a crate imports what from which other: each path is followed to the file that defines what it names, through `super`,
//! names that `use` binds, and re-exports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Item, ItemMacro, ItemMod, ItemUse, UseTree};

use super::paths::{Kind, Mention, is_test, mentions};

/// An import between files, at a line of the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) line: usize,
}

/// The files of a folder by their paths in it.
pub(super) fn sources(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(folder).expect("it is below the folder").to_str().expect("names are UTF-8").replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("the file is text"));
            }
        }
    }
    files
}

/// The imports between the files of a crate: their paths below its folder, and their texts.
pub(super) fn imports(files: &BTreeMap<String, String>) -> BTreeSet<Import> {
    let mut modules = Modules::default();
    let mut found = Vec::new();
    let root = if files.contains_key("lib.rs") { "lib.rs" } else { "main.rs" };
    for (path, text) in files {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let module = module_path(path, root);
        modules.define(path, &module, &file.items);
        found.extend(mentions(&module, &file));
    }
    let import = |mention: &Mention| {
        let from = &modules.0[&mention.module].file;
        let to = modules.file_of(mention)?;
        (from != to).then(|| Import { from: from.clone(), to: to.to_owned(), line: mention.line })
    };
    found.iter().filter_map(import).collect()
}

/// A module: the file that holds it, what it defines, and the names that its `use` lines bind.
#[derive(Default)]
struct Module {
    file: String,
    items: BTreeSet<String>,
    macros: BTreeSet<String>,
    bound: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// How many bindings and re-exports are followed: more than any name goes through.
const DEEPEST: usize = 16;

/// The modules of a crate by their paths.
#[derive(Default)]
struct Modules(BTreeMap<Vec<String>, Module>);

impl Modules {
    fn define(&mut self, file: &str, path: &[String], items: &[Item]) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items.iter().filter(|item| !is_test(item)) {
            match item {
                Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) => {
                    self.define(file, &[path, &[ident.to_string()]].concat(), items);
                }
                Item::Macro(ItemMacro { ident: Some(ident), .. }) => {
                    module.macros.insert(ident.to_string());
                }
                _ => {
                    module.items.extend(name_of(item));
                    // A function binds names for itself; as it does, so would the module.
                    module.visit_item(item);
                }
            }
        }
        self.0.insert(path.to_vec(), module);
    }

    /// The file that defines what is mentioned; none if that is in another crate.
    fn file_of(&self, mention: &Mention) -> Option<&str> {
        match (mention.kind, &mention.segments[..]) {
            (Kind::Declaration, [name]) => {
                self.0.get(&[&mention.module[..], std::slice::from_ref(name)].concat()).map(|module| &module.file[..])
            }
            (Kind::Macro, [name]) => {
                let here = &self.0[&mention.module];
                let is_here = here.macros.contains(name) || here.bound.contains_key(name);
                let defines = |module: &&Module| !is_here && module.macros.contains(name);
                self.0.values().find(defines).map(|module| &module.file[..])
            }
            (_, written) => {
                let segments = self.absolute(&mention.module, written, DEEPEST)?;
                self.definer(&segments, DEEPEST).or_else(|| Some(&self.0[&self.known(&segments)].file))
            }
        }
    }

    /// The segments from the crate's root, of a path that is written in this module; none for one into another crate.
    fn absolute(&self, module: &[String], written: &[String], depth: usize) -> Option<Vec<String>> {
        let (first, mut rest) = written.split_first()?;
        let mut start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            name => {
                let child = [module, std::slice::from_ref(first)].concat();
                if self.0.contains_key(&child) {
                    child
                } else {
                    let bound = self.0.get(module)?.bound.get(name).filter(|_| depth > 0)?;
                    self.absolute(module, bound, depth - 1)?
                }
            }
        };
        while let Some((first, after)) = rest.split_first()
            && first == "super"
        {
            start.pop()?;
            rest = after;
        }
        start.extend_from_slice(rest);
        Some(start)
    }

    /// The path of the innermost module that these segments lead through.
    fn known(&self, segments: &[String]) -> Vec<String> {
        let length = (0..=segments.len()).rev().find(|length| self.0.contains_key(&segments[..*length]));
        segments[..length.expect("a crate has a root")].to_vec()
    }

    /// The file that defines what these segments name, through re-exports.
    fn definer(&self, segments: &[String], depth: usize) -> Option<&str> {
        let path = self.known(segments);
        let module = &self.0[&path];
        let Some((name, after)) = segments[path.len()..].split_first() else { return Some(&module.file) };
        if module.items.contains(name) || module.macros.contains(name) {
            return Some(&module.file);
        }
        let depth = depth.checked_sub(1)?;
        let follow = |target: &[String], names: &[&[String]]| {
            let target = self.absolute(&path, target, depth)?;
            self.definer(&[&[&target[..]], names].concat().concat(), depth)
        };
        let through = module.bound.get(name).and_then(|target| follow(target, &[after]));
        through.or_else(|| module.globs.iter().find_map(|target| follow(target, &[std::slice::from_ref(name), after])))
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(item) && !matches!(item, Item::Mod(_)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.bind(&item.tree, &mut Vec::new());
    }
}

impl Module {
    fn bind(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.bind(&path.tree, before);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|item| self.bind(item, before)),
            UseTree::Name(name) if name.ident == "self" => self.bound.extend(before.last().cloned().map(|last| (last, before.clone()))),
            UseTree::Name(name) => {
                self.bound.insert(name.ident.to_string(), [&before[..], &[name.ident.to_string()]].concat());
            }
            UseTree::Rename(name) => {
                self.bound.insert(name.rename.to_string(), [&before[..], &[name.ident.to_string()]].concat());
            }
            UseTree::Glob(_) => self.globs.push(before.clone()),
        }
    }
}

/// The modules that hold a file: `model/claim.rs` is `model`, `claim`; `model/mod.rs` is `model`; the root's file is none.
fn module_path(path: &str, root: &str) -> Vec<String> {
    if path == root {
        return Vec::new();
    }
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// The name that an item defines, if it has one.
fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// What a crate of these files imports, each import as `from:line -> to`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    imports(&files).into_iter().map(|import| format!("{}:{} -> {}", import.from, import.line, import.to)).collect()
}

#[test]
fn paths_are_followed_to_the_file_that_defines_what_they_name() {
    let root = "pub use one::*;\npub use two::{Two as Zwei, inner};";
    let one = "pub use deep::*;\npub struct One;";
    let deep = "pub struct Deep;\nmacro_rules! shout { () => {} }\npub(crate) use shout;";
    let two = "pub struct Two;\npub mod inner { pub fn call() {} }";
    for (written, to) in [
        ("use crate::one::One;", "one/mod.rs"),
        ("use super::one::{self};", "one/mod.rs"),
        ("fn f(_: crate::one::One) {}", "one/mod.rs"),
        ("fn f() { vec![super::two::Two] }", "two.rs"),
        ("use crate::Deep;", "one/deep.rs"),
        ("use crate::one::*;", "one/mod.rs"),
        ("use crate::Zwei;", "two.rs"),
        ("fn f() { crate::inner::call() }", "two.rs"),
        ("fn f() { crate::one::deep::shout!() }", "one/deep.rs"),
        ("fn f() { shout!() }", "one/deep.rs"),
        ("fn f() { print!(\"{}\", shout!()) }", "one/deep.rs"),
        ("#[serde(with = \"crate::two::inner\")] struct Three;", "two.rs"),
        ("#[derive(crate::two::Two)] struct Three;", "two.rs"),
        ("use crate::Nothing;", "lib.rs"),
    ] {
        let files = [("lib.rs", root), ("one/mod.rs", one), ("one/deep.rs", deep), ("two.rs", two), ("three.rs", written)];
        let imports = found(&files).into_iter().filter(|import| import.starts_with("three.rs")).collect::<Vec<_>>();
        assert_eq!(imports, [format!("three.rs:1 -> {to}")], "{written}");
    }
}

#[test]
fn names_that_are_bound_lead_on_and_other_crates_do_not() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\nmod c;"),
        ("a.rs", "pub struct A;"),
        ("b.rs", "pub use crate::a;\nuse serde_json::a as json;\nfn f() { json::A }\nfn g(x: bool) -> bool { x != true }"),
        (
            "c.rs",
            "fn f() {\n    use crate::b;\n    b::a::A\n}\n#[cfg(test)]\nmod tests {\n    use crate::b::*;\n}\npub(in crate::b) fn g() {}",
        ),
    ];
    let expected = ["b.rs:1 -> a.rs", "c.rs:3 -> a.rs", "c.rs:2 -> b.rs", "lib.rs:1 -> a.rs", "lib.rs:2 -> b.rs", "lib.rs:3 -> c.rs"];
    assert_eq!(found(&files), expected);
}
