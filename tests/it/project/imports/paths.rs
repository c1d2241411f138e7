//! The paths that a file of a crate has: in `use` lines, in code, in the arguments of macros, in attributes.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, ItemMod, ItemUse, LitStr, Macro, Meta, UseTree, Visibility};

/// A path as it is written: the module in which it stands, its segments, and its line.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) module: Vec<String>,
    pub(super) kind: Kind,
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// What a path is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything, found by the names that the module binds.
    Path,
    /// A file that the module declares.
    Declaration,
    /// A macro by its name alone, which may be in scope without an import.
    Macro,
}

/// The paths in a file that holds this module.
pub(super) fn mentions(module: &[String], file: &File) -> Vec<Mention> {
    let mut walk = Walk { module: module.to_vec(), mentions: Vec::new() };
    walk.visit_file(file);
    walk.mentions
}

/// Whether an item is compiled for tests alone.
pub(super) fn is_test(item: &Item) -> bool {
    let (Item::Mod(ItemMod { attrs, .. }) | Item::Fn(syn::ItemFn { attrs, .. }) | Item::Use(ItemUse { attrs, .. })) = item else {
        return false;
    };
    attrs.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

struct Walk {
    module: Vec<String>,
    mentions: Vec<Mention>,
}

impl Walk {
    fn mention(&mut self, kind: Kind, segments: &[String], line: usize) {
        self.mentions.push(Mention { module: self.module.clone(), kind, segments: segments.to_vec(), line });
    }

    /// One segment alone is a name that is bound here, whose `use` line is looked at.
    fn path(&mut self, segments: &[String], line: usize) {
        if segments.len() > 1 {
            self.mention(Kind::Path, segments, line);
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
            UseTree::Name(name) if name.ident == "self" => self.mention(Kind::Path, before, line),
            UseTree::Name(name) => self.path(&[&before[..], &[name.ident.to_string()]].concat(), line),
            UseTree::Rename(name) => self.path(&[&before[..], &[name.ident.to_string()]].concat(), line),
            UseTree::Glob(_) => self.mention(Kind::Path, before, line),
        }
    }

    /// The paths in the arguments of a macro or an attribute, which are tokens and not yet paths.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut line = 0;
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    if punct.spacing() == Spacing::Alone && colons < 2 {
                        self.path(&std::mem::take(&mut path), line);
                    }
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == '!' && path.len() == 1 => {
                    self.mention(Kind::Macro, &std::mem::take(&mut path), line);
                }
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.path(&std::mem::take(&mut path), line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                }
                TokenTree::Group(group) => {
                    self.path(&std::mem::take(&mut path), line);
                    self.tokens(group.stream());
                }
                _ => self.path(&std::mem::take(&mut path), line),
            }
            colons = 0;
        }
        self.path(&path, line);
    }

    /// The paths in the texts of an attribute, as in `#[serde(with = "crate::dates")]`.
    fn texts(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.texts(group.stream()),
                TokenTree::Literal(literal) => {
                    let line = literal.span().start().line;
                    let text = syn::parse_str::<LitStr>(&literal.to_string());
                    if let Ok(path) = text.and_then(|text| text.parse::<syn::Path>()) {
                        self.path(&segments(&path), line);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Walk {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let name = item.ident.to_string();
        let Some((_, items)) = &item.content else {
            self.mention(Kind::Declaration, &[name], item.ident.span().start().line);
            return;
        };
        self.module.push(name);
        for item in items {
            self.visit_item(item);
        }
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.use_tree(&item.tree, &mut Vec::new(), item.use_token.span.start().line);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.path(&segments(path), path.segments[0].ident.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        match &segments(&call.path)[..] {
            [name] => self.mention(Kind::Macro, std::slice::from_ref(name), call.path.segments[0].ident.span().start().line),
            _ => self.visit_path(&call.path),
        }
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
            self.texts(list.tokens.clone());
        }
    }

    /// It says who may use an item, and uses nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

fn segments(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}
