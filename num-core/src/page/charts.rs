//! Figures: tiles, bars, and the weights of evidence. Each is a list or a table that reads without its drawing, and each drawing is
//! made of rectangles whose sizes are numbers of ours: a sheet that is known by its hash allows no style of an element's own.

use maud::{Markup, html};

/// A figure that is looked for first.
pub struct Tile<'t> {
    /// The figure.
    pub figure: &'t str,
    /// What it counts.
    pub name: &'t str,
    /// What should be known beside it.
    pub note: Option<&'t str>,
}

/// Figures beside each other.
pub fn tiles(tiles: &[Tile<'_>]) -> Markup {
    html! {
        @if !tiles.is_empty() {
            dl class="tiles" {
                @for tile in tiles {
                    div {
                        dt { (tile.name) }
                        dd { (tile.figure) }
                        @if let Some(note) = tile.note { dd class="small" { (note) } }
                    }
                }
            }
        }
    }
}

/// A bar of a chart.
pub struct Bar<'b> {
    /// What was counted.
    pub name: &'b str,
    /// How many.
    pub count: u64,
}

/// Counts as bars, the longest as wide as the chart.
pub fn bars(caption: &str, head: &str, unit: &str, bars: &[Bar<'_>]) -> Markup {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    html! {
        table class="bars" {
            caption { (caption) }
            thead class="unseen" { tr { th scope="col" { (head) } th scope="col" { "Drawing" } th scope="col" { (unit) } } }
            tbody {
                @for bar in bars {
                    tr {
                        th scope="row" { (bar.name) }
                        td { (drawing(&[("for", 0, share(bar.count as f64 / most as f64, 1000))])) }
                        td class="number" { (bar.count) }
                    }
                }
            }
        }
    }
}

/// A piece of evidence: what was compared, and how much it weighs.
pub struct Weight<'w> {
    /// What was compared, in words.
    pub name: &'w str,
    /// How much it speaks for the link; less than nothing speaks against it.
    pub weight: f64,
}

/// Pieces of evidence, each with a bar to the right where it speaks for the link and to the left where it speaks against, and in
/// words.
pub fn evidence(caption: &str, weights: &[Weight<'_>]) -> Markup {
    let most = weights.iter().map(|weight| weight.weight.abs()).filter(|weight| weight.is_finite()).fold(1.0, f64::max);
    html! {
        table class="bars" {
            caption { (caption) }
            thead class="unseen" { tr { th scope="col" { "Compared" } th scope="col" { "Drawing" } th scope="col" { "Weight" } } }
            tbody {
                @for one in weights {
                    @let length = share(one.weight.abs() / most, 500);
                    tr {
                        th scope="row" { (one.name) }
                        td {
                            @if one.weight < 0.0 {
                                (drawing(&[("against", 500 - length, length), ("zero", 498, 4)]))
                            } @else {
                                (drawing(&[("for", 500, length), ("zero", 498, 4)]))
                            }
                        }
                        td class="number" { (weight(one.weight)) }
                    }
                }
            }
        }
    }
}

/// `2.5 for`, `1.0 against`.
fn weight(weight: f64) -> String {
    let side = if weight < 0.0 { "against" } else { "for" };
    format!("{:.1} {side}", weight.abs())
}

/// A part of `whole`; what is no number is none of it.
fn share(part: f64, whole: u32) -> u32 {
    // A float that is cast keeps to what the integer can hold, and NaN becomes 0.
    ((part.clamp(0.0, 1.0) * f64::from(whole)).round() as u32).min(whole)
}

/// Rectangles on a strip of 1000 by 10: their class, where they begin and how long they are.
fn drawing(rectangles: &[(&str, u32, u32)]) -> Markup {
    html! {
        svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect class="rest" width="1000" height="10" {}
            @for (class, from, length) in rectangles {
                rect class=(class) x=(from) width=(length) height="10" {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let chart = bars("Offences", "Offence", "Reports", &[Bar { name: "a", count: 8 }, Bar { name: "b", count: 2 }]);
        let chart = chart.into_string();
        assert!(chart.contains("class=\"for\" x=\"0\" width=\"1000\"") && chart.contains("width=\"250\""), "{chart}");
        assert!(chart.contains("<td class=\"number\">2</td>"));
        assert!(bars("c", "h", "u", &[Bar { name: "a", count: 0 }]).into_string().contains("x=\"0\" width=\"0\""));
    }

    #[test]
    fn evidence_speaks_for_and_against() {
        let weights = [("plate", 4.0), ("age", -2.0), ("none", f64::NAN), ("sure", f64::INFINITY)];
        let weights = weights.map(|(name, weight)| Weight { name, weight });
        let chart = evidence("Evidence", &weights).into_string();
        for part in [
            "class=\"for\" x=\"500\" width=\"500\"",
            "class=\"against\" x=\"250\" width=\"250\"",
            ">4.0 for<",
            ">2.0 against<",
            "class=\"for\" x=\"500\" width=\"0\"",
        ] {
            assert!(chart.contains(part), "{part}: {chart}");
        }
    }
}
