//! How the cost of `lamlint check` grows with one shape: the exponent from each size to the next, 1 being in step.
//!
//! Sizes that would take too long are not measured, which is said.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};

use super::figure::at_most;
use super::shapes::{self, Shape};
use super::{Programs, measure, projects};
use crate::say;

/// Of one shape's units.
const SIZES: [usize; 7] = [10, 30, 100, 300, 1_000, 3_000, 8_000];

/// The greatest exponent between two sizes.
const EXPONENT: f64 = 1.1;

/// Steps to a cost below this say more about the clock than about lamlint, s.
const TELLING: f64 = 0.05;

/// The longest run that is expected and still made, s.
const PATIENCE: f64 = 60.0;

/// One size and what it cost, s of one processor.
#[derive(Clone, Copy, Debug)]
struct Step {
    size: usize,
    cost: f64,
}

/// Where growing ended before the last size.
#[derive(Clone, Copy, Debug)]
struct End {
    size: usize,
    /// What it would cost at least, s.
    cost: f64,
}

/// Grows every shape with this word in its name.
pub(crate) fn all(programs: &Programs, word: &str) -> Result<()> {
    say::line("── growth: ms of one processor, and the exponent of each step");
    let sizes = columns(SIZES.iter().map(|size| format!("{size:>9}")));
    say::line(&format!("{:40}{sizes}", ""));
    for shape in shapes::all().filter(|shape| shape.name.contains(word)) {
        let (steps, end) = grow(programs, shape)?;
        tell(shape.name, &steps, end);
    }
    Ok(())
}

fn grow(programs: &Programs, shape: &Shape) -> Result<(Vec<Step>, Option<End>)> {
    let mut steps: Vec<Step> = Vec::new();
    for size in SIZES {
        let expected = expected(&steps, size);
        if expected > PATIENCE {
            return Ok((steps, Some(End { size, cost: expected })));
        }
        let folder = programs.folder.join("grown");
        projects::write(&folder, &(shape.make)(size))?;
        let cost = cost(programs, shape, &folder);
        fs::remove_dir_all(&folder)?;
        match cost? {
            Some(cost) => steps.push(Step { size, cost }),
            None => return Ok((steps, Some(End { size, cost: 2.0 * PATIENCE }))),
        }
    }
    Ok((steps, None))
}

/// `None` when it takes far longer than was expected.
fn cost(programs: &Programs, shape: &Shape, folder: &Path) -> Result<Option<f64>> {
    let output = programs.folder.join("output");
    let patience = Duration::from_secs_f64(2.0 * PATIENCE);
    let mut ended = true;
    let cost = measure::least(|| {
        ended &= measure::within(&mut programs.check(folder, 1), &output, patience)?;
        Ok(())
    })?;
    if !ended {
        return Ok(None);
    }
    let told = fs::read(&output)?;
    let is_found = String::from_utf8_lossy(&told).contains(shape.finds);
    ensure!(is_found, "{}: {} was not found, so not all was read", shape.name, shape.finds);
    Ok(Some(cost))
}

/// What a size will cost when growth goes on as in the step before, and at least in step, s; 0 without a step before.
fn expected(steps: &[Step], size: usize) -> f64 {
    let Some(last) = steps.last() else { return 0.0 };
    let exponent = exponents(steps).last().map_or(1.0, |(_, exponent)| exponent.max(1.0));
    last.cost * (size as f64 / last.size as f64).powf(exponent)
}

/// The exponent of each step, with the step's end.
fn exponents(steps: &[Step]) -> impl Iterator<Item = (Step, f64)> {
    steps.windows(2).map(|pair| {
        let [from, to] = [pair[0], pair[1]];
        let times = (to.cost / from.cost).ln();
        (to, times / (to.size as f64 / from.size as f64).ln())
    })
}

/// The greatest exponent of a step that tells, if there is one.
fn steepest(steps: &[Step]) -> Option<f64> {
    let telling = exponents(steps).filter(|(to, _)| to.cost >= TELLING);
    telling.map(|(_, exponent)| exponent).max_by(f64::total_cmp)
}

fn tell(name: &str, steps: &[Step], end: Option<End>) {
    let costs = columns(steps.iter().map(|step| format!("{:9.1}", step.cost * 1000.0)));
    let exponents = columns(exponents(steps).map(|(_, exponent)| format!("{exponent:9.2}")));
    let blank = "";
    say::line(&format!("{name:40}{costs}"));
    say::line(&format!("{blank:40}{blank:9}{exponents}"));
    if let Some(End { size, cost }) = end {
        say::line(&format!("{blank:40}{size} would take {cost:.0} s or more: not measured"));
    }
    match steepest(steps) {
        Some(steepest) => at_most("    steepest step", steepest, EXPONENT),
        None => say::line(&format!("    no step reached {:.0} ms", TELLING * 1000.0)),
    }
}

fn columns(cells: impl Iterator<Item = String>) -> String {
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::{SIZES, Step, expected, exponents, steepest};

    fn growing(exponent: f64, factor: f64) -> Vec<Step> {
        let step = |size: usize| Step { size, cost: factor * (size as f64).powf(exponent) };
        SIZES.map(step).into()
    }

    #[test]
    fn the_exponent_is_that_of_each_step() {
        for exponent in [0.5, 1.0, 1.9] {
            let steps = growing(exponent, 0.01);
            assert!(exponents(&steps).all(|(_, found)| (found - exponent).abs() < 1e-9));
            assert!((steepest(&steps).expect("some tell") - exponent).abs() < 1e-9);
        }
    }

    #[test]
    fn what_is_quick_tells_nothing() {
        assert_eq!(steepest(&growing(1.9, 1e-12)), None);
        let mut steps = growing(1.0, 1e-4);
        steps[0].cost = 1e-9;
        assert!((steepest(&steps).expect("some tell") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_next_cost_is_expected_from_the_last_step() {
        let steps = growing(2.0, 1e-6);
        assert!((expected(&steps, 16_000) - 256.0).abs() < 1e-6);
        assert!((expected(&steps[..1], 100) - 1e-3).abs() < 1e-9);
        assert!(expected(&growing(0.2, 1.0), 80_000) > 50.0);
        assert!(expected(&[], 10).abs() < 1e-9);
    }
}
