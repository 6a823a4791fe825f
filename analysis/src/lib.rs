//! lamlint
