//! Clusters: rows that are of one person, from pairs that are.
//!
//! Pairs are taken heaviest first. Two clusters become one only where at least half of the pairs between them are links: so nobody
//! comes in through one weak link, and no chain grows. Rows of one report are never of one person, whatever links them.

use std::collections::{HashMap, HashSet};

use super::{Linkage, Pair, Table, kernel::radix, postings::Postings};

/// Two rows that are linked, behind the key by which the heaviest come first.
type Link = (u32, [u32; 2]);

impl Linkage {
    /// The cluster of each row, by its first row: of pairs that reach a probability. A row without links is a cluster by itself.
    pub fn clusters(&self, pairs: &[Pair], at_least: f64) -> Vec<u32> {
        let link = |pair: &Pair| (i32::MAX.abs_diff(pair.weight), [pair.left, pair.right]);
        let mut links: Vec<Link> = pairs.iter().filter(|pair| pair.probability >= at_least).map(link).collect();
        if !links.is_sorted_by_key(|(_, rows)| *rows) {
            links.sort_unstable_by_key(|(_, rows)| *rows);
        }
        // Heaviest first; those of one weight in their order. The room that it takes is given back before more is needed.
        let mut spare = vec![(0, [0; 2]); links.len()];
        radix::sort(&mut links, &mut spare);
        drop(spare);
        let both = links.iter().flat_map(|(_, [left, right])| [(*left, *right), (*right, *left)]);
        let neighbours = Postings::of(self.table.len(), both);
        Clusters::new(&self.table, neighbours).join(&links)
    }
}

/// Clusters as they grow, each told by one of its rows.
struct Clusters<'t> {
    table: &'t Table,
    /// The rows to which each row is linked.
    neighbours: Postings,
    /// On the way to the row that tells the cluster.
    above: Vec<u32>,
    /// The next row of the same cluster, all around.
    next: Vec<u32>,
    /// Of rows that tell a cluster, how many rows it has: of the first table, and of the second.
    sizes: Vec<[u32; 2]>,
    /// The reports of clusters of more than one row.
    reports: HashMap<u32, HashSet<u32>>,
    /// What the sizes were when two clusters were last found to have too few links between them.
    refused: HashMap<[u32; 2], [[u32; 2]; 2], ahash::RandomState>,
}

impl<'t> Clusters<'t> {
    fn new(table: &'t Table, neighbours: Postings) -> Self {
        let rows = table.len();
        let is_second = |row: usize| table.second.is_some_and(|second| row >= second);
        Self {
            table,
            neighbours,
            above: (0..rows as u32).collect(),
            next: (0..rows as u32).collect(),
            sizes: (0..rows).map(|row| if is_second(row) { [0, 1] } else { [1, 0] }).collect(),
            reports: HashMap::new(),
            refused: HashMap::default(),
        }
    }

    /// Takes links one after the other.
    fn join(mut self, links: &[Link]) -> Vec<u32> {
        for (_, [left, right]) in links {
            let (one, other) = (self.find(*left), self.find(*right));
            if one != other && self.belong_together(one, other) {
                self.unite(one, other);
            }
        }
        let mut first = vec![u32::MAX; self.above.len()];
        (0..self.above.len() as u32)
            .map(|row| {
                let first = &mut first[self.find(row) as usize];
                *first = row.min(*first);
                *first
            })
            .collect()
    }

    /// The row that tells the cluster of a row.
    fn find(&mut self, mut row: u32) -> u32 {
        while self.above[row as usize] != row {
            let above = self.above[self.above[row as usize] as usize];
            self.above[row as usize] = above;
            row = above;
        }
        row
    }

    fn size(&self, cluster: u32) -> u32 {
        let [first, second] = self.sizes[cluster as usize];
        first + second
    }

    fn belong_together(&mut self, one: u32, other: u32) -> bool {
        let (small, large) = if self.size(one) <= self.size(other) { (one, other) } else { (other, one) };
        if self.size(large) == 1 {
            // The link that is being taken is all there can be.
            return !self.share_report(small, large);
        }
        let sizes = [self.sizes[small as usize], self.sizes[large as usize]];
        if self.refused.get(&[small, large]) == Some(&sizes) {
            return false;
        }
        // Rows of one table are not compared with each other where two are linked.
        let [mine, theirs] = sizes.map(|rows| rows.map(u64::from));
        let all = match self.table.second {
            None => mine[0] * theirs[0],
            Some(_) => mine[0] * theirs[1] + mine[1] * theirs[0],
        };
        let together = 2 * self.links(small, large) >= all && !self.share_report(small, large);
        if !together {
            self.refused.insert([small, large], sizes);
        }
        together
    }

