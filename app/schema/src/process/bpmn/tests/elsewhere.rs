//! Files of elsewhere.
