//! Imports between the folders of `src/` point down, in the order of docs/architecture.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMacro, ItemMod, ItemUse, Macro, UseTree};

use crate::support::root;

/// A module: the file that holds it, what it defines, and the names that its `use` lines bind.
#[derive(Default)]
struct Module {
    file: String,
    items: BTreeSet<String>,
    bound: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// A path from one module to another as it is written: the module, the segments from the crate's root, and the line.
struct Mention {
    from: Vec<String>,
    segments: Vec<String>,
    line: usize,
}

/// An import between files, at a line of the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Import {
    from: String,
    to: String,
    line: usize,
}

/// The modules of a crate, and the paths between them.
#[derive(Default)]
struct Crate {
    modules: BTreeMap<Vec<String>, Module>,
    mentions: Vec<Mention>,
}

impl Crate {
    /// Reads the files of a crate: their paths below `src/`, and their texts.
    fn read(files: &BTreeMap<String, String>) -> Self {
        let mut read = Self::default();
        let parsed: Vec<_> = files
            .iter()
            .map(|(path, text)| (module_path(path), syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"))))
            .collect();
        for ((path, _), (module, file)) in files.iter().zip(&parsed) {
            read.define(path, module, &file.items);
        }
        for (module, file) in &parsed {
            let mut walk = Walk { module: module.clone(), krate: &read, mentions: Vec::new() };
            walk.visit_file(file);
            let mentions = walk.mentions;
            read.mentions.extend(mentions);
        }
        read
    }

    fn define(&mut self, file: &str, path: &[String], items: &[Item]) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        for item in items.iter().filter(|item| !is_test(item)) {
            match item {
                Item::Use(import) => bind(&import.tree, &mut Vec::new(), &mut module),
                Item::Mod(ItemMod { ident, content: Some((_, items)), .. }) => {
                    self.define(file, &[path, &[ident.to_string()]].concat(), items);
                }
                _ => module.items.extend(name_of(item)),
            }
        }
        self.modules.insert(path.to_vec(), module);
    }

    /// The segments from the crate's root, of a path that is written in this module; none for one into another crate.
    fn absolute(&self, module: &[String], written: &[String]) -> Option<Vec<String>> {
        let (first, rest) = written.split_first()?;
        let mut start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            name => {
                let child = [module, &[name.to_owned()]].concat();
                self.modules.contains_key(&child).then_some(child)?
            }
        };
        let mut rest = rest;
        while let Some((first, after)) = rest.split_first()
            && first == "super"
        {
            start.pop()?;
            rest = after;
        }
        start.extend_from_slice(rest);
        Some(start)
    }

    /// The file that defines what these segments name, through re-exports.
    fn definer(&self, segments: &[String], depth: usize) -> Option<&str> {
        let known = (0..=segments.len()).rev().find(|length| self.modules.contains_key(&segments[..*length]))?;
        let module = &self.modules[&segments[..known]];
        let Some(name) = segments.get(known).filter(|name| depth > 0 && !module.items.contains(*name)) else {
            return Some(&module.file);
        };
        let here = &segments[..known];
        let through = module.bound.get(name).and_then(|target| {
            let target = self.absolute(here, target)?;
            self.definer(&[&target, &segments[known + 1..]].concat(), depth - 1)
        });
        through.or_else(|| self.through_globs(here, name, depth)).or(Some(&module.file))
    }

    fn through_globs(&self, module: &[String], name: &String, depth: usize) -> Option<&str> {
        self.modules[module].globs.iter().find_map(|glob| {
            let target = self.absolute(module, glob)?;
            let holds = self.modules.get(&target).is_some_and(|other| other.items.contains(name) || other.bound.contains_key(name));
            if holds { self.definer(&[&target, std::slice::from_ref(name)].concat(), depth - 1) } else { None }
        })
    }

    fn imports(&self) -> BTreeSet<Import> {
        let imports = self.mentions.iter().filter_map(|mention| {
            let from = &self.modules[&mention.from].file;
            let to = self.definer(&mention.segments, 8)?;
            (from != to).then(|| Import { from: from.clone(), to: to.to_owned(), line: mention.line })
        });
        imports.collect()
    }
}

/// Walks a file for paths into other modules of the crate.
struct Walk<'a> {
    module: Vec<String>,
    krate: &'a Crate,
    mentions: Vec<Mention>,
}

