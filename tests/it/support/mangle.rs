//! Other layouts of the same content, randomly generated: keys shuffled, odd spacing, other quotation marks, lists broken otherwise.

use std::fmt::Write as _;

/// Random numbers, the same ones for the same start.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(start: u64) -> Self {
        Self(start)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a>(&mut self, options: &[&'a str]) -> &'a str {
        options[self.below(options.len())]
    }
}

/// The file, which is in canonical layout, with comments put in where they may stand; it is in canonical layout still.
pub(crate) fn comment(text: &str, random: &mut Random) -> String {
    let mut commented = String::new();
    for line in text.lines() {
        let indent = if line.starts_with("  ") { "  " } else { "" };
        let is_place = !line.is_empty() && !line.starts_with('#') && line != "]";
        if is_place && random.one_in(9) {
            let _ = writeln!(commented, "{indent}# a comment, \"{}\" = [", random.below(1000));
        }
        commented += line;
        if is_place && random.one_in(9) {
            let _ = write!(commented, " # at the end {}", random.below(1000));
        }
        commented.push('\n');
    }
    commented
}

/// The file with the same content in another layout.
pub(crate) fn mangle(text: &str, random: &mut Random) -> String {
    let mut mangled = String::new();
    for section in sections(text) {
        let mut entries = Vec::new();
        let mut heading = String::new();
        for entry in section {
            if entry.iter().any(|line| line.starts_with('[') || line.starts_with("#:schema")) {
                heading += &(entry.join("\n") + "\n");
            } else {
                entries.push(entry);
            }
        }
        mangled += &heading;
        while !entries.is_empty() {
            let entry = entries.swap_remove(random.below(entries.len()));
            // A blank line after the line that names the schema would make the comment after it the file's.
            let blank = if heading.starts_with("#:schema") { "" } else { random.pick(&["", "", "\n", " \n\n"]) };
            mangled += blank;
            mangled += &self::entry(&entry, random);
        }
        mangled += random.pick(&["\n", "\n\n", "\n \t\n\n"]);
    }
    if random.one_in(2) { mangled.replace('\n', "\r\n") } else { mangled.trim_end().to_owned() }
}

/// The lines of each part from one blank line to the next, by entries: a key or heading with the comments before it.
fn sections(text: &str) -> Vec<Vec<Vec<&str>>> {
    text.split("\n\n").map(|part| entries(part.lines().collect())).collect()
}

fn entries(lines: Vec<&str>) -> Vec<Vec<&str>> {
    let (mut entries, mut open) = (Vec::new(), Vec::new());
    let mut in_list = false;
    for line in lines {
        open.push(line);
        in_list = if in_list { !line.starts_with(']') } else { line.contains(" = [ #") || line.ends_with(" = [") };
        if !in_list && (!line.starts_with('#') || line.starts_with("#:schema")) {
            entries.push(std::mem::take(&mut open));
        }
    }
    entries.push(open);
    entries.retain(|entry| !entry.is_empty());
    entries
}

fn entry(lines: &[&str], random: &mut Random) -> String {
    lines.iter().map(|line| self::line(line, random) + "\n").collect()
}

fn line(line: &str, random: &mut Random) -> String {
    let (code, comment) = match line.rfind(" # at the end ") {
        Some(at) => line.split_at(at),
        None if line.trim_start().starts_with('#') => ("", line.trim_start()),
        None => (line, ""),
    };
    let code = match code.split_once(" = ") {
        _ if code.starts_with("  ") => random.pick(&["", "  ", "\t", "      "]).to_owned() + &row(code.trim_start(), random),
        Some((key, value)) => {
            format!("{key}{}={}{}", random.pick(&["", " ", "\t"]), random.pick(&["", " ", "   "]), self::value(value, random))
        }
        None => code.to_owned(),
    };
    format!("{}{code}{}{}{}", random.pick(&["", " ", "\t"]), random.pick(&["", "  "]), comment.trim_start(), random.pick(&["", " ", "\t"]))
}

fn value(value: &str, random: &mut Random) -> String {
    let is_plain = value.starts_with('"') && !value.contains(['\'', '\\']) && value.matches('"').count() == 2;
    match value {
        plain if is_plain && random.one_in(2) => plain.replace('"', random.pick(&["'", "\"\"\"", "'''"])),
        list if list.starts_with("[\"") && random.one_in(2) => {
            let broken = list.replace("\", \"", "\" ,\n\t\"");
            if random.one_in(2) { broken.replace("\"]", "\",\n]") } else { broken }
        }
        other => other.to_owned(),
    }
}

/// A table on a line of a list, or another item.
fn row(row: &str, random: &mut Random) -> String {
    let Some(inside) = row.strip_prefix("{ ").and_then(|row| row.strip_suffix(" },")) else { return row.to_owned() };
    // Commas inside prose and lists are no separators.
    if inside.contains("quote = ") || inside.contains('[') || inside.contains("reason = \"") && !inside.contains("start = ") {
        return format!("{{{inside}}} ,");
    }
    let mut keys: Vec<_> = inside.split(", ").map(|pair| number(pair, random)).collect();
    let turn = random.below(keys.len());
    keys.rotate_left(turn);
    format!("{{{}}},", keys.join(random.pick(&[",", " , ", ",  "])))
}

/// A pair of key and value, a number in another spelling.
fn number(pair: &str, random: &mut Random) -> String {
    let Some((key, digits)) = pair.split_once(" = ") else { return pair.to_owned() };
    match digits.parse::<u32>() {
        Ok(_) if random.one_in(3) => format!("{key} = {digits}.0"),
        Ok(number) if random.one_in(3) => format!("{key}=0x{number:x}"),
        Ok(_) if random.one_in(3) => format!("{key} = +{digits}"),
        _ => pair.to_owned(),
    }
}
