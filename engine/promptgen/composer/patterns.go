package composer

import (
	"regexp"
	"sync"
)

// expression is a regular expression that is compiled when it is first used:
// the program's first picture on the screen must not wait for patterns that
// only a message needs.
type expression func() *regexp.Regexp

// lazy is regexp.MustCompile, put off.
func lazy(p string) expression {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(p) })
}

// pattern is for a whole clause, whatever its case.
func pattern(p string) expression { return lazy(`(?i)^(?:` + p + `)$`) }
