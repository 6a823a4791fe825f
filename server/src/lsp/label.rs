//! Whether the few words at a finding's caret say more than its message does.
//!
//! `check` draws them where the message does not stand; an editor shows both at one place, one below the other.

/// Words that say nothing by themselves. A `not` only turns what the message has to say, which does so already.
const EMPTY: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from",
    "has", "have", "here", "in", "is", "it", "its", "may", "no", "not", "of", "on", "one", "or",
    "since", "so", "still", "than", "that", "the", "there", "this", "to", "what", "which", "with",
];

/// Words of which one begins with so many signs of the other are forms of the same: `fails`, `failed`.
const STEM: usize = 4;

/// Whether a label tells a name or a number that the message lacks, or is about something else for the most part.
pub(crate) fn adds_a_fact(label: &str, message: &str) -> bool {
    let told: Vec<String> = words(message).map(str::to_lowercase).collect();
    let (mut new, mut all) = (0, 0);
    for word in words(label) {
        let lower = word.to_lowercase();
        if EMPTY.contains(&lower.as_str()) {
            continue;
        }
        all += 1;
        if told.iter().any(|other| is_same(&lower, other)) {
            continue;
        }
        if is_name_or_number(word) {
            return true;
        }
        new += 1;
    }
    new * 2 > all
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let inside = |sign: char| sign.is_alphanumeric() || "-_./:*".contains(sign);
    let parts = text.split(move |sign| !inside(sign));
    parts.map(|word| word.trim_matches(['-', '.', '/', ':'])).filter(|word| !word.is_empty())
}

fn is_name_or_number(word: &str) -> bool {
    word.contains(|sign: char| sign.is_uppercase() || sign.is_ascii_digit())
}

/// Whether two words are equal, or, when both are plain words, forms of one.
fn is_same(one: &str, other: &str) -> bool {
    let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    if one == other || !is_plain(one) || !is_plain(other) {
        return one == other;
    }
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    same >= STEM && same + 2 >= one.len().min(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_message_does_not_say_is_added() {
        for (message, label, adds) in [
            ("Worker cannot run for 3600 s", "", false),
            ("F may do everything in Lambda, by the policy P", "everything in Lambda", false),
            (
                "this S3 client is constructed again on every call",
                "constructed on every call",
                false,
            ),
            ("there is no api/common", "not there", false),
            ("F cannot start: src/app.js does not define `run`", "no `run` in src/app.js", false),
            (
                "F deletes messages of Q, which Lambda does itself when the batch succeeds",
                "Lambda deletes what succeeded",
                false,
            ),
            (
                "events that F fails on are lost after three tries",
                "events that fail three times are lost",
                false,
            ),
            ("P lets any AWS account invoke F", "any AWS account may invoke F", false),
            (
                "F finds nothing in `REGION`: the template does not set it",
                "F does not set it",
                false,
            ),
            ("F may run longer than the REST API waits", "the REST API gives up after 29 s", true),
            ("records that F cannot process are lost", "skipped DynamoDB records are lost", true),
            ("F is not traced", "no X-Ray traces", true),
            ("F can never run: reserved concurrency is 0", "every invocation is throttled", true),
            ("anyone can call F through a URL", "nothing is checked before F runs", true),
            ("the logs of F are kept forever", "no log group with a retention", true),
            ("JSON has no comma after the last entry", "674 more places cannot be read", true),
            (
                "Q hides messages for 30 s, too short for F",
                "six times the 15 s of F are 90 s",
                true,
            ),
            ("F may use `s3:Get*`", "`s3:GetObject` is enough", true),
        ] {
            assert_eq!(adds_a_fact(label, message), adds, "{label} / {message}");
        }
    }
}
