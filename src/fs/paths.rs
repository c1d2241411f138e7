//! Where a path leads, and what can be done there.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Where a file or folder is, through all links, or would be made.
pub(crate) fn place_of(path: &Path) -> io::Result<PathBuf> {
    let error = match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => error,
        place => return place,
    };
    if let Ok(to) = fs::read_link(path) {
        return Err(io::Error::new(error.kind(), format!("it is a link to {}, which is not there", to.display())));
    }
    let Some(last) = path.components().next_back() else { return fs::canonicalize(".") };
    let mut place = place_of(path.parent().unwrap_or(Path::new("")))?;
    match last {
        Component::ParentDir => drop(place.pop()),
        last => place.push(last),
    }
    Ok(place)
}

/// The folder that something is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The nearest folder of a path, itself included, that is there.
pub(crate) fn nearest_folder(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."))
}

/// Whether something is mounted there, so that nothing can take its place.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn is_mount(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, path, AtFlags::empty(), StatxFlags::empty()).is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

/// Elsewhere whoever moves something there is told.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) fn is_mount(_: &Path) -> bool {
    false
}

/// Whether files can be made in a folder, as far as can be said without making one.
#[cfg(unix)]
pub(crate) fn can_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

/// Elsewhere one must try.
#[cfg(not(unix))]
pub(crate) fn can_write(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_before_anything_is_made_there() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let root = fs::canonicalize(folder.path()).expect("the folder is there");
        fs::create_dir(root.join("here")).expect("a folder can be made");
        for (path, place) in [
            ("here", "here"),
            ("here/../new", "new"),
            ("new", "new"),
            ("./new/a/./b", "new/a/b"),
            ("new/../here/a", "here/a"),
            ("new/../../x", "../x"),
            ("new/", "new"),
        ] {
            let expected = place.strip_prefix("../").map_or(root.join(place), |place| folder_of(&root).join(place));
            assert_eq!(place_of(&root.join(path)).expect("the folder can be read"), expected, "{path}");
        }
        let here = fs::canonicalize(".").expect("there is a current folder");
        assert_eq!(place_of(Path::new("no/such/folder")).expect("the folder can be read"), here.join("no/such/folder"));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_leads_to_its_place_and_one_that_leads_nowhere_is_refused() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder can be made");
        let root = fs::canonicalize(folder.path()).expect("the folder is there");
        symlink(".", root.join("around")).expect("a link can be made");
        symlink("gone", root.join("lost")).expect("a link can be made");
        symlink("loop", root.join("loop")).expect("a link can be made");
        assert_eq!(place_of(&root.join("around/around/new")).expect("the folder can be read"), root.join("new"));
        let said = |name: &str| place_of(&root.join(name)).expect_err("there is nothing").to_string();
        assert_eq!(said("lost"), "it is a link to gone, which is not there");
        assert_eq!(said("lost/new"), "it is a link to gone, which is not there");
        assert!(place_of(&root.join("loop")).is_err());
    }
}
