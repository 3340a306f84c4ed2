//! The reactive owner of a page stays with the page.
//!
//! leptos keeps the current owner, which contexts are looked up by, in a thread-local, and not every step of drawing
//! sets it again after an await. On a thread that draws several pages by turns, such a step would find the contexts of
//! another visitor's page.

use std::pin::Pin;
use std::task::{Context, Poll};

use leptos::prelude::Owner;

/// A future that finds the current owner as it left it, and leaves the thread's own as it found it.
pub struct KeepingOwner<F> {
    future: Pin<Box<F>>,
    owner: Option<Owner>,
}

impl<F> KeepingOwner<F> {
    /// Without an owner to begin with.
    pub fn new(future: F) -> Self {
        Self { future: Box::pin(future), owner: None }
    }
}

impl<F: Future> Future for KeepingOwner<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let own = self.owner.take();
        let outside = Outside(exchange(own));
        let polled = self.future.as_mut().poll(context);
        self.owner = Owner::current();
        drop(outside);
        polled
    }
}

/// The owner of a thread, which it gets back also from a page that panics.
struct Outside(Option<Owner>);

impl Drop for Outside {
    fn drop(&mut self) {
        exchange(self.0.take());
    }
}

/// Makes this the current owner of the thread; returns the one before.
fn exchange(owner: Option<Owner>) -> Option<Owner> {
    let before = Owner::current();
    match owner {
        Some(owner) => owner.set(),
        None => {
            if let Some(before) = before.clone() {
                before.unset();
            }
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Waker;

    use futures::pending;
    use leptos::prelude::{provide_context, use_context};

    use super::*;

    /// Makes an owner as a page does, and looks up what it provided after having let others go first.
    async fn page(number: u8) -> Option<u8> {
        let owner = Owner::new_root(None);
        owner.set();
        provide_context(number);
        pending!();
        let found = use_context::<u8>();
        drop(owner);
        found
    }

    #[test]
    fn pages_that_are_drawn_by_turns_do_not_see_each_other() {
        let mut context = Context::from_waker(Waker::noop());
        let (mut one, mut two) = (pin!(KeepingOwner::new(page(1))), pin!(KeepingOwner::new(page(2))));
        assert!(one.as_mut().poll(&mut context).is_pending() && two.as_mut().poll(&mut context).is_pending());
        assert!(Owner::current().is_none());
        assert_eq!(one.as_mut().poll(&mut context), Poll::Ready(Some(1)));
        assert_eq!(two.as_mut().poll(&mut context), Poll::Ready(Some(2)));
    }
}
