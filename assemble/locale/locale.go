// Package locale holds what is said in which language: messages, dates, ordinals, numbers, collation, and the translations
// of the records' texts with their state. A language is a file: no Go is needed for one.
package locale
