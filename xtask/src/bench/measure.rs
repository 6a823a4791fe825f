//! What running a program costs: time, processor time, memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// The kernel's unit of processor time, s.
const TICK: f64 = 0.01;

/// How long many short runs work together so that the kernel's unit is small beside them, s.
const ENOUGH: f64 = 0.3;

/// How often such runs are measured.
const TRIES: usize = 3;

/// One run of this length tells enough, s.
const LONG: f64 = 3.0;

/// Between two looks at a running program.
const PAUSE: Duration = Duration::from_millis(1);

/// What one run cost, s.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// On the clock: the quickest run.
    pub(crate) wall: f64,
    /// On all processors together: the mean of all runs. The wall time where the system does not tell.
    pub(crate) work: f64,
}

/// Runs programs in turn, several rounds of them, so that what else the machine does meets all alike.
pub(crate) fn compare<const N: usize>(
    rounds: u32,
    mut run: [&mut dyn FnMut() -> Result<()>; N],
) -> Result<[Cost; N]> {
    let mut costs = [Cost { wall: f64::MAX, work: 0.0 }; N];
    for _ in 0..rounds {
        for (cost, run) in costs.iter_mut().zip(&mut run) {
            let (started, worked) = (Instant::now(), children());
            run()?;
            let wall = started.elapsed().as_secs_f64();
            let work = children().zip(worked).map_or(wall, |(after, before)| after - before);
            cost.wall = cost.wall.min(wall);
            cost.work += work / f64::from(rounds);
        }
    }
    Ok(costs)
}

/// Runs a program without its output, on an input that may be empty.
pub(crate) fn quietly(command: &mut Command, input: Option<&Path>) -> Result<()> {
    let input = match input {
        Some(path) => std::fs::File::open(path)?.into(),
        None => Stdio::null(),
    };
    let status = command.stdin(input).stdout(Stdio::null()).status()?;
    // lamlint ends with 1 when it finds something.
    ensure!(matches!(status.code(), Some(0 | 1)), "{command:?} failed ({status})");
    Ok(())
}

/// Runs a program without its output, whatever it ends with: it may find nothing to check.
pub(crate) fn quietly_any(command: &mut Command) -> Result<()> {
    let streams = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let status = streams.status()?;
    ensure!(matches!(status.code(), Some(0..=2)), "{command:?} failed ({status})");
    Ok(())
}

/// Runs a program on no input and keeps its output in a file; `false` when it had not ended in time and was ended.
pub(crate) fn within(command: &mut Command, output: &Path, patience: Duration) -> Result<bool> {
    let output = std::fs::File::create(output)?;
    let started = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(output).spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            ensure!(matches!(status.code(), Some(0 | 1)), "{command:?} failed ({status})");
            return Ok(true);
        }
        if started.elapsed() > patience {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        std::thread::sleep(PAUSE);
    }
}

/// The processor time of what is run, s: the least of a few, each the mean of as many runs as the kernel's unit asks
/// for. What takes long is run once.
pub(crate) fn least(mut run: impl FnMut() -> Result<()>) -> Result<f64> {
    let [first] = compare(1, [&mut run])?;
    if first.work > LONG {
        return Ok(first.work);
    }
    let rounds = (ENOUGH / first.work.max(TICK)).ceil() as u32;
    let mut least = f64::MAX;
    for _ in 0..TRIES {
        let [cost] = compare(rounds, [&mut run])?;
        least = least.min(cost.work);
    }
    // Time below the kernel's unit would be none at all.
    Ok(least.max(TICK / f64::from(rounds)))
}

/// The most memory that a program held at once, MB; `None` where the system does not tell.
pub(crate) fn peak(command: &mut Command) -> Result<Option<f64>> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut most = None;
    while child.try_wait()?.is_none() {
        most = held(child.id()).or(most);
        std::thread::sleep(PAUSE);
    }
    Ok(most)
}

/// The most memory that a running program held so far, MB.
pub(crate) fn held(id: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The size of a file, MB.
pub(crate) fn size(path: &Path) -> Result<f64> {
    let bytes = std::fs::metadata(path).with_context(|| path.display().to_string())?.len();
    Ok(bytes as f64 / f64::from(1 << 20))
}

/// Processor time of all programs that were started here and have ended, s.
fn children() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, which may hold anything, `cutime` and `cstime` are the 14th and 15th field.
    let fields: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = |index: usize| fields.get(index)?.parse::<u32>().ok().map(f64::from);
    Some((ticks(13)? + ticks(14)?) * TICK)
}
