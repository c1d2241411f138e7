# Sourced by audit and mutants: tools that are installed in target/tools, each in one version.
tools=$PWD/target/tools
export PATH="$tools/bin:$PATH"
tool() {
    [ "$(cargo "$1" --version 2>/dev/null)" = "cargo-$1 $2" ] || cargo install --quiet --locked --force --root "$tools" "cargo-$1@$2"
}
