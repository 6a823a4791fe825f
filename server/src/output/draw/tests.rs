//! Drawn lines, in wide and narrow terminals.

use super::*;

/// A line of which every `«…»label»` is a mark; the first is the finding's own.
fn drawn(text: &str, width: usize) -> String {
    let mut line = String::new();
    let mut marks = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('«') {
        let (marked, after) = after.split_once('»').expect("a mark ends");
        let (label, after) = after.split_once('»').expect("a label ends");
        line.push_str(before);
        let start = line.len();
        line.push_str(marked);
        let is_main = marks.is_empty();
        marks.push(Mark { at: start..line.len(), label: label.to_owned(), is_main });
        rest = after;
    }
    line.push_str(rest);
    let line = Line { number: 7, text: line, cut: (false, false), marks };
    let excerpt = Excerpt { place: "t.yaml:7:1".to_owned(), lines: vec![line] };
    let terminal = Terminal { colors: false, width, told: true };
    draw(&[excerpt], Pen { terminal, style: "", margin: 1 })
}

#[test]
fn a_label_stands_beside_its_mark() {
    insta::assert_snapshot!(drawn("Timeout: «1800»at most 900 s»", 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ Timeout: 1800
      │          ━━━━ at most 900 s
    "#);
}

#[test]
fn labels_of_several_marks_hang_from_them() {
    insta::assert_snapshot!(drawn("a(«one»the first», «two»the second», «three»the third»)", 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ a(one, two, three)
      │   ━━━  ───  ───── the third
      │   │    the second
      │   the first
    "#);
}

#[test]
fn a_long_label_is_broken_between_words() {
    let label = "Worker takes it from here, and nobody else does, as far as anybody knows";
    insta::assert_snapshot!(drawn(&format!("    Key: «value»{label}»"), 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │     Key: value
      │          ━━━━━ Worker takes it from here, and nobody
      │                else does, as far as anybody knows
    "#);
    insta::assert_snapshot!(drawn(&format!("{}«value»{label}»", "deeper and deeper ".repeat(2)), 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ deeper and deeper deeper and deeper value
      │                                     ━━━━━
      │                             Worker takes it from here,
      │                             and nobody else does, as far
      │                             as anybody knows
    "#);
}

#[test]
fn a_long_word_is_not_torn_while_there_is_room_elsewhere() {
    let label = "called by AFunctionWithAVeryLongNameIndeed";
    insta::assert_snapshot!(drawn(&format!("A: «{}»{label}»", "b".repeat(25)), 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ A: bbbbbbbbbbbbbbbbbbbbbbbbb
      │    ━━━━━━━━━━━━━━━━━━━━━━━━━
      │    called by AFunctionWithAVeryLongNameIndeed
    "#);
}

#[test]
fn a_long_line_is_cut_around_its_mark() {
    let long = "word ".repeat(20);
    insta::assert_snapshot!(drawn(&format!("«first»here» {long}"), 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ first word word word word word word word word word wor …
      │ ━━━━━ here
    "#);
    insta::assert_snapshot!(drawn(&format!("{long}«middle»here» {long}"), 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ … ord word word middle word word word word word word w …
      │                 ━━━━━━ here
    "#);
    insta::assert_snapshot!(drawn(&format!("{long}«last»here»"), 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ … ord word word last
      │                 ━━━━ here
    "#);
    insta::assert_snapshot!(drawn(&format!("«a»one» {long}«b»two»"), 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │ a word word word word word word word word word word wo …
      │ ━ one
    7 │ … ord word word b
      │                 ─ two
    "#);
}

#[test]
fn wide_characters_tabs_and_controls_keep_their_marks_in_place() {
    insta::assert_snapshot!(drawn("\t日本: \u{1b}\u{202e}«値段»価格» x", 60), @r#"
      ╭─ t.yaml:7:1
      │
    7 │     日本: ␛�値段 x
      │             ━━━━ 価格
    "#);
}

#[test]
fn nothing_is_wider_than_the_terminal() {
    let label = "a label of some words that has to go somewhere";
    for before in 0..90 {
        for width in [60, 61, 79, 80, 120] {
            let line = format!("{}«marked text»{label}» {}", "x".repeat(before), "y ".repeat(60));
            for row in drawn(&line, width).lines() {
                assert!(columns(row) <= width, "{before} in {width}: {row}");
            }
        }
    }
}
