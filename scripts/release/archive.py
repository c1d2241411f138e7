"""Archives whose bytes follow from the files alone: sorted, with one time, one owner and one mode."""

import io
import tarfile
import time
import zipfile

import zstandard

from refusal import Refusal

MODE = 0o644
# The first time that a zip archive can hold.
FIRST = 315_532_800


# By it, `claims export` knows a folder as one that it may replace.
MARK = ".guarantee-claims-export"


def files_below(folder):
    """The files of a folder by their path in it, in the order of these paths."""
    links = [path for path in folder.rglob("*") if path.is_symlink()]
    if links:
        raise Refusal(f"{links[0]} is a link: an archive holds files alone")
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != MARK]
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    if not found:
        raise Refusal(f"{folder} holds no file: there is nothing to put into an archive")
    return dict(sorted(found.items()))


def zipped(files, top, when):
    """A zip archive of the files, which lie in one folder `top`, if it is named."""
    if when < FIRST:
        raise Refusal(f"the time of the commit is {when}: a zip archive knows no time before 1980")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for name, content in files.items():
            # Two seconds are the smallest step of time in a zip archive.
            entry = zipfile.ZipInfo(f"{top}/{name}" if top else name, date_time=time.gmtime(when // 2 * 2)[:6])
            entry.create_system = 3
            entry.external_attr = (0o100000 | MODE) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            writer.writestr(entry, content, compresslevel=9)
    return archive.getvalue()


def tarred(files, top, when):
    """A tar archive of the files, compressed with Zstandard."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as writer:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size, entry.mtime, entry.mode = len(content), when, MODE
            writer.addfile(entry, io.BytesIO(content))
    return zstandard.ZstdCompressor(level=19, write_checksum=True, write_content_size=True).compress(archive.getvalue())


def members(path):
    """What an archive holds, by name, as far as it matters to whoever asks where two archives differ; empty for another file."""
    content = path.read_bytes()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as reader:
            return {entry.filename: (entry.date_time, entry.external_attr, reader.read(entry)) for entry in reader.infolist()}
    if path.name.endswith(".zst"):
        content = zstandard.ZstdDecompressor().decompress(content)
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as reader:
            return {entry.name: (entry.mtime, entry.mode, entry.uname, reader.extractfile(entry).read()) for entry in reader if entry.isfile()}
    except tarfile.ReadError:
        return {}
