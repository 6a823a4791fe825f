//! The rules of lamlint.
