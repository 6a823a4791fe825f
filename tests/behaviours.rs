//! What handlers do, one behaviour in several languages: the directories of `tests/parity/languages/`.

use std::fs;
use std::path::Path;

use crate::samples::{Files, PARITY, Parity, Sample, directories};

/// Where each language stands in a behaviour, as one file or as a folder of several, and the runtime that it gets.
const LANGUAGES: [(&str, &str, &str); 3] = [
    ("app.py", "python/", "python3.13"),
    ("app.js", "javascript/", "nodejs22.x"),
    ("app.ts", "typescript/", "nodejs22.x"),
];

/// One behaviour of a handler in several languages, as the code of one function: that of the behaviour's own
/// `template.yaml`, or of the one that all behaviours share. Its marks, `#= rule`, stay in.
pub(crate) fn behaviours() -> Vec<Parity> {
    let shared = Path::new(PARITY).join("languages/template.yaml");
    let shared = fs::read_to_string(shared).expect("behaviours share one");
    let behaviour = |(name, mut files): (String, Files)| {
        let template = files.remove("template.yaml").unwrap_or_else(|| shared.clone());
        let languages = LANGUAGES.into_iter().filter_map(|(file, folder, runtime)| {
            let code: Vec<String> = files
                .keys()
                .filter(|path| *path == file || path.starts_with(folder))
                .cloned()
                .collect();
            let own = code.iter().map(|path| {
                (path.trim_start_matches(folder).to_owned(), files.remove(path).unwrap_or_default())
            });
            let mut own: Files = own.collect();
            if own.is_empty() {
                return None;
            }
            assert!(own.contains_key(file), "{name}: there is no {file} in {:?}", own.keys());
            own.insert("template.yaml".to_owned(), template.replace("RUNTIME", runtime));
            Some(Sample { name: file.to_owned(), files: own })
        });
        let spellings = languages.collect();
        assert!(files.is_empty(), "{name}: {:?} is no file of a language", files.keys());
        Parity { name, spellings }
    };
    directories("languages").into_iter().map(behaviour).collect()
}
