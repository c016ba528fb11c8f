//! Bulk linking: every pair of a table that shares the keys of a rule, weighed.

use rayon::prelude::*;

use super::{
    Linkage, Pair,
    block::{self, Form, Keys, Rule},
    candidates::Lists,
    choice::{self, Chosen},
    coarse::{Coarse, Weighed, Weighing},
    records::{Records, are_shared},
};

/// Lists that one core takes at a time.
const TAKEN: usize = 512;
/// Rows in lists whose records are fetched together.
const TOGETHER: usize = 256;
/// Rows in lists after which it is asked whether to go on.
const ASKED: usize = 1 << 20;

impl Linkage {
    /// Tables of descriptors up to so many rows have every pair weighed.
    pub const SCANNED: usize = 200_000;
    /// The least probability of a pair that can be *probable*: up to two bits of what is perceived of somebody's origin, which are in the
    /// probability, are left out of the tier.
    pub const CAN_BE_PROBABLE: f64 = 9.0 / 13.0;

    /// The pairs that reach a probability, by their rows. Of a table of descriptors every pair is weighed, up to [`Self::SCANNED`] rows:
    /// keys would lose most of those who change phone, name and car. Of any other table those pairs are that share keys.
    pub fn pairs(&self, at_least: f64) -> Vec<Pair> {
        self.pairs_while(at_least, &|_| true).unwrap_or_default()
    }

    /// The same; now and then `go_on` is told which part is done, and answers whether to go on. `None` when it was not to.
    pub fn pairs_while(&self, at_least: f64, go_on: &dyn Fn(f64) -> bool) -> Option<Vec<Pair>> {
        if self.table.rows <= Self::SCANNED && self.table.is_of_descriptors() {
            self.scan_all_while(at_least, go_on)
        } else {
            self.by_keys_while(at_least, go_on)
        }
    }

    /// The pairs that share the keys of a rule and reach a probability, by their rows.
    pub fn by_keys(&self, at_least: f64) -> Vec<Pair> {
        self.by_keys_while(at_least, &|_| true).unwrap_or_default()
    }

    fn by_keys_while(&self, at_least: f64, go_on: &dyn Fn(f64) -> bool) -> Option<Vec<Pair>> {
        let keys = block::keys(&self.table);
        let rules = choice::chosen(&self.table, &self.model, &keys);
        let records = Records::of(&self.table, &keys, rules.iter().map(|chosen| chosen.rule));
        let mut search = Search {
            linkage: self,
            coarse: Coarse::new(&self.table, &self.weights, at_least),
            at_least,
            rules: rules.iter().map(|chosen| (records.bits(chosen.rule), chosen.rule)).collect(),
            keys: &keys,
            records,
            too_long: Vec::new(),
            pairs: Vec::new(),
        };
        let further = further(&keys);
        let mut done = 0;
        for some in rules.chunks(rayon::current_num_threads().max(1)) {
            let of = |chosen: &Chosen| Lists::cut(&self.table, &keys, chosen.rule, chosen.limit, &further);
            let lists: Vec<Lists> = some.par_iter().map(of).collect();
            for lists in lists {
                let part = |of_lists: f64| (f64::from(done) + of_lists) / rules.len() as f64;
                search.take(&lists, &|of_lists| go_on(part(of_lists)))?;
                search.too_long.push(lists.into_too_long());
                done += 1;
            }
        }
        let mut pairs = search.pairs;
        pairs.par_sort_unstable_by_key(|pair| (pair.left, pair.right));
        // A pair in a list that was too long for one rule may come again by another.
        pairs.dedup_by_key(|pair| (pair.left, pair.right));
        pairs.shrink_to_fit();
        Some(pairs)
    }
}

/// Keys by which lists that are too long are cut: names, then dates, then what else there is.
fn further(keys: &[Keys<'_>]) -> Vec<usize> {
    let rank = |form: Form| match form {
        Form::Sound => Some(0),
        Form::Year => Some(1),
        Form::District => Some(2),
        _ => None,
    };
    let mut further: Vec<(i32, usize)> =
        keys.iter().enumerate().filter_map(|(at, key)| rank(key.form).map(|rank| (rank, at))).collect();
    further.sort_unstable();
    further.into_iter().map(|(_, at)| at).collect()
}

/// What is found so far, and what it takes to find more.
struct Search<'l> {
    linkage: &'l Linkage,
    coarse: Coarse<'l>,
    at_least: f64,
    keys: &'l [Keys<'l>],
    records: Records,
    /// Each rule behind the bits that two records share which it brings.
    rules: Vec<(u64, Rule)>,
    /// Of each rule that was taken, the rows whose lists were too long.
    too_long: Vec<Vec<u64>>,
    pairs: Vec<Pair>,
}

