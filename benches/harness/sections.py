"""What is measured in each section."""

import subprocess

from .runs import Job
from .tools import accepts_all, has_rows, peer_jobs, prints, script, validator

# What validates keys in any order is measured on the tools that are fastest on keys in the schema's order.
SHUFFLED = ["jsonschema-rs", "msgspec"]


class Sections:
    """The jobs of each section, for so many claims."""

    def __init__(self, programs, program, generator, given):
        self.programs, self.program, self.generator, self.given = programs, program, generator, given
        self.claims, self.threads = given.claims, given.threads

    def jobs(self, section, clean):
        """The jobs of a section, on the file of valid claims and on others made for it."""
        match section:
            case "validate":
                return [self.newlines(clean), *self.validate(clean, self.claims), *self.variants()]
            case "start-up":
                return self.validate(self.generator.file("start-up", 1000), 1000)
            case "parquet" | "csv":
                return self.convert(section, clean)
            case "python":
                return self.package(clean)
        raise ValueError(section)

    def package(self, clean):
        """The Python package beside the program and those peers that are of Python."""
        table = self.generator.folder / "package"
        command = self.program.export(clean, table, "parquet", self.threads, "--tables", "claims")
        subprocess.run(command, check=True, capture_output=True)
        threads = f"{self.threads} thread{'s' if self.threads > 1 else ''}"
        ways = [("package", "path", clean), ("package-lines", "lines", clean), ("package-frame", "frame", next(table.rglob("claims.parquet")))]
        key, label, count = self.threaded()[0]
        yield Job(key, label, self.program.validate(clean, count), check=prints(f" {self.claims:,} claims, "))
        for key, way, file in ways:
            command = script("validate_package", way, file, self.threads)
            yield Job(key, f"**package**, {way}, {threads}", command, check=prints(f"{self.claims} 0\n"))
        peers = [name for name in ("jsonschema-rs", "msgspec", "pydantic") if name in self.given.peers]
        yield from peer_jobs("validate", peers, clean, self.generator.folder, self.claims, self.threads)

    def newlines(self, clean):
        label = "the limit: newlines found with memchr, 1 thread"
        return Job("newlines", label, [self.programs["newlines"], str(clean)], check=prints(f"{self.claims}\n"))

    def threaded(self):
        """Ours with as many threads as are asked for, and with one."""
        label = "**claims**, {} thread{}".format
        return [("claims", label(self.threads, "s" if self.threads > 1 else ""), self.threads), ("claims-1", label(1, ""), 1)]

    def validate(self, path, claims):
        counts = prints(f" {claims:,} claims, ")
        ours = [Job(key, label, self.program.validate(path, threads), check=counts) for key, label, threads in self.threaded()]
        return ours + peer_jobs("validate", self.given.peers, path, self.generator.folder, claims, self.threads)

    def variants(self):
        """The same claims with their keys in random orders, and with one in a hundred broken."""
        shuffled = self.generator.file("shuffled", self.claims, "--order", "shuffled")
        broken, expected = self.generator.broken("broken", self.claims, self.claims // 100)
        listed = self.generator.folder / "findings.txt"
        options = ["--output-format", "concise", "--output-file", listed, "--max-findings", self.claims]

        def lists_all(_output):
            with open(listed, encoding="utf-8") as file:
                prints(f"{len(expected)} findings")(f"{sum(1 for _ in file)} findings")

        yield Job("claims-shuffled", f"**claims**, {self.threads} threads, keys in random order", self.program.validate(shuffled, self.threads))
        command = self.program.validate(broken, self.threads, *options)
        yield Job("claims-broken", f"**claims**, {self.threads} threads, 1% broken, all listed", command, code=1, check=lists_all)
        for name in (name for name in SHUFFLED if name in self.given.peers):
            yield Job(f"{name}-shuffled", f"{name}, keys in random order", validator(name, shuffled), check=accepts_all(name, self.claims))

    def convert(self, form, clean):
        def ours(key, label, threads, *more):
            out = self.generator.folder / f"{form}-{key}"
            command = self.program.export(clean, out, form, threads, *more)
            return Job(key, label, command, folder=out, check=has_rows(out, form, self.claims))

        jobs = [ours(key, f"{label}: validated, six tables", threads) for key, label, threads in self.threaded()]
        # Only there does one table hold all of a claim.
        if form == "parquet":
            key, label, threads = self.threaded()[0]
            jobs.append(ours(f"{key}-nested", f"{label}: validated, one nested table", threads, "--tables", "claims"))
        return jobs + peer_jobs(form, self.given.peers, clean, self.generator.folder, self.claims, self.threads)
