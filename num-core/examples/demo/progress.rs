use std::{error::Error, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};

/// Something that takes a moment.
pub(crate) fn spinner(message: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(message);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// So many of something.
pub(crate) fn bar(length: u64, style: &str) -> Result<ProgressBar, Box<dyn Error>> {
    Ok(ProgressBar::new(length).with_style(ProgressStyle::with_template(style)?))
}
