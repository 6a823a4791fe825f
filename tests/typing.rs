//! What a person does to a text in an editor: one thing at a time, mostly at one place.

use crate::mutation::{PIECES, Random, mutated};

/// What is typed or pasted as a whole: entries at the columns of a template.
const ENTRIES: &[&str] = &[
    "Outputs:\n  A: {Value: 1}\n",
    "Resources:\n",
    "Description: >-\n  a\n  b\n\n",
    "  Queue:\n    Type: AWS::SQS::Queue\n",
    "  Topic: {Type: AWS::SNS::Topic}\n",
    "  Code: |+\n    a\n\n\n",
    "  Code: |\n\n",
    "  Text: \"a\\tb\n    c\"\n",
    "  'Odd key': a\n    b\n",
    "  ? Long\n  : key\n",
    "  List:\n  - a\n  -\n",
    "  Empty:\n",
    "  Map: {}\n",
    "  \"K\\u0041\": []\n",
    "# comment\n",
    "  # comment\n",
    "        # comment\n",
    "  Flow: [a,\nb]\n",
    "  Tagged: !If\n  - A\n  - !Sub \"\\\\\"\n",
    "  Flow: {!Ref }\n",
    "  Flow: {? a, b: }\n",
    "  !Ref : 1\n",
    "!Ref : 1\n",
    "  ? !Ref\n",
    "  &a Anchored: 1\n",
    "  *a : 1\n",
    "  <<: {A: 1}\n",
    "    Fn::Sub: !Ref a\n",
];

/// A text after what a person does to it at once: seldom much, and mostly at one place.
pub(crate) fn typed(random: &mut Random, text: &str) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if lines.is_empty() {
        return random.pick(ENTRIES).to_string();
    }
    let (at, other) = (random.below(lines.len()), random.below(lines.len()));
    let end = lines.len().min(at + 1 + random.below(6));
    match random.below(20) {
        0 => return mutated(random, text),
        1..=6 => type_in(random, &mut lines[at]),
        7 => drop(lines.drain(at..end)),
        8 => lines.insert(other, lines[at].clone()),
        9 => {
            let block = lines[at..end].to_vec();
            lines.splice(other..other, block);
        }
        10 => lines[at..end].iter_mut().for_each(|line| line.insert_str(0, "  ")),
        11 => lines[at..end].iter_mut().for_each(|line| line.insert(0, ' ')),
        12 => {
            for line in &mut lines[at..end] {
                *line = line.strip_prefix("  ").unwrap_or(line).to_owned();
            }
        }
        13 => lines[at..end].iter_mut().for_each(|line| line.insert_str(0, "# ")),
        14..=16 => lines.insert(at, random.pick(ENTRIES).to_string()),
        17 => lines.push(random.pick(ENTRIES).to_string()),
        18 => lines.swap(at, other),
        _ => "\n".clone_into(&mut lines[at]),
    }
    lines.concat()
}

/// Puts something into a line, or takes a few characters out of it.
fn type_in(random: &mut Random, line: &mut String) {
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let from = random.below(places.len());
    let to = places.get(from + 1 + random.below(3)).copied().unwrap_or(line.len());
    let from = places[from];
    match random.below(6) {
        0 => drop(line.drain(from..to)),
        1 => line.replace_range(from..to, "x"),
        2 => line.insert_str(from, random.pick::<&str>(PIECES)),
        3 => line.insert_str(line.trim_end().len(), random.pick::<&str>(PIECES)),
        4 => line.insert(line.trim_end().len(), 'x'),
        _ => line.insert(from, 'x'),
    }
}
