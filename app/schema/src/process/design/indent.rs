//! Where a block comes to stand by its indentation: into what stands before it, or out of what it lies in.

use super::edit::EditFault;
use super::piece::{Piece, PieceKind};
use crate::form::design::Place;

/// The end of the block before it; of branches, the end of the last one.
pub fn inward(process: &Piece, place: &Place) -> Result<Place, EditFault> {
    let (around, index) = place.split().ok_or(EditFault::NoWay)?;
    let before = around.child(index.checked_sub(1).ok_or(EditFault::NoWay)?);
    let piece = process.at(&before).ok_or(EditFault::NoSuchPlace)?;
    let is_block = process.at(place).ok_or(EditFault::NoSuchPlace)?.kind != PieceKind::Branch;
    match piece.kind {
        _ if !is_block => Err(EditFault::NoWay),
        PieceKind::Repeat | PieceKind::Each => Ok(before.child(piece.children.len())),
        kind if kind.is_fork() => {
            let last = piece.children.len().checked_sub(1).ok_or(EditFault::NoWay)?;
            let branch = piece.children.get(last).ok_or(EditFault::NoWay)?;
            Ok(before.child(last).child(branch.children.len()))
        }
        _ => Err(EditFault::NoWay),
    }
}

/// Behind the block it lies in.
pub fn outward(process: &Piece, place: &Place) -> Result<Place, EditFault> {
    if process.at(place).ok_or(EditFault::NoSuchPlace)?.kind == PieceKind::Branch {
        return Err(EditFault::NoWay);
    }
    let (around, _) = place.split().ok_or(EditFault::NoWay)?;
    let holder = process.at(&around).ok_or(EditFault::NoSuchPlace)?;
    let block = match holder.kind {
        PieceKind::Branch => around.split().ok_or(EditFault::NoWay)?.0,
        PieceKind::Repeat | PieceKind::Each => around,
        _ => return Err(EditFault::NoWay),
    };
    block.next().ok_or(EditFault::NoWay)
}
