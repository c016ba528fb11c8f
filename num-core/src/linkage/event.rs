//! One event: two rows of one place and time. It says of each man in it as much as of any other who was there.

use super::{Column, Group, Kind, Model, Table, weigh::level_weight};

/// The columns that say where and when it happened.
#[derive(Clone, Copy)]
pub(crate) struct EventColumns {
    pub(crate) place: usize,
    pub(crate) day: usize,
    /// The level of place up to which it is one event.
    most: u8,
}

impl EventColumns {
    /// Of a place a kilometre; of an area that is told by a code, that area.
    const PLACE: u8 = 1;
    const AREA: u8 = 0;
    /// The levels of days up to which it is one event: a day; a week, where days are remembered badly.
    const DAYS: [u8; 2] = [1, 2];

    /// Where there are no places, areas do: of those that are told about as often as any, the finest.
    pub(crate) fn of(table: &Table) -> Option<Self> {
        let of = |kind| table.columns.iter().position(|column| column.kind == kind);
        let areas = table.columns.iter().enumerate().filter(|(_, column)| {
            column.group == Group::Place && matches!(column.kind, Kind::Code | Kind::Postcode | Kind::Text)
        });
        let often = areas.clone().map(|(_, column)| column.known()).max().unwrap_or(0);
        let is_often = |(_, column): &(usize, &Column)| 2 * column.known() >= often;
        let area = areas.rev().filter(is_often).max_by_key(|(_, column)| column.distinct()).map(|(at, _)| at);
        let (place, most) = match of(Kind::Place) {
            Some(place) => (place, Self::PLACE),
            None => (area?, Self::AREA),
        };
        Some(Self { place, day: of(Kind::Day)?, most })
    }

    /// Whether two places may be of one event.
    #[inline]
    pub(crate) fn is_there(&self, place: u8) -> bool {
        place <= self.most
    }

    /// Whether two days may be of one event.
    #[inline]
    pub(crate) fn is_then(&self, day: u8) -> bool {
        Self::DAYS.iter().any(|most| day <= *most)
    }

    /// Whether two columns are these, in whichever order.
    pub(crate) fn are(&self, one: usize, other: usize) -> bool {
        [one, other] == [self.place, self.day] || [other, one] == [self.place, self.day]
    }

    /// How nearly two rows are of one event, by the levels of their columns.
    #[inline]
    pub(crate) fn nearness(&self, levels: &[u8]) -> Option<usize> {
        if levels[self.place] > self.most {
            return None;
        }
        Self::DAYS.iter().position(|day| levels[self.day] <= *day)
    }
}

/// What it weighs that two rows are of one event.
pub(crate) struct EventWeights {
    pub(crate) columns: EventColumns,
    pub(crate) weight: [i32; 2],
    pub(crate) related: [i32; 2],
}

impl EventWeights {
    pub(crate) fn of(model: &Model, table: &Table) -> Option<Self> {
        let columns = EventColumns::of(table)?;
        let weight = |of: usize| model.event.map(|each| level_weight(each[of], each[1]).hundredths());
        Some(Self { columns, weight: weight(0), related: weight(2) })
    }
}

#[cfg(test)]
mod tests {
    use crate::linkage::{Cells, Group, Kind, Linkage, Model, TableBuilder};

    #[test]
    fn one_event_is_of_one_area_where_there_are_no_places() {
        let areas: Vec<String> = (0..300).map(|row| format!("a{}", row % 50)).collect();
        let forces: Vec<String> = (0..300).map(|row| format!("f{}", row % 5)).collect();
        let cells = |texts: &'static [String]| Cells::Texts(texts.iter().map(|text| Some(text.as_str())).collect());
        let [areas, forces] = [areas, forces].map(|texts| &*Box::leak(texts.into_boxed_slice()));
        let days = (0..300).map(|row| Some(if row == 50 { 1 } else { row / 3 })).collect();
        let table = TableBuilder::new()
            .grouped("force", Kind::Code, Group::Place, cells(forces))
            .grouped("area", Kind::Code, Group::Place, cells(areas))
            .column("day", Kind::Day, Cells::Days(days))
            .build();
        let model = Model::assumed(&table);
        let linkage = Linkage::of_model(table, model);
        let weight = |other: usize, column: usize| {
            let evidence = linkage.evidence(0, other);
            evidence.iter().find(|one| one.column == Some(column)).map(|one| one.weight.hundredths())
        };
        // A day apart in one area: the area speaks for both, and the day adds nothing.
        assert_eq!(weight(50, 2), Some(0));
        // The same area, weeks later; another area on that day: each speaks for itself.
        assert_ne!(weight(100, 2), Some(0));
        assert_ne!(weight(1, 2), Some(0));
    }
}