    /// How many links there are between two clusters.
    fn links(&mut self, small: u32, large: u32) -> u64 {
        let (mut links, mut row) = (0, small);
        loop {
            for at in self.neighbours.range(row) {
                let other = self.neighbours.items()[at];
                links += u64::from(self.find(other) == large);
            }
            row = self.next[row as usize];
            if row == small {
                return links;
            }
        }
    }

    fn reports_of(&self, cluster: u32) -> Vec<u32> {
        let of_row =
            || self.table.reports.get(cluster as usize).copied().filter(|report| *report != 0).into_iter().collect();
        self.reports.get(&cluster).map_or_else(of_row, |reports| reports.iter().copied().collect())
    }

    fn share_report(&self, small: u32, large: u32) -> bool {
        if self.table.reports.is_empty() {
            return false;
        }
        let of_large = |report: &u32| match self.reports.get(&large) {
            Some(reports) => reports.contains(report),
            None => self.table.reports[large as usize] == *report,
        };
        self.reports_of(small).iter().any(of_large)
    }

    fn unite(&mut self, one: u32, other: u32) {
        let (small, large) = if self.size(one) <= self.size(other) { (one, other) } else { (other, one) };
        if !self.table.reports.is_empty() {
            let mut all: HashSet<u32> =
                self.reports.remove(&large).unwrap_or_else(|| self.reports_of(large).into_iter().collect());
            all.extend(self.reports_of(small));
            self.reports.remove(&small);
            self.reports.insert(large, all);
        }
        self.above[small as usize] = large;
        self.next.swap(small as usize, large as usize);
        let [first, second] = self.sizes[small as usize];
        let sizes = &mut self.sizes[large as usize];
        *sizes = [sizes[0] + first, sizes[1] + second];
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cells, Kind, TableBuilder};
    use super::*;

    fn table(rows: usize) -> TableBuilder<'static> {
        TableBuilder::new().column("code", Kind::Code, Cells::Texts(vec![Some("a"); rows]))
    }

    /// The clusters of links: rows and weight.
    fn clusters(table: TableBuilder<'static>, links: &[(u32, u32, i32)]) -> Vec<u32> {
        let linkage = Linkage::new(table.build());
        let pair = |&(left, right, weight): &(u32, u32, i32)| Pair {
            left,
            right,
            weight,
            probability: 0.9,
            tier: crate::linkage::Tier::Probable,
        };
        let mut pairs: Vec<Pair> = links.iter().map(pair).collect();
        let there = linkage.clusters(&pairs, 0.5);
        pairs.reverse();
        assert_eq!(linkage.clusters(&pairs, 0.5), there, "in another order");
        assert_eq!(
            linkage.clusters(&pairs, 0.95),
            (0..linkage.table().len() as u32).collect::<Vec<_>>(),
            "too unlikely"
        );
        there
    }

    #[test]
    fn what_is_linked_all_round_is_one() {
        assert_eq!(clusters(table(5), &[(0, 2, 10), (0, 4, 20), (2, 4, 30)]), [0, 1, 0, 3, 0]);
    }

    #[test]
    fn half_of_the_pairs_are_enough_and_less_is_not() {
        // Two and one: one link of two.
        assert_eq!(clusters(table(3), &[(0, 1, 30), (1, 2, 10)]), [0, 0, 0]);
        // Two pairs, with one link of four between them; then with two.
        assert_eq!(clusters(table(4), &[(0, 1, 30), (2, 3, 30), (1, 2, 10)]), [0, 0, 2, 2]);
        assert_eq!(clusters(table(4), &[(0, 1, 30), (2, 3, 30), (1, 2, 10), (0, 3, 5)]), [0, 0, 0, 0]);
    }

    #[test]
    fn no_chain_grows() {
        let chain: Vec<(u32, u32, i32)> = (0..99).map(|row| (row, row + 1, 100 - row as i32)).collect();
        let clusters = clusters(table(100), &chain);
        let mut sizes = HashMap::new();
        clusters.iter().for_each(|cluster| *sizes.entry(*cluster).or_insert(0) += 1);
        assert!(sizes.values().all(|size| *size <= 3), "{sizes:?}");
    }

    #[test]
    fn rows_of_one_report_are_kept_apart() {
        let reports = vec![Some("a"), None, Some("a")];
        assert_eq!(clusters(table(3).reports(reports), &[(0, 1, 30), (1, 2, 20)]), [0, 0, 2]);
    }

    #[test]
    fn rows_of_one_table_need_no_links_where_two_are_linked() {
        // One on the left, three on the right.
        assert_eq!(clusters(table(4).second(1), &[(0, 1, 30), (0, 2, 20), (0, 3, 10)]), [0, 0, 0, 0]);
    }

    #[test]
    fn many_who_are_all_linked_are_one() {
        let links: Vec<(u32, u32, i32)> =
            (0..800).flat_map(|one| (one + 1..800).map(move |other| (one, other, 5))).collect();
        assert_eq!(clusters(table(800), &links), [0; 800]);
    }
}
