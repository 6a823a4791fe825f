//! The lowerings against texts.
