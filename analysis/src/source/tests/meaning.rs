//! What each language's constructs mean.
