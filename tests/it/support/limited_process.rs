//! The program under bounds: so much memory, so much time, and no control characters in its output.

use std::io::{Read, Seek as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::support::root;

/// The address space that a run may take, in KiB: several times what the largest input needs.
const MEMORY: usize = 3 << 20;
/// How long a run may take: many times what the slowest needs, on a machine that does other things too.
const TIME: Duration = Duration::from_secs(120);

/// Whether everything is to be as large and as often as it may come.
pub(crate) fn soak() -> bool {
    std::env::var_os("SOAK").is_some_and(|value| value == "1")
}

/// Says what a test came to.
pub(crate) fn figures(test: &str, figures: &[(&str, usize)]) {
    let figures: Vec<_> = figures.iter().map(|(what, count)| format!("{count} {what}")).collect();
    say(&format!("{test}: {}", figures.join(", ")));
}

/// Says what could not be checked here, and why.
pub(crate) fn not_checked(reason: &str) {
    say(&format!("not checked: {reason}"));
}

fn say(line: &str) {
    // A test has no other way to say so than its own output, which `make test` shows.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A run of the program.
pub(crate) struct Run {
    pub(crate) program: Command,
}

/// How a run ended.
pub(crate) struct Ended {
    /// The exit code; `None` if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) milliseconds: usize,
}

impl Run {
    /// The program with these arguments, without the texts unless the arguments name them.
    pub(crate) fn new(arguments: &[&str]) -> Self {
        Self::after("", arguments)
    }

    /// The program after these commands of a shell.
    pub(crate) fn after(commands: &str, arguments: &[&str]) -> Self {
        // Elsewhere the address space cannot be limited.
        let limit = if cfg!(target_os = "linux") { format!("ulimit -v {MEMORY}; ") } else { String::new() };
        let mut program = Command::new("bash");
        program.args(["-c", &format!("{limit}{commands} exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_claims")]).args(arguments);
        program.env_remove("CLAIMS_TEXTS").env_remove("GITHUB_WORKSPACE").current_dir(root()).stdin(Stdio::null());
        Self { program }
    }

    /// Starts it with nobody listening.
    pub(crate) fn start(mut self) -> Child {
        self.program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a shell can be started")
    }

    /// Waits for its end.
    pub(crate) fn end(self) -> Ended {
        self.end_with(&[])
    }

    /// Waits for its end with this on standard input.
    pub(crate) fn end_with(mut self, input: &[u8]) -> Ended {
        let mut stdin = tempfile::tempfile().expect("a file can be made");
        stdin.write_all(input).and_then(|()| stdin.rewind()).expect("the file can be written");
        let start = Instant::now();
        self.program.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.program.spawn().expect("a shell can be started");
        let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
        let status = loop {
            if let Some(status) = child.try_wait().expect("the program can be waited for") {
                break status;
            }
            if start.elapsed() > TIME {
                child.kill().and_then(|()| child.wait()).expect("the program can be killed");
                panic!("{:?} has not ended after {TIME:?}", self.program);
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let milliseconds = usize::try_from(start.elapsed().as_millis()).unwrap_or(usize::MAX);
        let [stdout, stderr] = [stdout, stderr].map(|read| read.join().expect("the program prints UTF-8"));
        Ended { code: status.code(), stdout, stderr, milliseconds }
    }
}

/// Reads an output while the program runs.
fn read(output: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    std::thread::spawn(|| {
        let mut text = String::new();
        output.expect("the output is piped").read_to_string(&mut text).expect("the program prints UTF-8");
        text
    })
}

impl Ended {
    /// Holds the run to what every run promises: an exit code of the three, no panic, and no control characters in what is printed.
    pub(crate) fn is_sound(&self, what: &str) {
        assert!(matches!(self.code, Some(0..=2)), "{what}: {:?}\n{}\n{}", self.code, self.beginning(), self.stderr);
        assert!(!self.stderr.contains("panicked"), "{what}: {}", self.stderr);
        for output in [&self.stdout, &self.stderr] {
            if let Some(c) = without_colours(output).chars().find(|c| *c != '\n' && is_control(*c)) {
                panic!("{what}: {c:?} reaches the terminal\n{output:?}");
            }
        }
    }

    /// As much of what was printed as a message can carry.
    pub(crate) fn beginning(&self) -> String {
        self.stdout.chars().take(3000).collect()
    }
}

/// What every test of control characters looks for; the program has a list of its own.
fn is_control(c: char) -> bool {
    c.is_control() || "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".contains(c)
}

/// The output without the program's own colours. The data of the tests asks for red of the dark kind, which the program does not use.
fn without_colours(output: &str) -> String {
    let mut parts = output.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some((code, rest)) if code != "31" && code.bytes().all(|byte| byte.is_ascii_digit() || byte == b';') => plain += rest,
            _ => {
                plain.push('\u{1b}');
                plain += part;
            }
        }
    }
    plain
}
