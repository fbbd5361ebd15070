package prompt_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"easel/engine/prompt"
)

// words are texts of n words each: all different, all from a few, or with
// words of the one spread over the other.
func words(n int, word func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(word(i))
		b.WriteByte(' ')
	}
	return b.String()
}

func BenchmarkDiff(b *testing.B) {
	dice := rand.New(rand.NewPCG(1, 2))
	numbered := func(prefix string) func(int) string {
		return func(i int) string { return fmt.Sprint(prefix, i) }
	}
	some := func(of int) func(int) string {
		return func(int) string { return fmt.Sprint("w", dice.IntN(of)) }
	}
	const n = 10_000
	for _, c := range []struct{ name, from, to string }{
		{"different", words(n, numbered("a")), words(n, numbered("b"))},
		{"from 50 words", words(n, some(50)), words(n, some(50))},
		{"from 3000 words", words(n, some(3000)), words(n, some(3000))},
		{"turned round", words(n, numbered("a")), words(n, func(i int) string { return fmt.Sprint("a", n-i) })},
		{"one changed", words(n, numbered("a")), words(n, func(i int) string {
			if i == n/2 {
				return "b"
			}
			return fmt.Sprint("a", i)
		})},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				prompt.Diff(c.from, c.to)
			}
		})
	}
}