impl Walk<'_> {
    /// One segment alone is a name that is bound here, whose `use` line is looked at.
    fn mention(&mut self, written: &[String], line: usize) {
        if written.len() > 1
            && let Some(segments) = self.krate.absolute(&self.module, written)
        {
            self.mentions.push(Mention { from: self.module.clone(), segments, line });
        }
    }

    fn use_tree(&mut self, tree: &UseTree, before: &mut Vec<String>, line: usize) {
        match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.use_tree(&path.tree, before, line);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|item| self.use_tree(item, before, line)),
            UseTree::Name(name) if name.ident == "self" => self.mention(&before.clone(), line),
            UseTree::Name(name) => self.mention(&[&before[..], &[name.ident.to_string()]].concat(), line),
            UseTree::Rename(name) => self.mention(&[&before[..], &[name.ident.to_string()]].concat(), line),
            UseTree::Glob(_) => self.mention(&before.clone(), line),
        }
    }

    /// The paths in the arguments of a macro, which are tokens and not yet paths.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    if punct.spacing() == Spacing::Alone && colons < 2 {
                        self.mention(&std::mem::take(&mut path), line);
                    }
                    continue;
                }
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.mention(&std::mem::take(&mut path), line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                }
                TokenTree::Group(group) => {
                    self.mention(&std::mem::take(&mut path), line);
                    self.tokens(group.stream());
                }
                _ => self.mention(&std::mem::take(&mut path), line),
            }
            colons = 0;
        }
        self.mention(&path, line);
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        for item in item.content.iter().flat_map(|(_, items)| items) {
            self.visit_item(item);
        }
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.use_tree(&item.tree, &mut Vec::new(), item.use_token.span.start().line);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.mention(&segments, path.segments[0].ident.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

/// The modules that hold a file: `model/claim.rs` is `model`, `claim`; `model/mod.rs` is `model`; `lib.rs` and `main.rs` are the root.
fn module_path(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    if ["lib", "mod"].contains(&path) { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

fn is_test(item: &Item) -> bool {
    let (Item::Mod(ItemMod { attrs, .. }) | Item::Fn(syn::ItemFn { attrs, .. }) | Item::Use(ItemUse { attrs, .. })) = item else {
        return false;
    };
    attrs.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

/// The name that an item defines, if it has one.
fn name_of(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(ItemMacro { ident: Some(ident), .. }) => ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn bind(tree: &UseTree, before: &mut Vec<String>, module: &mut Module) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            bind(&path.tree, before, module);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|item| bind(item, before, module)),
        UseTree::Name(name) if name.ident == "self" => {
            module.bound.extend(before.last().cloned().map(|last| (last, before.clone())));
        }
        UseTree::Name(name) => {
            module.bound.insert(name.ident.to_string(), [&before[..], &[name.ident.to_string()]].concat());
        }
        UseTree::Rename(name) => {
            module.bound.insert(name.rename.to_string(), [&before[..], &[name.ident.to_string()]].concat());
        }
        UseTree::Glob(_) => module.globs.push(before.clone()),
    }
}

/// The files of a folder by their paths in it.
fn sources(folder: &Path) -> BTreeMap<String, String> {
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

/// The first part of a file's path, without its ending: the unit that the order of docs/architecture.md names.
fn unit(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The units of `src/`, the lowest first, as docs/architecture.md lists them.
fn order() -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md can be read");
    let (_, list) = page.split_once("<!-- order -->").expect("the page marks its order");
    let (list, _) = list.split_once("<!-- end -->").expect("the order ends");
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The imports between units that do not point down in this order, and files whose unit it does not name.
fn upward(imports: &BTreeSet<Import>, order: &[String]) -> Vec<String> {
    let rank = |file: &str| order.iter().position(|name| name == unit(file));
    let mut wrong = BTreeSet::new();
    for Import { from, to, line } in imports {
        match (rank(from), rank(to)) {
            (Some(above), Some(below)) if above >= below => {}
            (Some(_), Some(_)) => {
                wrong.insert(format!("src/{from}:{line} imports from src/{to}, which docs/architecture.md puts above it"));
            }
            _ => {
                wrong.insert(format!("docs/architecture.md names no place for `{}` or `{}` (src/{from}:{line})", unit(from), unit(to)));
            }
        }
    }
    wrong.into_iter().collect()
}

#[test]
fn folders_import_only_downwards() {
    let imports = Crate::read(&sources(&root().join("src"))).imports();
    assert!(imports.len() > 100, "only {} imports were found", imports.len());
    let wrong = upward(&imports, &order());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_import_is_named_by_its_line() {
    for planted in ["use crate::cli::run;", "fn f() { crate::cli::run(); }", "fn f() { assert!(super::super::cli::run()) }"] {
        let mut files = sources(&root().join("src"));
        let text = files.get_mut("model/claim.rs").expect("there is a file of claims");
        let line = text.lines().count() + 1;
        text.push_str(planted);
        text.push('\n');
        let imports = Crate::read(&files).imports();
        let expected = format!("src/model/claim.rs:{line} imports from src/cli/mod.rs, which docs/architecture.md puts above it");
        assert!(upward(&imports, &order()).contains(&expected), "{planted}: {:?}", upward(&imports, &order()));
    }
}
