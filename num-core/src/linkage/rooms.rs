//! Memory that is used again: what the system gives anew it fills with zeros first, page by page, which takes longer than what a query
//! does with it.

use std::sync::{Mutex, PoisonError};

/// Rooms that nobody uses now, with whatever was left in them.
#[derive(Default)]
pub(crate) struct Rooms<T>(Mutex<Vec<Vec<T>>>);

impl<T: Clone> Rooms<T> {
    /// One of so many items, all of them the same if those of every room that is given back are.
    pub(crate) fn take(&self, items: usize, empty: T) -> Vec<T> {
        let room = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut room = room.unwrap_or_default();
        room.resize(items, empty);
        room
    }

    pub(crate) fn give_back(&self, room: Vec<T>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(room);
    }
}