impl Search<'_> {
    /// Takes the lists of the next rule; `None` when it was not to go on.
    fn take(&mut self, lists: &Lists, go_on: &dyn Fn(f64) -> bool) -> Option<()> {
        let (mut start, all) = (0, lists.len());
        while start < all {
            if !go_on(start as f64 / all as f64) {
                return None;
            }
            let end = lists.end_of(start, ASKED);
            let chunks = (start..end).into_par_iter().step_by(TAKEN);
            let found = chunks.map(|first| self.of_lists(lists, first, (first + TAKEN).min(end)));
            let found: Vec<Vec<Pair>> = found.collect();
            found.into_iter().for_each(|found| self.pairs.extend(found));
            start = end;
        }
        Some(())
    }

    fn of_lists(&self, lists: &Lists, first: usize, end: usize) -> Vec<Pair> {
        let (mut found, mut copied, mut pairs) = (Vec::new(), Vec::new(), Weighing::default());
        let mut list = first;
        while list < end {
            let next = lists.end_of(list, TOGETHER).min(end);
            // The records of many lists at once, one after the other: memory answers while the next ones are asked for.
            let rows = lists.rows(list, next);
            copied.clear();
            rows.iter().for_each(|row| copied.extend_from_slice(self.records.get(*row)));
            let records: Vec<&[u32]> = copied.chunks_exact(self.records.width()).collect();
            pairs.clear();
            let mut start = 0;
            for list in list..next {
                let length = lists.get(list).len();
                self.candidates(start, &rows[start..start + length], &records[start..start + length], &mut pairs);
                start += length;
            }
            self.coarse.weigh(rows, &records, &mut pairs);
            found.extend(pairs.all.iter().filter_map(|pair| self.found(rows, &pairs, pair)));
            list = next;
        }
        found
    }

    /// The pairs of a list that no rule before this one brought.
    fn candidates(&self, start: usize, rows: &[u32], records: &[&[u32]], pairs: &mut Weighing) {
        let table = &self.linkage.table;
        for (place, row) in rows.iter().enumerate() {
            for (other_place, other) in rows.iter().enumerate().skip(place + 1) {
                let is_new = || !self.is_met(records[place], records[other_place], *row);
                if row != other && table.can_pair(*row as usize, *other as usize) && is_new() {
                    pairs.push(start + place, start + other_place);
                }
            }
        }
    }

    fn found(&self, rows: &[u32], pairs: &Weighing, pair: &Weighed) -> Option<Pair> {
        let (one, other) = (rows[pair.one as usize], rows[pair.other as usize]);
        let probability = self.linkage.weights.probability(pair.weight);
        let tier = || self.linkage.tier_of(pairs.each(pair, self.linkage.table.columns.len()));
        (probability >= self.at_least).then(|| Pair {
            left: one.min(other),
            right: one.max(other),
            weight: pair.weight,
            probability,
            tier: tier(),
        })
    }

    /// Whether a rule before this one brought the pair.
    #[inline]
    fn is_met(&self, one: &[u32], other: &[u32], row: u32) -> bool {
        let shared = self.records.shared(one, other);
        let before = self.rules.iter().zip(&self.too_long);
        before
            .filter(|((bits, _), _)| shared & *bits == *bits)
            .filter(|(_, too_long)| too_long[row as usize / 64] >> (row % 64) & 1 == 0)
            .any(|((_, rule), _)| are_shared(self.keys, *rule, one, other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cells, Kind, Table, TableBuilder};
    use super::*;

    /// A register in which every third row repeats one before it, with slips.
    fn table(rows: usize) -> Table {
        let mut state = 5_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        const PARTS: [&str; 12] = ["bar", "den", "gol", "hal", "kim", "lor", "mon", "nat", "pel", "ros", "tam", "wil"];
        let mut all: Vec<[String; 5]> = Vec::new();
        for row in 0..rows {
            let mut word = |parts: usize| (0..parts).map(|_| PARTS[random(PARTS.len())]).collect::<String>();
            let (given, surname, city) = (word(2), word(3), word(2));
            let date = format!("{}-{:02}-{:02}", 1950 + random(50), 1 + random(12), 1 + random(28));
            let phone = format!("07700 {:06}", 900_000 + random(1_000));
            let mut new = [given, surname, date, city, phone];
            if row % 3 == 2 {
                let before = random(row);
                let slip = random(4);
                for (at, (cell, of_before)) in new.iter_mut().zip(&all[before]).enumerate() {
                    if at != slip {
                        cell.clone_from(of_before);
                    }
                }
            }
            all.push(new);
        }
        let column = |at: usize| {
            Cells::Texts(
                all.iter().map(|row| Some(row[at].as_str()).filter(|_| at != 4 || row[0].as_str() < "k")).collect(),
            )
        };
        // Few places and days, so that rows of one event meet; and a name for each report of two.
        let place = |row: usize| [51.5 + (row % 7) as f64 / 100.0, -0.1];
        let handles: Vec<String> =
            all.iter().map(|row| format!("{}{}", row[0], row[1].len() + row[2].len() % 5)).collect();
        let reports: Vec<String> = (0..rows).map(|row| (row / 2).to_string()).collect();
        TableBuilder::new()
            .column("handle", Kind::Username, Cells::Texts(handles.iter().map(|text| Some(&**text)).collect()))
            .column("place", Kind::Place, Cells::Pairs((0..rows).map(|row| Some(place(row))).collect()))
            .column("day", Kind::Day, Cells::Days((0..rows).map(|row| Some(row as i32 % 40)).collect()))
            .column("said", Kind::Set, Cells::Texts(all.iter().map(|row| Some(&row[0][..3])).collect()))
            .reports(reports.iter().map(|text| Some(&**text)).collect())
            .column("given", Kind::Name, column(0))
            .column("surname", Kind::Name, column(1))
            .column("birth", Kind::Date, column(2))
            .column("city", Kind::Text, column(3))
            .column("phone", Kind::Phone, column(4))
            .build()
    }

    #[test]
    fn pairs_weigh_what_a_scan_of_all_says_and_none_that_is_likely_is_missed() {
        let linkage = Linkage::new(table(900));
        let (pairs, all) = (linkage.pairs(0.01), linkage.scan_all(0.01));
        assert!(pairs.is_sorted_by_key(|pair| (pair.left, pair.right)));
        let of_all =
            |pair: &Pair| all.binary_search_by_key(&(pair.left, pair.right), |other| (other.left, other.right));
        assert!(pairs.iter().all(|pair| of_all(pair).is_ok_and(|at| all[at] == *pair)));
        let likely: Vec<&Pair> = all.iter().filter(|pair| pair.probability >= 0.9).collect();
        assert!(likely.len() > 100, "{}", likely.len());
        let found = |pair: &&&Pair| {
            pairs.binary_search_by_key(&(pair.left, pair.right), |other| (other.left, other.right)).is_ok()
        };
        assert_eq!(likely.iter().filter(found).count(), likely.len());
    }

    #[test]
    fn whoever_shares_an_identifier_is_weighed() {
        let linkage = Linkage::new(table(600));
        let table = linkage.table();
        let phones = &table.columns().last().unwrap().cells;
        // Nothing is too unlikely: every candidate is there.
        let pairs = linkage.pairs(0.0);
        for one in 0..phones.len() {
            for other in one + 1..phones.len() {
                if phones[one] != 0 && phones[one] == phones[other] && table.can_pair(one, other) {
                    let at = (one as u32, other as u32);
                    assert!(pairs.binary_search_by_key(&at, |pair| (pair.left, pair.right)).is_ok(), "{at:?}");
                }
            }
        }
    }

    #[test]
    fn any_number_of_threads_finds_the_same() {
        let linkage = Linkage::new(table(3_000));
        let with = |threads: usize| {
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| linkage.pairs(0.01))
        };
        assert_eq!(with(1), with(3));
    }

    #[test]
    fn it_can_be_stopped_and_tells_how_far_it_is() {
        let linkage = Linkage::new(table(900));
        assert_eq!(linkage.pairs_while(0.5, &|_| false), None);
        let told = std::cell::RefCell::new(Vec::new());
        let pairs = linkage.pairs_while(0.5, &|part| {
            told.borrow_mut().push(part);
            true
        });
        assert_eq!(pairs, Some(linkage.pairs(0.5)));
        let told = told.into_inner();
        assert!(told.len() > 1 && told.is_sorted() && told.iter().all(|part| (0.0..1.0).contains(part)), "{told:?}");
    }
}
