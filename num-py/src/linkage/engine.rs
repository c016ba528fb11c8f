//! What is asked of the core's linkage, in one place.

use num_core::{
    error::Problems,
    linkage::{Agreement, Cells, Evidence, Found, Group, Kind, Linkage, Pair, SharedRows, Table, TableBuilder},
};

use super::watch::give_back;

/// The most columns that are compared.
pub(crate) const MAX_COLUMNS: usize = Table::MAX_COLUMNS;

/// A column as the engine takes it.
pub(crate) struct Given<'c> {
    pub(crate) name: &'c str,
    pub(crate) kind: Kind,
    pub(crate) group: Option<Group>,
    pub(crate) cells: Cells<'c>,
}

/// A table of columns of one length.
pub(crate) fn table<'c>(
    columns: Vec<Given<'c>>,
    reports: Option<Vec<Option<&'c str>>>,
    sources: Option<Vec<Option<&'c str>>>,
    second: Option<usize>,
) -> Table {
    let mut builder = columns.into_iter().fold(TableBuilder::new(), |builder, column| {
        let Given { name, kind, group, cells } = column;
        match group {
            Some(group) => builder.grouped(name, kind, group, cells),
            None => builder.column(name, kind, cells),
        }
    });
    if let Some(reports) = reports {
        builder = builder.reports(reports);
    }
    if let Some(sources) = sources {
        builder = builder.sources(sources);
    }
    if let Some(second) = second {
        builder = builder.second(second);
    }
    builder.build()
}

/// How far the values of a column agree, and what that weighs in hundredths of a bit; `None` where it is not known of both.
pub(crate) type Compared = Option<(Agreement, i32)>;

/// What each column says by evidence. Together with what is left, it is the weight of all.
pub(crate) fn by_column(evidence: &[Evidence], weight: i32, each: &mut [Compared]) -> i32 {
    each.fill(None);
    let mut left = weight;
    for evidence in evidence {
        if let Some(compared) = evidence.column.and_then(|column| each.get_mut(column)) {
            let weight = evidence.weight.hundredths();
            *compared = Some((evidence.agreement, weight));
            left -= weight;
        }
    }
    left
}

/// What speaks for two rows being of one person, and against it.
pub(crate) fn evidence(linkage: &Linkage, [one, other]: [u32; 2]) -> Vec<Evidence> {
    linkage.evidence(one as usize, other as usize)
}

/// The weight of two rows.
pub(crate) fn weigh(linkage: &Linkage, [one, other]: [u32; 2]) -> i32 {
    linkage.weigh(one as usize, other as usize)
}

/// The odds before any evidence, in hundredths of a bit.
pub(crate) fn prior(linkage: &Linkage) -> i32 {
    linkage.prior()
}

/// How likely a weight makes it.
pub(crate) fn probability(linkage: &Linkage, weight: i32) -> f64 {
    linkage.probability(weight)
}

/// Every pair of at least this probability; `None` when the work was stopped.
pub(crate) fn pairs(linkage: &Linkage, at_least: f64, go_on: &dyn Fn(f64) -> bool) -> Option<Vec<Pair>> {
    let found = linkage.pairs_while(at_least, go_on);
    // What it took to find them is not needed beside the table of them.
    give_back();
    found
}

/// The rows with exactly this value in a column.
pub(crate) fn check(linkage: &Linkage, column: usize, value: &str) -> Vec<u32> {
    linkage.check(column, value)
}

/// The cluster of each row, by links of at least this probability.
pub(crate) fn clusters(linkage: &Linkage, links: &[Pair], at_least: f64) -> Vec<u32> {
    linkage.clusters(links, at_least)
}

/// The rows that are likest to a record, which is the first row of a table of its own, with what speaks for each.
pub(crate) fn find(linkage: &mut Linkage, record: &Table, most: usize) -> Result<Vec<Found>, Problems> {
    linkage.find(record, most)
}

/// Identifiers that more than one person carries.
pub(crate) fn shared_identifiers(linkage: &Linkage) -> Vec<SharedRows> {
    linkage.shared_identifiers()
}
